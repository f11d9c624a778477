import type { StoredVerdicts } from '../../../db/results/judges.ts'
import type { apiClient } from '../../api-client/client.ts'
import type { Assessment } from '../../results/judging.ts'
import { bytesOf } from './bytes-of.ts'
import type { ResultDoor, Results } from './client.ts'
import { formOf } from './form-of.ts'

export const remoteResults = (api: ReturnType<typeof apiClient>): ResultDoor => ({
  results: async (slug, query) =>
    (await api.json('get', '/studies/{slug}/results', {
      path: { slug },
      query: query as never,
    })) as never as Results,

  uploadVerdicts: async (slug, judge, file) => {
    const form = await formOf([file])
    const request = { path: { slug, judge } }
    const answer = await api.raw('put', '/studies/{slug}/judges/{judge}', request, { form })
    return (await answer.json()) as StoredVerdicts
  },

  assessJudge: async (slug, judge, part) =>
    (await api.json('get', '/studies/{slug}/judges/{judge}', {
      path: { slug, judge },
      query: { part },
    })) as never as Assessment,

  export: async (slug, { format, extension }, query) => {
    const path = { slug, file: `${format}.${extension}` }
    const answer = await api.raw('get', '/studies/{slug}/exports/{file}', { path, query })
    const named = /filename="([\w.-]+)"/.exec(answer.headers.get('Content-Disposition') ?? '')?.[1]
    const position = answer.headers.get('Vote-Position') ?? ''
    return {
      fileName: named ?? path.file,
      seal: answer.headers.get('X-Tiebreak-Seal') ?? '',
      chunks: bytesOf(answer),
      counts: () =>
        api.json('get', '/studies/{slug}/exports/{file}/counts', { path, query: { ...query, position } }),
    }
  },
})
