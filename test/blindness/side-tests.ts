import { normalCdf } from '../../server/stats/special/distributions.ts'
import { incompleteGamma } from './incomplete-gamma.ts'

/** Left and right counts of each unit against even halves: Σ (L − R)² / n is χ² with one degree of freedom a unit. */
export function evenSides<T>(showings: T[], unitsOf: (showing: T) => { left: unknown; right: unknown }) {
  const counts = new Map<unknown, { left: number; right: number }>()
  const count = (unit: unknown) => counts.get(unit) ?? counts.set(unit, { left: 0, right: 0 }).get(unit)
  for (const showing of showings) {
    const { left, right } = unitsOf(showing)
    const [one, other] = [count(left), count(right)]
    if (one) one.left += 1
    if (other) other.right += 1
  }
  const statistic = [...counts.values()].reduce(
    (sum, { left, right }) => sum + (left - right) ** 2 / (left + right),
    0,
  )
  return { units: counts.size, statistic, p: chiSquareTail(statistic, counts.size) }
}

/** Wald and Wolfowitz's test that a sequence of two kinds runs neither longer nor shorter than chance makes it. */
export function runsTest(sequence: boolean[]) {
  const n = sequence.length
  const ones = sequence.filter(Boolean).length
  const zeros = n - ones
  const runs = 1 + sequence.filter((value, at) => at > 0 && value !== sequence[at - 1]).length
  const mean = 1 + (2 * ones * zeros) / n
  const variance = ((mean - 1) * (mean - 2)) / (n - 1)
  const z = (runs - mean) / Math.sqrt(variance)
  return { runs, mean, z, p: 2 * normalCdf(-Math.abs(z)) }
}

export const chiSquareTail = (x: number, df: number): number => 1 - incompleteGamma(df / 2, x / 2)
