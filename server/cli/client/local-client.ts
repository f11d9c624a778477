import type { Db } from '../../../db/connection/client.ts'
import { findStudy } from '../../../db/studies/studies.ts'
import type { Config } from '../../config.ts'
import { NotFound } from '../../domain/refusals.ts'
import type { Study } from '../../domain/study.ts'
import type { Door } from './client.ts'
import { localContext } from './local-context.ts'
import { localOutputs } from './local-outputs.ts'
import { localResults } from './local-results.ts'
import { localSnapshots } from './local-snapshots.ts'
import { localStudies } from './local-studies.ts'

/** The same actions as on a server, on the database of this machine. */
export function localDoor(db: Db, config: Config): Door {
  const ctx = localContext(db, config.publicUrl)
  const studyOf = (slug: string) => knownStudy(db, slug)
  return {
    ...localStudies(ctx, studyOf),
    ...localOutputs(ctx, { studyOf, limits: config.uploadLimits }),
    ...localResults(ctx, studyOf),
    snapshots: localSnapshots(ctx, studyOf),
  }
}

async function knownStudy(db: Db, slug: string): Promise<Study> {
  const study = await findStudy(db, { slug, only: null })
  if (!study) throw new NotFound(`There is no study "${slug}"`)
  return study
}
