import { createReadStream } from 'node:fs'
import type { ActionContext } from '../../actions/context.ts'
import { importFiles } from '../../actions/outputs/import-files.ts'
import { readmitOutputs } from '../../actions/outputs/readmit.ts'
import { withdrawOutputs } from '../../actions/outputs/withdraw.ts'
import type { Study } from '../../domain/study.ts'
import type { Limits } from '../../formats/uploads/reports/limits.ts'
import type { OutputDoor } from './client.ts'

type Local = { studyOf: (slug: string) => Promise<Study>; limits: Partial<Limits> }

export const localOutputs = (ctx: ActionContext, { studyOf, limits }: Local): OutputDoor => ({
  importFiles: async (slug, named, settings) => {
    const study = await studyOf(slug)
    const files = named.map(({ name, path }) => ({ name, open: () => createReadStream(path) }))
    const { id, state, report } = await importFiles(ctx, { study, files, settings, limits })
    return { id, state, report }
  },

  withdraw: async (slug, of) => withdrawOutputs(ctx, { study: await studyOf(slug), of }),

  readmit: async (slug, of) => readmitOutputs(ctx, { study: await studyOf(slug), of }),
})
