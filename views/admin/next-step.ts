import type { Study } from '../../db/studies.ts'
import type { PlanEnd } from '../../server/study/plan-end.ts'
import type { StudyPlan } from '../../server/study/study-plan.ts'
import { count } from '../charts/numbers.ts'

export type NextStep = { sentence: string; button: string } & (
  | { page: string }
  | { state: 'open' | 'closed' }
  | { votesPerPair: number }
)

type Standing = {
  study: Pick<Study, 'state' | 'counts'>
  plan: StudyPlan | null
  /** Votes that count towards the plan. */
  done: number
  end: PlanEnd | null
}

/** What to do next with a study: one sentence, one button. */
export function nextStep({ study: { state, counts }, plan, done, end }: Standing): NextStep {
  if (counts.outputs === 0) {
    return {
      sentence: 'Upload what your models wrote: two models or more, answering the same prompts.',
      button: 'Upload outputs',
      page: '/batches',
    }
  }
  if (counts.models < 2) {
    return {
      sentence: 'A comparison takes two models: upload the outputs of another one to the same prompts.',
      button: 'Upload outputs',
      page: '/batches',
    }
  }
  if (state === 'draft') {
    return {
      sentence:
        'Everything is there. Opening freezes the question, the rules and the models, and lets testers in.',
      button: 'Open the study',
      state: 'open',
    }
  }
  if (state === 'closed') {
    return { sentence: 'The study is closed: take the votes with you.', button: 'Datasets', page: '/exports' }
  }
  if (plan && end) return afterPlan(plan, end)
  if (state === 'paused') {
    return { sentence: 'The study is paused: testers cannot vote.', button: 'Open it again', state: 'open' }
  }
  if (counts.testers === 0) {
    return {
      sentence: 'The study is open and nobody has joined yet: send testers a link.',
      button: 'Invite testers',
      page: '/invites',
    }
  }
  const far = plan ? ` ${count(done)} of ${count(plan.planned_votes)} planned votes are there.` : ''
  return { sentence: `Testers are voting.${far}`, button: 'See what can be told so far', page: '/results' }
}

function afterPlan(plan: StudyPlan, end: PlanEnd): NextStep {
  const all = `All ${count(plan.planned_votes)} planned votes are there`
  if (end.better !== null) {
    return {
      sentence: `${all}, and it is decided: ${end.better} is better. See why, then close the study.`,
      button: 'Results',
      page: '/results',
    }
  }
  if (end.votesPerPair === null) {
    return {
      sentence: `${all}, and nothing is decided. More votes of this kind are not known to tell; other prompts might. Close the study, or upload outputs to more prompts first.`,
      button: 'Close the study',
      state: 'closed',
    }
  }
  const more = count((end.votesPerPair - plan.votes_per_pair) * plan.pairs)
  return {
    sentence: `${all}, and it is not decided. Ask for ${more} more, ${count(end.votesPerPair)} a pair instead of ${count(plan.votes_per_pair)}, or close the study. A pair gets each vote from another tester.`,
    button: `Ask for ${more} more votes`,
    votesPerPair: end.votesPerPair,
  }
}
