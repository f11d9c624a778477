import { type Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { findInvite } from '../../db/invites.ts'
import { type TesterStudy, testerStudy } from '../../db/progress.ts'
import { findTester, joinStudy, type Tester } from '../../db/testers.ts'
import { lastAnswered, recordVote, reopenLastVote, type VoteResult } from '../../db/votes.ts'
import { Ballot, ComparisonPage } from '../../views/tester/comparison.tsx'
import { Done, DonePage } from '../../views/tester/done.tsx'
import { LandingPage } from '../../views/tester/landing.tsx'
import type { Ui } from '../../views/tester/messages/catalogue.ts'
import { catalogueFor } from '../../views/tester/messages/index.ts'
import { Notice, type NoticeKind, NoticePage } from '../../views/tester/notice.tsx'
import type { Choice } from '../../views/tester/props.ts'
import { fieldsOnce, readBallot, readSkip, readUndo } from '../answer-form.ts'
import type { AppEnv } from '../app-env.ts'
import { nextScreen, type Screen } from '../screens.ts'
import { renderOnce } from '../texts.ts'

type TesterContext = Context<AppEnv>
type Present = { tester: Tester; study: TesterStudy }

export const testerRoutes = new Hono<AppEnv>()
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

    const present = await findTester(db, { key: invite.key, token: cookieOf(c, invite.key) })
    if (!present) {
      const joined =
        (await joinStudy(db, { ...invite, locale: uiOf(c).lang })) ??
        (await joinStudy(db, { ...invite, locale: uiOf(c).lang }))
      if (!joined) return notice(c, 'invite', 409)
      rememberTester(c, invite.key, joined.token)
    }
    return c.redirect(`/s/${invite.key}`, 303)
  })
  .get('/s/:key', async (c) => {
    const present = await presentTester(c)
    return present ? screen(c, { ...present, saved: null }) : notice(c, 'unknown', 404)
  })
  .get('/s/:key/done', async (c) => {
    const present = await presentTester(c)
    if (!present) return notice(c, 'unknown', 404)
    const next = await nextScreen(c.get('db'), present)
    return next.kind === 'done' ? show(c, next, present, null) : c.redirect(`/s/${present.study.key}`, 303)
  })
  .post('/s/:key/votes', async (c) => {
    const present = await presentTester(c)
    if (!present) return notice(c, 'unknown', 404)
    const form = await formOf(c)
    const ballot = readBallot(form, present.study)
    if (!ballot) return notice(c, 'invalid', 400)
    const { comparison, answer, claims } = ballot
    const result = await recordVote(c.get('db'), {
      ...who(present),
      comparison,
      answer,
      claims,
      input: inputOf(c, claims),
    })
    return answered(c, { present, result, choice: answer.outcome as Choice, saved: 'voted' })
  })
  .post('/s/:key/skips', async (c) => {
    const present = await presentTester(c)
    if (!present) return notice(c, 'unknown', 404)
    const skip = readSkip(await formOf(c))
    if (!skip) return notice(c, 'invalid', 400)
    const result = await recordVote(c.get('db'), {
      ...who(present),
      comparison: skip.comparison,
      answer: { outcome: 'skip', strength: null, criteria: {}, reasons: [skip.reason], comment: '' },
      claims: {},
      input: inputOf(c, {}),
    })
    return answered(c, { present, result, choice: null, saved: 'skipped' })
  })
  .post('/s/:key/undo', async (c) => {
    const present = await presentTester(c)
    if (!present) return notice(c, 'unknown', 404)
    const undo = readUndo(await formOf(c))
    if (!undo) return notice(c, 'invalid', 400)
    const result = await reopenLastVote(c.get('db'), { ...who(present), comparison: undo.comparison })
    if (result === 'unknown') return notice(c, 'unknown', 404)
    if (result === 'not_open') return notice(c, closedKind(present.study), 409)
    if (result === 'not_last') return notice(c, 'undo', 409, { continueHref: base(present.study) })
    return onward(c, { present, saved: 'undone' })
  })

const who = ({ tester }: Present) => ({ studyId: tester.studyId, testerId: tester.id })
const base = (study: { key: string }) => `/s/${study.key}`
const closedKind = (study: TesterStudy): NoticeKind => (study.state === 'closed' ? 'closed' : 'paused')
const wantsFragment = (c: TesterContext) => c.req.header('HX-Request') === 'true'

function uiOf(c: TesterContext): Ui {
  return catalogueFor(c.req.query('lang') ?? getCookie(c, 'lang') ?? c.req.header('Accept-Language') ?? 'en')
}

