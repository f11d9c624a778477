import { Hono } from 'hono'
import { endRest, journeyOf, resumeTester, stopTester, withdrawTester } from '../../../db/testers/journey.ts'
import { ownVotes } from '../../../db/testers/own-votes.ts'
import { passPractice } from '../../../db/voting/item-showings.ts'
import { type Answer, recordVote } from '../../../db/voting/votes.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { masksFor } from '../../rendering/stored/rendered.ts'
import { fieldsOnce, readPractice } from '../../tester/answer-form.ts'
import { finishingOf, isPromiseMet } from '../../tester/completion.ts'
import { ownVotesJson } from '../../tester/own-votes-json.ts'
import { base, formOf, type Present, type TesterContext, uiOf, who } from './tester-request.ts'
import { earnedBy, forTester, notice, onward, showBreak } from './tester-screen.tsx'

/** Everything a tester does besides answering: practising, pausing, finishing, leaving. */
export const pauseRoutes = new Hono<AppEnv>()
  .post(
    '/s/:key/practice',
    forTester(async (c, present) => {
      if (present.study.state !== 'open') return notOpen(c, present)
      const practice = readPractice(await formOf(c), present.study)
      if (!practice) return notice(c, 'invalid', 400, aboutStudy(c, present))
      return practice.choice ? answerPractice(c, present, practice) : goOnFrom(c, present, practice)
    }),
  )
  .get(
    '/s/:key/pause',
    forTester(async (c, present) => {
      if (present.study.state !== 'open') return notOpen(c, present)
      const journey = await journeyOf(c.get('db'), who(present))
      if (!journey) return notice(c, 'unknown', 404)
      const finishing = finishingOf({ study: present.study, journey })
      const pause = { answered: journey.answers, timeIsUp: false, finishing }
      return showBreak(c, pause, { present, saved: null })
    }),
  )
  .post(
    '/s/:key/break',
    forTester(async (c, present) => {
      if (present.study.state !== 'open') return notOpen(c, present)
      if (!(await isEmpty(c))) return notice(c, 'invalid', 400, aboutStudy(c, present))
      const journey = await journeyOf(c.get('db'), who(present))
      await endRest(c.get('db'), { ...who(present), promiseMet: journey !== null && isPromiseMet(journey) })
      return onward(c, { present, saved: null })
    }),
  )
  .post(
    '/s/:key/finish',
    forTester(async (c, present) => {
      if (!(await isEmpty(c))) return notice(c, 'invalid', 400, aboutStudy(c, present))
      await stopTester(c.get('db'), who(present))
      return c.redirect(`${base(present.study)}/done`, 303)
    }),
  )
  .post(
    '/s/:key/return',
    forTester(async (c, present) => {
      if (present.study.state !== 'open') return notOpen(c, present)
      if (!(await isEmpty(c))) return notice(c, 'invalid', 400, aboutStudy(c, present))
      const journey = await journeyOf(c.get('db'), who(present))
      await resumeTester(c.get('db'), who(present))
      if (journey && isPromiseMet(journey)) await endRest(c.get('db'), { ...who(present), promiseMet: true })
      return c.redirect(base(present.study), 303)
    }),
  )
  .post(
    '/s/:key/withdrawal',
    forTester(async (c, present) => {
      const { confirm, ...others } = fieldsOnce(await formOf(c)) ?? {}
      if (Object.keys(others).length > 0) return notice(c, 'invalid', 400, aboutStudy(c, present))
      if (confirm !== 'yes')
        return notice(c, 'unconfirmed', 422, {
          ui: uiOf(c, present.study),
          continueHref: `${base(present.study)}/done`,
        })
      await withdrawTester(c.get('db'), who(present))
      return c.redirect(base(present.study), 303)
    }),
  )
  .get(
    '/s/:key/votes.json',
    forTester(async (c, present) => {
      const [votes, masks] = await Promise.all([
        ownVotes(c.get('db'), who(present)),
        masksFor(c.get('db'), present.study.id),
      ])
      const { question } = present.study
      return c.json(ownVotesJson({ tester: present.tester.pseudonym, question, votes, masks }), 200, {
        'Content-Disposition': 'attachment; filename="my-votes.json"',
      })
    }),
  )

const isEmpty = async (c: TesterContext): Promise<boolean> => (await formOf(c)).size === 0

type Practice = { comparison: string; choice?: Exclude<Answer['outcome'], 'skip'> | undefined }

async function answerPractice(c: TesterContext, present: Present, practice: Practice): Promise<Response> {
  const result = await recordVote(c.get('db'), {
    ...who(present),
    comparison: practice.comparison,
    answer: answerWith(practice.choice ?? 'skip'),
    claims: {},
    input: 'form',
    isPractice: true,
  })
  if (result === 'stored' || result === 'repeated') return onward(c, { present, saved: null })
  if (result === 'unknown') return notice(c, 'unknown', 404)
  if (result === 'not_open') return notOpen(c, present)
  return notice(c, result === 'lapsed' ? 'lapsed' : 'answered', 409, aboutStudy(c, present))
}

/** After the feedback, or without a choice: practice is offered, never demanded. */
async function goOnFrom(c: TesterContext, present: Present, practice: Practice): Promise<Response> {
  const passed = await passPractice(c.get('db'), { ...who(present), comparison: practice.comparison })
  return passed ? onward(c, { present, saved: null }) : notice(c, 'unknown', 404)
}

const answerWith = (outcome: Answer['outcome']): Answer => ({
  outcome,
  strength: null,
  criteria: {},
  reasons: [],
  comment: '',
})

const notOpen = (c: TesterContext, present: Present) =>
  notice(c, present.study.state === 'closed' ? 'closed' : 'paused', 409, {
    ...aboutStudy(c, present),
    earned: earnedBy(present),
  })

const aboutStudy = (c: TesterContext, { study }: Present) => ({
  ui: uiOf(c, study),
  continueHref: base(study),
})
