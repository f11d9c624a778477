import { Hono } from 'hono'
import { findInvite } from '../../db/invites.ts'
import { findTester, joinStudy } from '../../db/testers.ts'
import { LandingPage } from '../../views/tester/landing.tsx'
import type { Ui } from '../../views/tester/messages/catalogue.ts'
import { fieldsOnce } from '../answer-form.ts'
import type { AppEnv } from '../app-env.ts'
import { formOf, rememberTester, type TesterContext, testerToken, uiOf } from '../tester-request.ts'
import { notice } from '../tester-screen.tsx'
import { renderOnce } from '../texts.ts'

export const joiningRoutes = new Hono<AppEnv>()
  .get('/join/:code', async (c) => {
    const invite = await findInvite(c.get('db'), c.req.param('code'))
    if (!invite) return notice(c, 'invite', 404)
    return landing(c, { invite, problem: null, status: 200 })
  })
  .get('/join/:code/declined', (c) => notice(c, 'declined', 200))
  .post('/join/:code', async (c) => {
    const db = c.get('db')
    const invite = await findInvite(db, c.req.param('code'))
    if (!invite) return notice(c, 'invite', 404)
    const fields = fieldsOnce(await formOf(c))
    const consented = fields?.consent === 'yes' && Object.keys(fields).length === 1
    if (!consented) return landing(c, { invite, problem: 'consent', status: 400 })
    if (invite.state !== 'open') return notice(c, invite.state === 'closed' ? 'closed' : 'not_open', 409)

    const present = await findTester(db, { key: invite.key, token: testerToken(c, invite.key) })
    if (!present) {
      const joined =
        (await joinStudy(db, { ...invite, locale: uiOf(c).lang })) ??
        (await joinStudy(db, { ...invite, locale: uiOf(c).lang }))
      if (!joined) return notice(c, 'invite', 409)
      rememberTester(c, invite.key, joined.token)
    }
    return c.redirect(`/s/${invite.key}`, 303)
  })

type Landing = {
  invite: NonNullable<Awaited<ReturnType<typeof findInvite>>>
  problem: 'consent' | null
  status: 200 | 400
}

async function landing(c: TesterContext, { invite, problem, status }: Landing): Promise<Response> {
  const ui = uiOf(c)
  const code = c.req.param('code') ?? ''
  return c.html(
    <LandingPage
      ui={ui}
      assets={c.get('assets')}
      title={invite.question}
      comparisons={invite.most}
      minutes={
        invite.most === null ? null : Math.max(1, Math.round((invite.most * invite.secondsPerVote) / 60))
      }
      instructionsHtml=""
      consentHtml={await renderOnce(invite.consent)}
      consentVersion={invite.consentVersion}
      action={`/join/${code}`}
      decline={`/join/${code}/declined`}
      problem={problem && consentProblem(ui)}
    />,
    status,
  )
}

const consentProblem = (ui: Ui) => ui.messages['landing.mustAgree'] as string
