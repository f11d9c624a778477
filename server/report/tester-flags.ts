/** A habit that deserves a look. It is a reason to look and no verdict: nobody is left out for one. */
export type TesterFlag =
  | 'one_side'
  | 'hasty'
  | 'differs_from_peers'
  | 'missed_checks'
  | 'unseen_answer'
  | 'after_report'
  | 'by_staff'

/** What is known of a tester; what was not measured is left out, and flags nothing. */
export type FlaggedHabits = {
  votes: number
  /** Decisive answers, and those of them for the side shown first. */
  left: { count: number; total: number } | null
  medianSeconds: number | null
  differsFromPeers?: boolean
  checks?: number
  checksPassed?: number
  /** Choices made before both answers had been on the screen, as the browser told. */
  unseen?: number
  /** Choices of which the browser told that at all. */
  toldSeen?: number
  /** Answers given after a report that told how others had answered. */
  afterReport?: number
  byStaff?: boolean
}

const oneSided = { z: 3.5, decisive: 30 }
const hasty = { seconds: 5, votes: 10 }

/** The flags of one tester, by the only rules there are for them. */
export function flagsOf(habits: FlaggedHabits): TesterFlag[] {
  const { votes, left, medianSeconds, checks = 0, checksPassed = 0 } = habits
  const found: Record<TesterFlag, boolean> = {
    by_staff: habits.byStaff ?? false,
    hasty: medianSeconds !== null && votes >= hasty.votes && medianSeconds < hasty.seconds,
    one_side: left !== null && favoursOneSide(left),
    missed_checks: checksPassed < checks,
    unseen_answer: (habits.unseen ?? 0) > 0,
    after_report: (habits.afterReport ?? 0) > 0,
    differs_from_peers: habits.differsFromPeers ?? false,
  }
  return (Object.keys(found) as TesterFlag[]).filter((flag) => found[flag])
}

/** More than 3.5 standard errors from one half, on 30 decisive answers or more: chance does it to 1 of 2,000. */
function favoursOneSide({ count, total }: { count: number; total: number }): boolean {
  return total >= oneSided.decisive && Math.abs(2 * count - total) > oneSided.z * Math.sqrt(total)
}
