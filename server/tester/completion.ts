import type { Journey } from '../../db/testers/journey.ts'
import type { TesterStudy } from '../../db/testers/tester-study.ts'
import type { FinishMeaning } from '../../views/tester/finish.tsx'

export type Completion = { code: string; returnTo: string }

/** What a panel wants back from whoever did their part; null where the study has neither code nor address. */
export function completionOf({ around }: Pick<TesterStudy, 'around'>): Completion | null {
  const { completion_code: code, return_url: returnTo } = around
  return code || returnTo ? { code, returnTo } : null
}

/** What finishing now would mean for it. */
export function finishingOf({ study, journey }: { study: TesterStudy; journey: Journey }): FinishMeaning {
  if (!completionOf(study)) return 'plain'
  return hasAnsweredAll(journey) || hasGivenTime(journey) ? 'earned' : 'early'
}

export const hasAnsweredAll = ({ asked, answers }: Journey): boolean => asked !== null && answers >= asked

export const hasGivenTime = (journey: Journey): boolean => journey.promiseMet || isPromiseMet(journey)

export const isPromiseMet = ({ promisedMinutes, promiseMet, seconds }: Journey): boolean =>
  promisedMinutes !== null && !promiseMet && seconds >= promisedMinutes * 60
