import { Hono } from 'hono'
import type { TesterStudy } from '../../db/progress.ts'
import { recordVote, reopenLastVote, type VoteResult } from '../../db/votes.ts'
import type { NoticeKind } from '../../views/tester/notice.tsx'
import type { Choice } from '../../views/tester/props.ts'
import { readBallot, readSkip, readUndo } from '../answer-form.ts'
import type { AppEnv } from '../app-env.ts'
import { nextScreen } from '../screens.ts'
import {
  base,
  formOf,
  type Present,
  presentTester,
  type TesterContext,
  wantsFragment,
  who,
} from '../tester-request.ts'
import { notice, onward, screen, show } from '../tester-screen.tsx'

export const testerRoutes = new Hono<AppEnv>()
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

const closedKind = (study: TesterStudy): NoticeKind => (study.state === 'closed' ? 'closed' : 'paused')

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
