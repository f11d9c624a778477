import type { Hono } from 'hono'
import { parseHTML } from 'linkedom'
import type { AppEnv } from '../../server/http/app-env.ts'

/** One answer as it left the server. */
export type Answer = {
  method: string
  path: string
  status: number
  headers: [name: string, value: string][]
  body: string
}

export type Form = { action: string; fields: [name: string, value: string][] }

type Sent = { method?: string; form?: Form['fields'] | string; headers?: Record<string, string> }

/** A person with a cookie jar and no script; everything they receive is kept, and time passes as the caller says. */
export function createBrowser(
  app: Hono<AppEnv>,
  transcript: Answer[],
  passTime: () => Promise<void> = async () => {},
) {
  const jar = new Map<string, string>()

  async function send(path: string, { method, form, headers = {} }: Sent = {}): Promise<Answer> {
    await passTime()
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const body = Array.isArray(form) ? new URLSearchParams(form) : form
    const sent = method ?? (body === undefined ? 'GET' : 'POST')
    const response = await app.request(path, {
      method: sent,
      headers: { ...(cookie && { Cookie: cookie }), ...headers },
      ...(body === undefined ? {} : { body }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      jar.set(name, value)
    }
    const answer = {
      method: sent,
      path,
      status: response.status,
      headers: headersOf(response),
      body: await response.text(),
    }
    transcript.push(answer)
    return answer
  }

  return { send, jar }
}
export type Browser = ReturnType<typeof createBrowser>

function headersOf(response: Response): Answer['headers'] {
  const headers: Answer['headers'] = []
  response.headers.forEach((value, name) => {
    headers.push([name, value])
  })
  return headers
}

/** The forms of a page, filled in as a willing person would: boxes ticked, the first button of each pressed. */
export function formsOf(html: string): Form[] {
  const { document } = parseHTML(html)
  return Array.from(document.querySelectorAll('form')).map((form) => {
    const inputs = Array.from(form.querySelectorAll('input[name]'))
    const kept = inputs.filter((input) =>
      ['hidden', 'checkbox', 'text'].includes(input.getAttribute('type') ?? 'text'),
    )
    const button = form.querySelector('button[name]')
    const pressed = button ? [[button.getAttribute('name') ?? '', button.getAttribute('value') ?? '']] : []
    const fields = [
      ...kept.map((input) => [input.getAttribute('name') ?? '', input.getAttribute('value') ?? '']),
      ...pressed,
    ]
    return { action: form.getAttribute('action') ?? '', fields: fields as Form['fields'] }
  })
}

export function linksOf(html: string): string[] {
  const { document } = parseHTML(html)
  const links = Array.from(document.querySelectorAll('a[href]')).map(
    (link) => link.getAttribute('href') ?? '',
  )
  return links.filter((href) => href.startsWith('/'))
}

export const screenOf = (html: string): string | null => /data-screen="(\w+)"/.exec(html)?.[1] ?? null
export const comparisonOf = (html: string): string | null =>
  /name="comparison" value="([\w-]+)"/.exec(html)?.[1] ?? null
