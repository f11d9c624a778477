import { createReadStream } from 'node:fs'
import { listJudges } from '../../../db/results/judges.ts'
import type { ActionContext } from '../../actions/context.ts'
import { uploadVerdicts } from '../../actions/judges/upload.ts'
import { exportStudy } from '../../datasets/exporting.ts'
import { NotFound } from '../../domain/refusals.ts'
import type { Study } from '../../domain/study.ts'
import { assessJudge } from '../../results/judging.ts'
import { readRankQuery } from '../../results/rank-query.ts'
import { studyRanking } from '../../results/results.ts'
import type { ResultDoor } from './client.ts'

export function localResults(ctx: ActionContext, studyOf: (slug: string) => Promise<Study>): ResultDoor {
  const { db } = ctx
  return {
    results: async (slug, query) => {
      const study = await studyOf(slug)
      return studyRanking(db, { study, ...readRankQuery(query) })
    },

    uploadVerdicts: async (slug, judge, { name, path }) => {
      const file = { name, open: () => createReadStream(path) }
      return uploadVerdicts(ctx, { study: await studyOf(slug), judge, file })
    },

    assessJudge: async (slug, name, part) => {
      const study = await studyOf(slug)
      const judge = (await listJudges(db, study.id)).find((one) => one.name === name)
      if (!judge) throw new NotFound(`Study "${slug}" has no judge "${name}"`)
      return assessJudge(db, { study, judge, part })
    },

    export: async (slug, file, query) => {
      const made = await exportStudy(db, { study: await studyOf(slug), ...file, query })
      const seal = made.seal ? `${made.seal.position} ${made.seal.hash}` : ''
      return { ...made, seal, counts: async () => made.counts }
    },
  }
}
