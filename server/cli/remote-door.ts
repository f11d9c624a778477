import { readFile } from 'node:fs/promises'
import type { StoredVerdicts } from '../../db/judges.ts'
import type { Assessment } from '../judging.ts'
import type { InviteLink } from '../new-invites.ts'
import type { StudyJson } from '../study-json.ts'
import type { Door, Imported, Results } from './door.ts'
import { Refused } from './usage.ts'

type Server = { url: string; token: string }
type ProblemBody = {
  title?: string
  errors?: { pointer: string; detail: string }[]
  report?: Imported['report']
}

export function remoteDoor(server: Server): Door {
  const read = async <T>(path: string, request: RequestInit = {}) =>
    (await (await call(server, path, request)).json()) as T
  const send = <T>(method: string, path: string, body: unknown) =>
    read<T>(path, {
      method,
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json' },
    })

  return {
    createStudy: (body) => send<StudyJson>('POST', 'studies', body),
    listStudies: () => allStudies((path) => read(path)),
    setState: (slug, state) => send<StudyJson>('PUT', `${studyPath(slug)}/state`, { state }),

    importFiles: async (slug, files, settings) => {
      const form = new FormData()
      for (const { name, path } of files) form.append('file', new Blob([await readFile(path)]), name)
      form.append('options', JSON.stringify(settings))
      const request = { method: 'POST', body: form }
      const answer = await call(server, `${studyPath(slug)}/batches`, request, [422])
      const body = (await answer.json()) as Partial<Imported> & ProblemBody
      if (!body.report) throw refusalOf(answer.status, body)
      return {
        id: body.id ?? null,
        state: body.state ?? (answer.status === 422 ? 'rejected' : 'dry_run'),
        report: body.report,
      }
    },

    invite: async (slug, body) =>
      (await send<{ invites: InviteLink[] }>('POST', `${studyPath(slug)}/invites`, body)).invites,

    results: (slug, query) => read<Results>(`${studyPath(slug)}/results?${new URLSearchParams(query)}`),

    uploadVerdicts: async (slug, judge, { name, path }) => {
      const body = new FormData()
      body.append('file', new Blob([await readFile(path)]), name)
      return read<StoredVerdicts>(judgePath(slug, judge), { method: 'PUT', body })
    },

    assessJudge: (slug, judge, part) => read<Assessment>(`${judgePath(slug, judge)}?part=${part}`),

    export: async (slug, { format, extension }, query) => {
      const fileName = `${format}.${extension}`
      const path = `${studyPath(slug)}/exports/${fileName}?${new URLSearchParams(query)}`
      const answer = await call(server, path)
      const named = /filename="([\w.-]+)"/.exec(answer.headers.get('Content-Disposition') ?? '')?.[1]
      return { fileName: named ?? fileName, chunks: chunksOf(answer), counts: null }
    },
  }
}

const studyPath = (slug: string) => `studies/${encodeURIComponent(slug)}`

const judgePath = (slug: string, judge: string) => `${studyPath(slug)}/judges/${encodeURIComponent(judge)}`

type Listing = { studies: StudyJson[]; next: string | null }

async function allStudies(read: (path: string) => Promise<Listing>): Promise<StudyJson[]> {
  const studies: StudyJson[] = []
  let after: string | null = ''
  while (after !== null) {
    const page: Listing = await read(`studies?limit=500${after && `&after=${encodeURIComponent(after)}`}`)
    studies.push(...page.studies)
    after = page.next
  }
  return studies
}

async function call(
  { url, token }: Server,
  path: string,
  request: RequestInit = {},
  accepted: number[] = [],
) {
  const headers = new Headers(request.headers)
  headers.set('Authorization', `Bearer ${token}`)
  const address = `${url.replace(/\/$/, '')}/api/v1/${path}`
  const answer = await fetch(address, { ...request, headers }).catch((cause: unknown) => {
    throw new Refused(`Cannot reach ${url}`, { cause })
  })
  if (answer.ok || accepted.includes(answer.status)) return answer
  throw refusalOf(answer.status, (await answer.json().catch(() => ({}))) as ProblemBody)
}

function refusalOf(status: number, { title, errors = [] }: ProblemBody): Refused {
  const lines = errors.map(({ pointer, detail }) => `\n  ${pointer} ${detail}`)
  return new Refused(`${title ?? 'The server refused'} (${status})${lines.join('')}`)
}

async function* chunksOf(answer: Response): AsyncGenerator<Uint8Array> {
  const reader = answer.body?.getReader()
  if (!reader) return
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value
}
