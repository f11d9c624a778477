import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { Unavailable } from '../../../db/connection/unavailable.ts'
import { Notice, NoticePage } from '../../../views/tester/notice.tsx'
import { type Outcome, outcomes } from '../../domain/outcome.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { sentForm, uiOf, wantsFragment } from './tester-request.ts'

const deadlineMs = 9000
const retrySeconds = '2'

/** Every tester gets an answer within ten seconds, whatever the database does. */
export const answerInTime = createMiddleware<AppEnv>(async (_, next) => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, fail) => {
    timer = setTimeout(() => fail(new Unavailable(`No answer within ${deadlineMs} ms`)), deadlineMs)
  })
  await Promise.race([next(), late]).finally(() => clearTimeout(timer))
})

/** "Not saved, try again", with the choice and a form that sends the same answer once more. */
export async function notSaved(c: Context<AppEnv>): Promise<Response> {
  const retry = await sentForm(c)
  const choice = retry?.fields.find(([name]) => name === 'choice')?.[1]
  const props = {
    ui: uiOf(c),
    kind: 'unavailable' as const,
    choice: isChoice(choice) ? choice : null,
    retry,
    continueHref: retry ? null : c.req.path,
  }
  c.header('Retry-After', retrySeconds)
  return c.html(
    wantsFragment(c) ? <Notice {...props} /> : <NoticePage assets={c.get('assets')} {...props} />,
    503,
  )
}

const isChoice = (value: string | undefined): value is Outcome =>
  outcomes.some((outcome) => outcome === value)
