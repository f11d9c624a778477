import type { paths } from './schema.d.ts'

type Method = 'get' | 'post' | 'put' | 'patch'
export type ApiPath = keyof paths
type Operation<P extends ApiPath, M extends Method> = Exclude<paths[P][M], undefined>
type Parameters<O> = O extends { parameters: infer All } ? All : never
type PathOf<O> = Parameters<O> extends { path: infer Value } ? { path: Value } : unknown
type QueryOf<O> = Parameters<O> extends { query?: infer Value } ? { query?: Value } : unknown
type BodyOf<O> = O extends { requestBody: { content: { 'application/json': infer Body } } }
  ? { body: Body }
  : unknown
type Json<R> = R extends { content: { 'application/json': infer Body } } ? Body : never
/** What a success holds, whatever its status. */
export type ApiAnswer<P extends ApiPath, M extends Method> =
  Operation<P, M> extends { responses: infer R }
    ? { [S in keyof R]: S extends 200 | 201 | 202 ? Json<R[S]> : never }[keyof R]
    : never

export type ApiRequest<P extends ApiPath, M extends Method> = PathOf<Operation<P, M>> &
  QueryOf<Operation<P, M>> &
  BodyOf<Operation<P, M>>

type Loose = { path?: Record<string, string>; query?: Record<string, unknown>; body?: unknown }
type More = { headers?: Record<string, string>; form?: FormData; accepted?: number[] }

/** A refusal in the words of the server. */
export class ApiProblem extends Error {
  override name = 'ApiProblem'
  readonly status: number
  readonly body: Problem

  constructor(status: number, body: Problem) {
    const lines = (body.errors ?? []).map(({ pointer, detail }) => `\n  ${pointer} ${detail}`)
    super(`${body.title ?? `The server answered with ${status}`}${lines.join('')}`)
    this.status = status
    this.body = body
  }
}
type Problem = { title?: string; errors?: { pointer: string; detail: string }[]; [more: string]: unknown }

/** Calls to the API, each checked against its description: paths, parameters, bodies and answers. */
export function apiClient({ url, token }: { url: string; token: string }) {
  const base = `${url.replace(/\/$/, '')}/api/v1`

  async function send(method: Method, path: string, request: Loose, more: More = {}): Promise<Response> {
    const headers: Record<string, string> = { Authorization: `Bearer ${token}`, ...more.headers }
    if (request.body !== undefined) headers['Content-Type'] = 'application/json'
    const body = more.form ?? (request.body === undefined ? undefined : JSON.stringify(request.body))
    const address = base + filled(path, request.path ?? {}) + queryOf(request.query ?? {})
    const answer = await fetch(address, {
      method: method.toUpperCase(),
      headers,
      ...(body !== undefined && { body }),
    })
    if (answer.ok || more.accepted?.includes(answer.status)) return answer
    throw new ApiProblem(answer.status, (await answer.json().catch(() => ({}))) as Problem)
  }

  return {
    /** The answer's JSON. */
    json: async <P extends ApiPath, M extends Method>(
      method: M,
      path: P,
      request: ApiRequest<P, M>,
      more?: More,
    ): Promise<ApiAnswer<P, M>> =>
      (await (await send(method, path, request as Loose, more)).json()) as ApiAnswer<P, M>,
    /** The answer itself, for files and streams. */
    raw: <P extends ApiPath, M extends Method>(method: M, path: P, request: ApiRequest<P, M>, more?: More) =>
      send(method, path, request as Loose, more),
  }
}

/** A file's path keeps its slashes: it is the rest of the address. */
function filled(path: string, values: Record<string, string>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) =>
    (values[name] ?? '')
      .split('/')
      .map(encodeURIComponent)
      .join(name === 'path' ? '/' : '%2F'),
  )
}

function queryOf(values: Record<string, unknown>): string {
  const given = Object.entries(values).flatMap(([name, value]) =>
    value == null ? [] : [[name, String(value)]],
  )
  return given.length > 0 ? `?${new URLSearchParams(given)}` : ''
}
