import type { Hono } from 'hono'
import type { Db } from '../../db/connection/client.ts'
import { createInvites } from '../../db/testers/invites.ts'
import { createApp } from '../../server/app.tsx'
import { readConfig } from '../../server/config.ts'
import type { InviteKind } from '../../server/domain/tester-rows.ts'
import type { AppEnv } from '../../server/http/app-env.ts'
import { createLog } from '../../server/log.ts'
import { comparisonOf, createBrowser, formsOf, screenOf } from '../blindness/browser.ts'

export const testerApp = (db: Db): Hono<AppEnv> =>
  createApp({ db, config: readConfig({}), log: createLog('silent') })

export async function inviteTo(
  db: Db,
  { studyId, kind = 'open' }: { studyId: number; kind?: InviteKind },
): Promise<string> {
  const [made] = await createInvites(db, { studyId, kind, count: 1, label: '', cap: null, expires: null })
  return made?.code ?? ''
}

/** One person without script, who can join, look, answer and post. */
export function visitor(app: Hono<AppEnv>) {
  const browser = createBrowser(app, [])
  const post = (path: string, fields: Record<string, string> | [string, string][] = {}) =>
    browser.send(path, { form: Array.isArray(fields) ? fields : Object.entries(fields) })
  const see = async (path: string) => {
    const answer = await browser.send(path)
    return { ...answer, screen: screenOf(answer.body), comparison: comparisonOf(answer.body) ?? '' }
  }
  return {
    ...browser,
    see,
    post,
    join: (code: string) => post(`/join/${code}`, { consent: 'yes' }),
    /** Answers `count` comparisons, whatever they are. */
    async answer(base: string, count: number, choice = 'a') {
      for (let n = 0; n < count; n++) {
        const { comparison, screen } = await see(base)
        if (screen !== 'comparison') throw new Error(`Vote ${n + 1}: a ${screen} screen`)
        const answer = await post(`${base}/votes`, { comparison, choice })
        if (answer.status !== 303) throw new Error(`Vote ${n + 1}: ${answer.status}`)
      }
    },
    /** Posts the form marked to go on, as a program does. */
    async goOn(page: { body: string }) {
      const marked = /<form[^>]*data-continue[^>]*>/.exec(page.body)?.[0] ?? ''
      const action = /action="([^"]+)"/.exec(marked)?.[1] ?? ''
      const form = formsOf(page.body).find((one) => one.action === action)
      if (!form) throw new Error('No form marked data-continue')
      return post(action, form.fields)
    },
  }
}

export const textOf = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
