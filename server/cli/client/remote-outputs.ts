import { ApiProblem, type apiClient } from '../../api-client/client.ts'
import type { Imported, OutputDoor } from './client.ts'
import { formOf } from './form-of.ts'

export const remoteOutputs = (api: ReturnType<typeof apiClient>): OutputDoor => ({
  importFiles: async (slug, files, settings) => {
    const form = await formOf(files)
    form.append('options', JSON.stringify(settings))
    const answer = await api.raw(
      'post',
      '/studies/{slug}/batches',
      { path: { slug } },
      { form, accepted: [422] },
    )
    const body = (await answer.json()) as Partial<Imported>
    if (!body.report) throw new ApiProblem(answer.status, body as never)
    return {
      id: body.id ?? null,
      state: body.state ?? (answer.status === 422 ? 'rejected' : 'dry_run'),
      report: body.report,
    }
  },

  withdraw: (slug, of) => api.json('post', '/studies/{slug}/withdrawals', { path: { slug }, body: of }),
  readmit: (slug, of) => api.json('post', '/studies/{slug}/readmissions', { path: { slug }, body: of }),
})
