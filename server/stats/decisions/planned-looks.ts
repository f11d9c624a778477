import { FLOORS } from './floors.ts'

/** A plan for the votes of a study: how many there are to be, fixed when `position` of them had been given. */
export interface PlannedVotes {
  position: number
  planned: number
}

/** A look falls after so many votes, when so many were planned. */
export interface PlannedLook {
  votes: number
  planned: number
}

export interface Schedule {
  /** The looks that are due by now, in order. */
  looks: PlannedLook[]
  /** Whether the votes have gone beyond a plan, so that nothing is left for looks. */
  isOver: boolean
}

const quarters = [1, 2, 3, 4]

/**
 * When the votes are looked at: after each quarter of the planned number. A plan that is replaced keeps the looks it
 * has had; the new one has those of its quarters that are still to come.
 *
 * A first plan made after votes enough to decide by is no plan: they could be looked at freely until then.
 *
 * @param plan one number that was fixed before the first vote, or every number in force with its position.
 * @param votes given by now.
 * @throws RangeError for a plan that is not of whole positive numbers in the order they were fixed.
 */
export function scheduleOf(plan: number | readonly PlannedVotes[] | null, votes: number): Schedule {
  const plans = typeof plan === 'number' ? [{ position: 0, planned: plan }] : (plan ?? [])
  requirePlans(plans)
  const none = { looks: [], isOver: true }
  if (plans.length === 0 || (plans[0]?.position ?? 0) >= FLOORS.votes) return none
  let isOver = false
  const looks = plans.flatMap(({ position, planned }, k) => {
    const from = k === 0 ? 0 : position
    const to = Math.min(votes, plans[k + 1]?.position ?? Infinity)
    if (to > planned) isOver = true
    return quarters
      .map((quarter) => ({ votes: Math.ceil((quarter * planned) / 4), planned }))
      .filter((look) => look.votes > from && look.votes <= to)
  })
  const seen = new Set<number>()
  return { isOver, looks: looks.filter((look) => !seen.has(look.votes) && seen.add(look.votes)) }
}

function requirePlans(plans: readonly PlannedVotes[]): void {
  let before = 0
  for (const { position, planned } of plans) {
    if (!Number.isSafeInteger(planned) || planned < 1) {
      throw new RangeError(
        `the planned number of votes must be a whole number of at least 1, found ${planned}`,
      )
    }
    if (!Number.isSafeInteger(position) || position < before) {
      throw new RangeError(
        `plans come in the order they were fixed, found position ${position} after ${before}`,
      )
    }
    before = position
  }
}
