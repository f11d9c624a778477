import { openAsBlob } from 'node:fs'
import type { StoredVerdicts } from '../../../db/results/judges.ts'
import { ApiProblem, apiClient } from '../../api-client/client.ts'
import type { Assessment } from '../../results/judging.ts'
import type { PlannedStudyJson, StudyJson } from '../../study/study-json.ts'
import { Refused } from '../terminal/usage.ts'
import { bytesOf } from './bytes-of.ts'
import type { Door, Imported, NamedFile, Results } from './client.ts'
import { remoteSnapshots } from './remote-snapshots.ts'

type Server = { url: string; token: string }

export function remoteDoor(server: Server): Door {
  const api = apiClient(server)
  return refusing(server, {
    createStudy: async (body) => (await api.json('post', '/studies', { body: body as never })) as StudyJson,

    listStudies: async () => {
      const studies: StudyJson[] = []
      let after: string | undefined
      do {
        const page = await api.json('get', '/studies', { query: { limit: 500, ...(after && { after }) } })
        studies.push(...(page.studies as StudyJson[]))
        after = page.next ?? undefined
      } while (after !== undefined)
      return studies
    },

    setState: async (slug, state) =>
      (await api.json('put', '/studies/{slug}/state', {
        path: { slug },
        body: { state },
      })) as PlannedStudyJson,

    editStudy: async (slug, body) =>
      (await api.json('patch', '/studies/{slug}', {
        path: { slug },
        body: body as never,
      })) as PlannedStudyJson,

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

    invite: async (slug, body) =>
      (await api.json('post', '/studies/{slug}/invites', { path: { slug }, body: body as never })).invites,

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

    snapshots: remoteSnapshots(api),

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
}

async function formOf(files: NamedFile[]): Promise<FormData> {
  const form = new FormData()
  for (const { name, path } of files) form.append('file', await openAsBlob(path), name)
  return form
}

/** A server that cannot be reached is told from one that refuses. */
function refusing(server: Server, door: Door): Door {
  const guarded = <T extends object>(functions: T): T =>
    Object.fromEntries(
      Object.entries(functions).map(([name, act]) => [
        name,
        typeof act === 'function'
          ? (...given: unknown[]) =>
              (act(...given) as Promise<unknown>).catch((error) => asRefusal(server, error))
          : guarded(act),
      ]),
    ) as T
  return guarded(door)
}

function asRefusal({ url }: Server, error: unknown): never {
  if (error instanceof ApiProblem) throw new Refused(error.message, { cause: error })
  if (error instanceof TypeError && error.message === 'fetch failed') {
    throw new Refused(`Cannot reach ${url}`, { cause: error })
  }
  throw error
}