async function formOf(c: TesterContext): Promise<URLSearchParams> {
  const type = c.req.header('Content-Type') ?? ''
  if (/^application\/x-www-form-urlencoded/i.test(type)) return new URLSearchParams(await c.req.text())
  if (!/^multipart\/form-data/i.test(type)) return new URLSearchParams()
  const fields = new URLSearchParams()
  const form = await c.req.formData().catch(() => null)
  form?.forEach((value, name) => {
    fields.append(name, typeof value === 'string' ? value : '\0')
  })
  return fields
}

const isSecure = (c: TesterContext) => c.get('config').publicUrl.startsWith('https:')
const cookieName = (c: TesterContext, key: string) => `${isSecure(c) ? '__Host-' : ''}tester_${key}`
const cookieOf = (c: TesterContext, key: string) => getCookie(c, cookieName(c, key)) ?? ''

function rememberTester(c: TesterContext, key: string, token: string): void {
  setCookie(c, cookieName(c, key), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure(c),
    maxAge: 180 * 24 * 3600,
  })
}

async function presentTester(c: TesterContext): Promise<Present | null> {
  const key = c.req.param('key') ?? ''
  const token = cookieOf(c, key)
  const tester = token && !key.includes('\0') ? await findTester(c.get('db'), { key, token }) : null
  const study = tester && (await testerStudy(c.get('db'), tester.studyId))
  return tester && study ? { tester, study } : null
}

function inputOf(c: TesterContext, claims: Record<string, unknown>): string {
  const claimed = claims.input
  if (claimed === 'key' || claimed === 'click' || claimed === 'touch') return claimed
  return wantsFragment(c) ? 'script' : 'form'
}

type Answered = { present: Present; result: VoteResult; choice: Choice | null; saved: 'voted' | 'skipped' }

function answered(
  c: TesterContext,
  { present, result, choice, saved }: Answered,
): Promise<Response> | Response {
  const continueHref = base(present.study)
  if (result === 'stored' || result === 'repeated') return onward(c, { present, saved })
  if (result === 'unknown') return notice(c, 'unknown', 404)
  if (result === 'not_open') return notice(c, closedKind(present.study), 409, { choice, continueHref })
  return notice(c, result === 'lapsed' ? 'lapsed' : 'answered', 409, { choice, continueHref })
}

type Saved = 'voted' | 'skipped' | 'undone' | null

function onward(c: TesterContext, { present, saved }: { present: Present; saved: Saved }) {
  if (!wantsFragment(c)) return c.redirect(base(present.study), 303)
  return screen(c, { ...present, saved })
}

async function screen(
  c: TesterContext,
  { tester, study, saved }: Present & { saved: Saved },
): Promise<Response> {
  if (study.state === 'paused' || study.state === 'draft') return notice(c, 'paused', 409)
  return show(c, await nextScreen(c.get('db'), { tester, study }), { tester, study }, saved)
}

async function show(
  c: TesterContext,
  next: Screen,
  { tester, study }: Present,
  saved: Saved,
): Promise<Response> {
  const page = { ui: uiOf(c), assets: c.get('assets') }
  const undo = await lastAnswered(c.get('db'), { studyId: study.id, testerId: tester.id })
  if (next.kind === 'done') {
    const done = {
      ...page,
      base: base(study),
      reason: next.reason,
      report: next.report,
      undo: study.state === 'open' ? undo : null,
    }
    return c.html(wantsFragment(c) ? <Done {...done} /> : <DonePage {...done} />)
  }
  const ballot = {
    ...page,
    base: base(study),
    question: study.question,
    instructionsHtml: await renderOnce(study.instructions),
    pair: next.pair,
    form: next.form,
    progress: next.progress,
    saved,
    undo: next.reopened ? null : undo,
    ...(next.typed ? { typed: next.typed } : {}),
  }
  return c.html(wantsFragment(c) ? <Ballot {...ballot} /> : <ComparisonPage {...ballot} />)
}

type NoticeDetails = { choice?: Choice | null; continueHref?: string | null }

function notice(
  c: TesterContext,
  kind: NoticeKind,
  status: 200 | 400 | 404 | 409,
  details: NoticeDetails = {},
) {
  const props = { ui: uiOf(c), kind, ...details }
  return c.html(
    wantsFragment(c) ? <Notice {...props} /> : <NoticePage assets={c.get('assets')} {...props} />,
    status,
  )
}

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
