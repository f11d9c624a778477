import { Hono } from 'hono'
import type { TesterStudy } from '../../../db/testers/tester-study.ts'
import { answerOf, recordVote, reopenLastVote, type VoteResult } from '../../../db/voting/votes.ts'
import type { NoticeKind } from '../../../views/tester/notice.tsx'
import type { Outcome } from '../../domain/outcome.ts'

import type { AppEnv } from '../../http/app-env.ts'
import { isTooLong, readBallot, readSkip, readUndo } from '../../tester/answer-form.ts'
import { nextScreen } from '../../tester/screens.ts'
import {
  base,
  formOf,
  type Present,
  rememberLanguage,
  sentForm,
  type TesterContext,
  uiOf,
  wantsFragment,
  who,
} from './tester-request.ts'
import { earnedBy, forTester, isHeldUp, notice, onward, paused, screen, show } from './tester-screen.tsx'

export const testerRoutes = new Hono<AppEnv>()
  .use('/s/*', rememberLanguage)
  .get(
    '/s/:key',
    forTester((c, present) => screen(c, present, null)),
  )
  .get(
    '/s/:key/done',
    forTester(async (c, present) => {
      if (isHeldUp(present)) return paused(c, present)
      const next = await nextScreen(c.get('db'), present)
      if (next.kind !== 'done') return c.redirect(base(present.study), 303)
      return show(c, next, { present, saved: null })
    }),
  )
  .post(
    '/s/:key/votes',
    forTester(async (c, present) => {
      const form = await formOf(c)
      const ballot = readBallot(form, present.study)
      if (!ballot && isTooLong(form)) return notice(c, 'too_large', 413, aboutStudy(c, present))
      if (!ballot) return invalid(c, present)
      const { comparison, answer, claims, seen } = ballot
      const input = inputOf(c, claims)
      const vote = { ...who(present), comparison, answer, claims, seen, input }
      const result = await recordVote(c.get('db'), vote)
      const { outcome, comment } = answer
      return answered(c, { present, comparison, result, choice: outcome as Outcome, comment, saved: 'voted' })
    }),
  )
  .post(
    '/s/:key/skips',
    forTester(async (c, present) => {
      const skip = readSkip(await formOf(c))
      if (!skip) return invalid(c, present)
      const result = await recordVote(c.get('db'), {
        ...who(present),
        comparison: skip.comparison,
        answer: { outcome: 'skip', strength: null, criteria: {}, reasons: [skip.reason], comment: '' },
        claims: skip.claims,
        seen: skip.seen,
        input: inputOf(c, skip.claims),
      })
      return answered(c, { present, comparison: skip.comparison, result, choice: null, saved: 'skipped' })
    }),
  )
  .post(
    '/s/:key/undo',
    forTester(async (c, present) => {
      const undo = readUndo(await formOf(c))
      if (!undo) return invalid(c, present)
      const result = await reopenLastVote(c.get('db'), { ...who(present), comparison: undo.comparison })
      if (result === 'reopened') return onward(c, { present, saved: 'undone' })
      const about = aboutStudy(c, present)
      if (result === 'unknown') return notice(c, 'unknown', 404, { ui: about.ui })
      if (result === 'not_open')
        return notice(c, closedKind(present.study), 409, { ...about, earned: earnedBy(present) })
      return notice(c, 'undo', 409, about)
    }),
  )

/** In the study's own words, with the way back to it. */
const aboutStudy = (c: TesterContext, { study }: Present) => ({
  ui: uiOf(c, study),
  continueHref: base(study),
})
const invalid = (c: TesterContext, present: Present) => notice(c, 'invalid', 400, aboutStudy(c, present))
const closedKind = (study: TesterStudy): NoticeKind => (study.state === 'closed' ? 'closed' : 'paused')

function inputOf(c: TesterContext, claims: Record<string, unknown>): string {
  const claimed = claims.input
  if (claimed === 'key' || claimed === 'click' || claimed === 'touch') return claimed
  return wantsFragment(c) ? 'script' : 'form'
}

type Answered = {
  present: Present
  comparison: string
  result: VoteResult
  choice: Outcome | null
  comment?: string
  saved: 'voted' | 'skipped'
}

async function answered(
  c: TesterContext,
  { present, comparison, result, choice, comment = '', saved }: Answered,
): Promise<Response> {
  const about = { ...aboutStudy(c, present), choice, comment }
  if (result === 'stored' || result === 'repeated') return onward(c, { present, saved })
  if (result === 'unknown') return notice(c, 'unknown', 404, { ui: about.ui })
  if (result === 'no_skips_left') return notice(c, 'skips', 409, about)
  if (result === 'lapsed') return notice(c, 'lapsed', 409, about)
  if (result === 'other_answer')
    return notice(c, 'answered', 409, { ...about, kept: await keptOf(c, { present, comparison }) })
  const kind = closedKind(present.study)
  const retry = kind === 'paused' ? await sentForm(c) : null
  return notice(c, kind, 409, { ...about, retry, earned: earnedBy(present) })
}

async function keptOf(c: TesterContext, { present, comparison }: Pick<Answered, 'present' | 'comparison'>) {
  const kept = await answerOf(c.get('db'), { ...who(present), comparison })
  return kept && (kept.outcome as Outcome | 'skip')
}
