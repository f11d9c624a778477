import type { Study } from '../../../server/domain/study.ts'
import type { AfterPlan } from '../../../server/report/after-plan.ts'
import type { StudyPlan } from '../../../server/study/study-plan.ts'
import { count, counted } from '../../charts/numbers.ts'
import { afterPlanWords } from '../../results/next-step.tsx'

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
  after: AfterPlan | null
  /** Nobody who joined can give a vote of those still to come. */
  ranOut: boolean
}

/** What to do next with a study: one sentence, one button. */
export function nextStep({ study: { state, counts }, plan, done, after, ranOut }: Standing): NextStep {
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
  if (plan && after) return stepAfter(plan, after)
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
  if (plan && ranOut) {
    const left = plan.planned_votes - done
    const verb = left === 1 ? 'is' : 'are'
    return {
      sentence: `${counted(left, 'vote')} of the plan ${verb} still to come; those who came have seen all they can: invite more people or close the study.`,
      button: 'Invite testers',
      page: '/invites',
    }
  }
  const far = plan ? ` ${count(done)} of ${count(plan.planned_votes)} planned votes are there.` : ''
  return { sentence: `Testers are voting.${far}`, button: 'See what can be told so far', page: '/results' }
}

function stepAfter(plan: StudyPlan, after: AfterPlan): NextStep {
  const sentence = `All ${count(plan.planned_votes)} planned votes are given. ${afterPlanWords(after)}`
  if (after.step === 'decided') return { sentence, button: 'Results', page: '/results' }
  if (after.step === 'widen' && after.by === 'testers') {
    const wanted = plan.votes_per_pair + forOthers(plan)
    const button = `Make room for them: ${counted(wanted, 'vote')} per pair`
    return { sentence, button, votesPerPair: wanted }
  }
  if (after.step === 'widen') return { sentence, button: 'Upload outputs', page: '/batches' }
  if (after.step === 'close') return { sentence, button: 'Close the study', state: 'closed' }
  const each = Math.ceil(after.votes / plan.pairs)
  const button = `Ask for ${counted(after.votes, 'more vote')}: ${count(each)} on each pair`
  return { sentence, button, votesPerPair: plan.votes_per_pair + each }
}

/** Every pair has its votes, so other testers find nothing to answer unless more are asked for. */
const forOthers = ({ votes_per_pair: now, votes_per_pair_needed: needed }: StudyPlan): number =>
  needed !== null && needed > now ? needed - now : 1
