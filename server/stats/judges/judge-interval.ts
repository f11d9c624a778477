import { cohenKappa } from '../agreement/cohen.ts'
import { bootstrapUnits } from '../errors/bootstrap-units.ts'
import type { Interval } from '../errors/proportion.ts'
import { type JudgedItem, settledVerdict, type Verdict } from './judge.ts'

export interface JudgeIntervals {
  agreement: Interval | null
  kappa: Interval | null
  kappaDecisive: Interval | null
}

type Settled = { human: Verdict; verdict: Verdict }

/**
 * Percentile bootstrap intervals of a judge's agreement and kappas, drawing whole prompts: items of one prompt
 * resemble each other, so intervals over single items would be too narrow.
 *
 * @param prompts judged items, one list per prompt.
 * @param options seed, resamples and coverage.
 * @returns per figure the interval, or null where fewer than two prompts or too few resamples have one.
 * @throws RangeError on an impossible level, number of resamples or seed.
 */
export function judgeIntervals(
  prompts: readonly (readonly JudgedItem[])[],
  options: { seed: number; resamples: number; level: number },
): JudgeIntervals {
  const units = prompts.map((items) => items.flatMap(settled)).filter((items) => items.length > 0)
  const decisive = units.map((items) => items.filter(isDecisive)).filter((items) => items.length > 0)
  return {
    agreement: bootstrapUnits(decisive, (drawn) => agreementOf(drawn.flat()), options),
    kappa: bootstrapUnits(units, (drawn) => kappaOf(drawn.flat()), options),
    kappaDecisive: bootstrapUnits(decisive, (drawn) => kappaOf(drawn.flat()), options),
  }
}

/**
 * How far people agree with each other: each answer against the majority of the others on the same pair, where both
 * decide. The ceiling for a judge.
 *
 * @param pairs per pair the answers, 1, 0 or −1 in canonical order.
 * @returns agreeing answers and all that could be compared.
 */
export function humanCeiling(pairs: readonly (readonly Verdict[])[]): { count: number; total: number } {
  let count = 0
  let total = 0
  for (const answers of pairs) {
    const sum = answers.reduce<number>((lead, answer) => lead + answer, 0)
    for (const answer of answers) {
      const others = Math.sign(sum - answer)
      if (answer === 0 || others === 0) continue
      total += 1
      count += Number(answer === others)
    }
  }
  return { count, total }
}

function settled({ human, inOrder, swapped }: JudgedItem): Settled[] {
  const verdict = settledVerdict(inOrder, swapped)
  return verdict === null ? [] : [{ human, verdict }]
}

const isDecisive = ({ human, verdict }: Settled) => human !== 0 && verdict !== 0

function agreementOf(items: readonly Settled[]): number | null {
  if (items.length === 0) return null
  return items.filter(({ human, verdict }) => human === verdict).length / items.length
}

const kappaOf = (items: readonly Settled[]): number | null =>
  cohenKappa(
    items.map(({ human }) => human),
    items.map(({ verdict }) => verdict),
  )
