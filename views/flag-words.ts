import type { FlaggedHabits, TesterFlag } from '../server/report/tester-flags.ts'
import { count, percent, seconds } from './charts/numbers.ts'

const words: Record<TesterFlag, (habits: FlaggedHabits) => string> = {
  by_staff: () => 'joined while signed in',
  hasty: ({ medianSeconds }) => `answers in ${seconds(medianSeconds)} seconds`,
  one_side: ({ left }) => `chose the first side ${percent(left && left.count / left.total)} of the time`,
  missed_checks: ({ checks = 0, checksPassed = 0 }) =>
    `missed ${count(checks - checksPassed)} of ${count(checks)} checks`,
  unseen_answer: ({ unseen = 0, toldSeen = 0 }) =>
    `chose before both answers had been on the screen ${count(unseen)} of ${count(toldSeen)} times`,
  after_report: ({ afterReport = 0 }) => `answered ${count(afterReport)} after reading how others did`,
  differs_from_peers: () => 'agrees with the majority less than the others do',
}

/** What a flag saw, said the same on every page. */
export const flagWords = (flag: TesterFlag, habits: FlaggedHabits): string => words[flag](habits)
