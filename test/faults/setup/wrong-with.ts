import type { Outcome } from './scenarios.ts'

/** What is wrong with an outcome: nothing, when all was kept and at least one vote came through in each cycle. */
export const wrongWith = ({ acked, cycles, problems }: Outcome): string[] =>
  acked < cycles ? [...problems, `only ${acked} votes in ${cycles} cycles`] : problems
