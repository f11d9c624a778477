import { type Answers, SKIP } from './answers.ts'

/** What a tester answered first on a pair, and the row where the same pair was shown again with the sides swapped. */
export type Repeat = { before: number; again: number }

export function repeatsOf(answers: Answers): Repeat[] {
  const keyOf = (row: number) => (answers.pair[row] as number) * testers + (answers.tester[row] as number)
  const testers = answers.testers.length
  const again = new Map<number, number>()
  for (let row = 0; row < answers.length; row++) {
    if (answers.repeat[row] === 1 && answers.outcome[row] !== SKIP) again.set(keyOf(row), row)
  }
  if (again.size === 0) return []
  const repeats: Repeat[] = []
  for (let row = 0; row < answers.length; row++) {
    if (answers.repeat[row] === 1 || answers.outcome[row] === SKIP) continue
    const later = again.get(keyOf(row))
    if (later !== undefined) repeats.push({ before: row, again: later })
  }
  return repeats
}
