import { z } from 'zod'
import type { PlannerProps, PlannerValues } from '../../views/results/planner.tsx'
import { Invalid } from '../domain/refusals.ts'
import type { Study } from '../domain/study.ts'
import { check } from '../http/strict-json.ts'
import { plan, reachableElo } from '../stats/planning/plan.ts'

const number = z.coerce.number('must be a number')

const PlannerQuery = z.strictObject({
  models: number.optional(),
  testers: number.optional(),
  prompts: number.optional(),
  ties: number.optional(),
  difference_elo: number.optional(),
  votes: number.optional(),
  seconds_per_vote: number.optional(),
  pay_per_hour: number.optional(),
})

const usual: PlannerValues = {
  models: 4,
  testers: 20,
  prompts: 50,
  ties: 0.2,
  difference_elo: 50,
  votes: null,
  seconds_per_vote: 40,
  pay_per_hour: null,
}

type Asked = { action: string; query: Record<string, string>; study?: Study }

/** What a number of votes can tell: for the study at hand, or for one that is only thought of. */
export function plannerOf({ action, query, study }: Asked): PlannerProps {
  const start = { ...usual, ...(study && knownOf(study)) }
  const filled = Object.entries(query).filter(([, value]) => value !== '')
  try {
    const values = { ...start, ...withoutGaps(check(Object.fromEntries(filled), PlannerQuery)) }
    return { action, values, ...answerTo(values) }
  } catch (error) {
    if (!(error instanceof Invalid) && !(error instanceof RangeError)) throw error
    return { action, values: start, plan: null, reachableElo: null, problem: reasonOf(error) }
  }
}

function knownOf({ counts }: Study): Partial<PlannerValues> {
  return {
    ...(counts.models >= 2 && { models: counts.models }),
    ...(counts.prompts >= 1 && { prompts: counts.prompts }),
    ...(counts.testers >= 2 && { testers: counts.testers }),
  }
}

function answerTo(values: PlannerValues): Pick<PlannerProps, 'plan' | 'reachableElo'> {
  const { models, testers, prompts, ties, votes } = values
  const question = {
    ...{ models, testers, prompts, ties },
    differenceElo: values.difference_elo,
    secondsPerVote: values.seconds_per_vote,
    ...(votes !== null && { votes }),
    ...(values.pay_per_hour !== null && { payPerHour: values.pay_per_hour }),
  }
  return { plan: plan(question), reachableElo: reachableElo({ testers, prompts }) }
}

function reasonOf(error: Error): string {
  if (!(error instanceof Invalid)) return `Cannot plan: ${error.message}`
  return (
    error.issues.map(({ pointer, detail }) => `${pointer.slice(2)} ${detail}`).join('; ') || error.message
  )
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

const withoutGaps = <T extends object>(fields: T): Given<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>
