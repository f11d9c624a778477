import { Agent, request } from 'node:http'
import type { Joined } from './testers.ts'

export type Answered = { status: number; html: string; ms: number }

/** One browser's worth of HTTP: a kept-alive connection, a cookie, the headers htmx sends. */
export function browser(url: string, { token, key }: Pick<Joined, 'token' | 'key'>) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const cookie = `tester_${key}=${token}`
  const ask = (method: string, path: string, body?: string) =>
    new Promise<Answered>((done, fail) => {
      const started = performance.now()
      const headers = {
        cookie,
        'hx-request': 'true',
        ...(body === undefined
          ? {}
          : {
              'content-type': 'application/x-www-form-urlencoded',
              'content-length': Buffer.byteLength(body),
            }),
      }
      const sent = request(`${url}${path}`, { agent, method, headers, timeout: 15_000 }, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk) => chunks.push(chunk))
        answer.on('error', fail)
        answer.on('end', () => {
          const html = Buffer.concat(chunks).toString()
          done({ status: answer.statusCode ?? 0, html, ms: performance.now() - started })
        })
      })
      sent.on('timeout', () => sent.destroy(new Error('no answer in 15 s')))
      sent.on('error', fail)
      sent.end(body)
    })
  return {
    page: async () => {
      const shown = await ask('GET', `/s/${key}`)
      const goOn = continueIn(shown.html)
      return goOn === null ? shown : ask('POST', goOn, '')
    },
    vote: (comparison: string, choice: string) =>
      ask('POST', `/s/${key}/votes`, new URLSearchParams({ comparison, choice }).toString()),
    close: () => agent.destroy(),
  }
}

export const comparisonIn = (html: string): string | null =>
  /name="comparison" value="([\w-]{22})"/.exec(html)?.[1] ?? null

/** Where a pause is ended, if this is one: programs that vote for long meet it like people. */
const continueIn = (html: string): string | null =>
  /<form[^>]*action="([^"]+)"[^>]*data-continue/.exec(html)?.[1] ?? null
