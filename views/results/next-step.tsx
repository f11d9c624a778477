import type { AfterPlan } from '../../server/report/after-plan.ts'
import { counted } from '../charts/numbers.ts'
import type { ResultsProps } from './props.ts'
import { list } from './words/sentences.ts'

/** What to do with a study whose planned votes are all given; a closed one is done. */
export function NextStep({ study, after }: Pick<ResultsProps, 'study' | 'after'>) {
  if (!after || study.state === 'closed' || study.state === 'draft') return null
  return (
    <p class="next-step">
      <strong>All planned votes are given.</strong> {afterPlanWords(after)}{' '}
      <a href={`/studies/${study.slug}`}>Overview</a>
    </p>
  )
}

export function afterPlanWords(after: AfterPlan): string {
  switch (after.step) {
    case 'decided':
      return `Decided: first place is ${list(after.best)}. Close the study, or ask for more votes to order the rest.`
    case 'ask': {
      const what = after.pair ? `, which may tell ${list(after.pair)} apart` : ''
      return `Not decided: ask for ${counted(after.votes, 'more vote')}${what}, or close the study as it is.`
    }
    case 'widen': {
      const how =
        after.by === 'testers' ? 'Raise the votes per pair and invite new testers' : 'Bring in new prompts'
      return `Not decided: more votes of the same ${after.by} would not decide it. ${how}, or close the study as it is.`
    }
    case 'close':
      return 'Not decided, and more votes cannot be expected to tell: close the study, or add new prompts and testers.'
  }
}
