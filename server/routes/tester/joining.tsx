import { Hono } from 'hono'
import { findSession } from '../../../db/accounts/sessions.ts'
import { findInvite, type InvitedStudy, promisedMinutes } from '../../../db/testers/invites.ts'
import { findTester, joinStudy } from '../../../db/testers/testers.ts'
import { LandingPage } from '../../../views/tester/landing.tsx'
import { t, type Ui } from '../../../views/tester/messages/catalogue.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { sessionSecret } from '../../http/session-cookie.ts'
import { fieldsOnce } from '../../tester/answer-form.ts'
import { instructionsOf } from '../../tester/item-pairs.tsx'
import { languageOfConsent } from '../../tester/study-language.ts'
import { renderOnce } from '../../tester/texts.ts'
import {
  base,
  formOf,
  languagesOf,
  rememberLanguage,
  rememberTester,
  type TesterContext,
  testerToken,
  uiOf,
} from './tester-request.ts'
import { notice } from './tester-screen.tsx'

type Problem = 'landing.mustAgree' | 'landing.changed'

export const joiningRoutes = new Hono<AppEnv>()
  .use('/join/*', rememberLanguage)
  .get('/join/:code', async (c) => {
    const invite = await findInvite(c.get('db'), c.req.param('code'))
    if (!invite) return notice(c, 'invite', 404)
    const tester = await presentIn(c, invite)
    if (tester?.withdrawn) return notice(c, 'withdrawn', 200, { ui: uiOf(c, ownWords(invite)) })
    return landing(c, invite)
  })
  .get('/join/:code/declined', (c) => notice(c, 'declined', 200))
  .post('/join/:code', async (c) => {
    const invite = await findInvite(c.get('db'), c.req.param('code'))
    if (!invite) return notice(c, 'invite', 404)
    let mayPublish: boolean | null = null
    if (!(await hasJoined(c, invite))) {
      const fields = fieldsOnce(await formOf(c))
      const problem = consentProblem(invite, fields)
      if (problem) return landing(c, invite, problem)
      const ui = uiOf(c, ownWords(invite))
      if (invite.state !== 'open')
        return notice(c, invite.state === 'closed' ? 'closed' : 'not_open', 409, { ui })
      if (invite.settings.ask_publication) mayPublish = fields?.publish === 'yes'
    }
    return letIn(c, { invite, mayPublish })
  })

const ownWords = (invite: InvitedStudy) => ({ ...invite, around: invite.settings })

/** Back by the same link, or in the same browser: what was agreed to before still holds. */
const hasJoined = async (c: TesterContext, invite: InvitedStudy): Promise<boolean> =>
  invite.joined || (await isPresent(c, invite))

const presentIn = (c: TesterContext, { key }: InvitedStudy) =>
  findTester(c.get('db'), { key, token: testerToken(c, key) })

const isPresent = async (c: TesterContext, invite: InvitedStudy): Promise<boolean> =>
  (await presentIn(c, invite)) !== null

/** The version is sent along, so that nobody agrees to a text they have not seen. */
function consentProblem(
  invite: InvitedStudy,
  fields: Record<string, string | string[]> | null,
): Problem | null {
  const { consent, version = String(invite.consentVersion), publish, ...others } = fields ?? {}
  const isOffered = publish === undefined || (publish === 'yes' && invite.settings.ask_publication)
  if (consent !== 'yes' || !isOffered || Object.keys(others).length > 0) return 'landing.mustAgree'
  return version === String(invite.consentVersion) ? null : 'landing.changed'
}

type Entering = { invite: InvitedStudy; mayPublish: boolean | null }

async function letIn(c: TesterContext, { invite, mayPublish }: Entering): Promise<Response> {
  if (!(await isPresent(c, invite))) {
    const joining = {
      ...invite,
      locale: uiOf(c).lang,
      promisedMinutes: promisedMinutes(invite),
      mayPublish,
      byStaff: await isSignedIn(c),
    }
    // The second of two first clicks waits for the first and then finds the tester it made.
    const joined = (await joinStudy(c.get('db'), joining)) ?? (await joinStudy(c.get('db'), joining))
    if (!joined) return notice(c, 'invite', 409)
    rememberTester(c, invite.key, joined.token)
  }
  return c.redirect(base(invite), 303)
}

/** Staff may try a study themselves; those who look at its testers are told. */
async function isSignedIn(c: TesterContext): Promise<boolean> {
  const secret = sessionSecret(c)
  return secret !== undefined && (await findSession(c.get('db'), secret)) !== null
}

/** Said before anybody reads and agrees in vain. */
function whyShut(ui: Ui, { state, full, isBack }: InvitedStudy & { isBack: boolean }): string | false {
  if (state === 'closed') return t(ui, 'notice.closed.wrong')
  if (state !== 'open') return t(ui, 'notice.not_open.wrong')
  return full && !isBack && t(ui, 'notice.invite.wrong')
}

async function landing(
  c: TesterContext,
  invite: InvitedStudy,
  problem: Problem | null = null,
): Promise<Response> {
  const { settings } = invite
  const isBack = await hasJoined(c, invite)
  const words = ownWords(invite)
  const ui = uiOf(c, words)
  const address = `/join/${c.req.param('code')}`
  return c.html(
    <LandingPage
      ui={ui}
      assets={c.get('assets')}
      languages={languagesOf(c, address)}
      title={invite.question}
      comparisons={invite.most}
      minutes={promisedMinutes(invite)}
      who={settings.asked_by}
      pay={settings.pay}
      instructionsHtml={await instructionsOf(ui, words)}
      consentHtml={await renderOnce(invite.consent)}
      consentLang={languageOfConsent(invite.consent, words)}
      consentVersion={invite.consentVersion}
      asksPublication={settings.ask_publication}
      action={address}
      decline={`${address}/declined`}
      isBack={isBack}
      notOpen={whyShut(ui, { ...invite, isBack })}
      problem={problem && t(ui, problem)}
      hasChanged={problem === 'landing.changed'}
    />,
    problem ? 400 : 200,
  )
}
