import type { Act } from '../../db/accounts/audit.ts'
import type { Db } from '../../db/connection/client.ts'
import { findSnapshot, studySecret } from '../../db/results/snapshots.ts'
import { findStudy, type PlainStudy } from '../../db/studies/studies.ts'
import { NotFound } from '../domain/refusals.ts'
import type { Snapshot } from '../domain/result-rows.ts'
import type { Study } from '../domain/study.ts'
import { isSigned, signedPath } from './snapshot-links.ts'

type ToSign = { study: PlainStudy; id: string; expires: number; act: Act }

/** The path of a link to a snapshot, good until `expires`, in seconds since 1970. */
export async function signLink(db: Db, { study, id, expires, act }: ToSign): Promise<string> {
  const secret = await studySecret(db, study.id, act)
  return signedPath({ secret, slug: study.slug, id, expires })
}

type Link = { slug: string; id: string; expires: string; signature: string }

/**
 * The snapshot a link leads to.
 * @throws NotFound for a link that nobody signed
 */
export async function sharedSnapshot(
  db: Db,
  { slug, id, expires, signature }: Link,
): Promise<{ study: Study; snapshot: Snapshot; isExpired: boolean }> {
  const study = /^[a-z0-9-]{1,63}$/.test(slug) ? await findStudy(db, { slug, only: null }) : null
  if (!study || !/^\d{1,12}$/.test(expires)) throw new NotFound('No such link')
  const link = { secret: await studySecret(db, study.id), slug, id, expires: Number(expires) }
  const snapshot = isSigned(link, signature) ? await findSnapshot(db, { studyId: study.id, id }) : null
  if (!snapshot) throw new NotFound('No such link')
  return { study, snapshot, isExpired: link.expires * 1000 < Date.now() }
}
