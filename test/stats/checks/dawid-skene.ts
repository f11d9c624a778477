const FLOOR = 1e-10

export interface LabelledVotes {
  /** Index of the item of every vote. */
  items: readonly number[]
  /** Index of the tester of every vote. */
  testers: readonly number[]
  /** Index of the label of every vote. */
  labels: readonly number[]
  counts: { items: number; testers: number; labels: number }
}

export interface DawidSkene {
  /** Share of every label among the items. */
  priors: number[]
  /** items × labels; each row sums to 1. */
  posteriors: number[][]
  /** testers × observed × true label; the columns of a tester sum to 1. */
  confusion: number[][][]
  iterations: number
}

/**
 * Dawid–Skene: the likely true label of every item and how each tester confuses labels, without any gold answers.
 *
 * EM from majority-vote shares. M: confusion from soft counts, floored at 1e-10; E: Bayes. Finds a local optimum;
 * wants three votes an item or more to mean anything. O(votes × labels) an iteration.
 *
 * @returns an item without votes gets the priors.
 * @throws RangeError if the arrays differ in length, an index is out of range, or EM has not settled after 20,000
 *   iterations.
 * @see Dawid & Skene 1979, Applied Statistics 28(1)
 */
export function dawidSkene(votes: LabelledVotes): DawidSkene {
  requireVotes(votes)
  let posteriors = majorityShares(votes)
  for (let iterations = 1; iterations <= 20_000; iterations++) {
    const priors = meanRow(posteriors, votes.counts.labels)
    const confusion = confusionOf(votes, posteriors)
    const next = posteriorsOf(votes, priors, confusion)
    const change = largestChange(posteriors, next)
    posteriors = next
    if (change < 1e-12) return { priors, posteriors, confusion, iterations }
  }
  throw new RangeError('Dawid–Skene did not settle within 20,000 iterations')
}

function majorityShares(votes: LabelledVotes): number[][] {
  const tally = table(votes.counts.items, votes.counts.labels)
  eachVote(votes, ({ item, label }) => add(tally[item], label, 1))
  return tally.map(normalised)
}

function confusionOf(votes: LabelledVotes, posteriors: number[][]): number[][][] {
  const { testers, labels } = votes.counts
  const confusion = Array.from({ length: testers }, () => table(labels, labels))
  eachVote(votes, ({ item, tester, label }) => {
    for (const [truth, weight] of (posteriors[item] ?? []).entries())
      add(confusion[tester]?.[label], truth, weight)
  })
  return confusion.map(normaliseColumns)
}

function normaliseColumns(matrix: number[][]): number[][] {
  const floored = matrix.map((row) => row.map((count) => Math.max(count, FLOOR)))
  const totals = matrix.map((_, truth) => floored.reduce((sum, row) => sum + (row[truth] ?? 0), 0))
  return floored.map((row) => row.map((count, truth) => count / (totals[truth] ?? 1)))
}

function posteriorsOf(votes: LabelledVotes, priors: number[], confusion: number[][][]): number[][] {
  const logPriors = priors.map((share) => Math.log(Math.max(share, FLOOR)))
  const logs = Array.from({ length: votes.counts.items }, () => [...logPriors])
  const logConfusion = confusion.map((matrix) => matrix.map((row) => row.map(Math.log)))
  eachVote(votes, ({ item, tester, label }) => {
    for (const [truth, log] of (logConfusion[tester]?.[label] ?? []).entries()) add(logs[item], truth, log)
  })
  return logs.map((row) => {
    const highest = Math.max(...row)
    return normalised(row.map((log) => Math.exp(log - highest)))
  })
}

function meanRow(rows: number[][], width: number): number[] {
  return Array.from(
    { length: width },
    (_, column) => rows.reduce((sum, row) => sum + (row[column] ?? 0), 0) / rows.length,
  )
}

function largestChange(before: number[][], after: number[][]): number {
  let largest = 0
  for (const [item, row] of after.entries()) {
    for (const [label, value] of row.entries())
      largest = Math.max(largest, Math.abs(value - (before[item]?.[label] ?? 0)))
  }
  return largest
}

function normalised(row: number[]): number[] {
  const total = row.reduce((sum, value) => sum + value, 0)
  return row.map((value) => (total === 0 ? 1 / row.length : value / total))
}

function table(rows: number, columns: number): number[][] {
  return Array.from({ length: rows }, () => new Array<number>(columns).fill(0))
}

function add(row: number[] | undefined, index: number, amount: number): void {
  if (row) row[index] = (row[index] ?? 0) + amount
}

function eachVote(
  votes: LabelledVotes,
  visit: (vote: { item: number; tester: number; label: number }) => void,
): void {
  for (const [index, item] of votes.items.entries()) {
    visit({ item, tester: votes.testers[index] ?? 0, label: votes.labels[index] ?? 0 })
  }
}

function requireVotes(votes: LabelledVotes): void {
  const { items, testers, labels, counts } = votes
  if (items.length !== testers.length || items.length !== labels.length) {
    throw new RangeError('every vote has an item, a tester and a label; the lists differ in length')
  }
  if (counts.items < 1 || counts.labels < 1) throw new RangeError('Dawid–Skene wants items and labels')
  for (const [name, values, count] of [
    ['item', items, counts.items],
    ['tester', testers, counts.testers],
    ['label', labels, counts.labels],
  ] as const) {
    const stray = values.find((value) => !Number.isInteger(value) || value < 0 || value >= count)
    if (stray !== undefined) throw new RangeError(`there are ${count} ${name}s, got ${name} ${stray}`)
  }
}
