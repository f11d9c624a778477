import { normalCdf } from '../special/distributions.ts'
import { cholesky } from '../special/matrix.ts'
import { createRandom } from '../special/random.ts'

/** Models further behind than this many standard errors of the difference come first in none of 10,000 draws. */
const farthest = 5

/**
 * Probability that each model is the best. With one rival Φ(d / SE) of the pair table; with more the share of first
 * places in draws of the rivals' differences to the leader, whose variances are those of the pair table. Approximate:
 * it takes the normal distribution at its word.
 *
 * Their covariances are those that the pair table's variances imply. The largest of three per difference need not come
 * from one matrix; then they are moved towards the correlations of `spread`, as little as leaves a covariance.
 *
 * @returns n shares that sum to 1; null where errors are undefined. O(draws · rivals² + rivals³).
 */
export function probabilityBest(
  theta: Float64Array,
  errors: DifferenceErrors,
  { seed, draws = 10_000 }: { seed: number; draws?: number },
): Float64Array | null {
  const leader = theta.reduce((best, value, k) => (value > (theta[best] as number) ? k : best), 0)
  const rivals: Rival[] = []
  for (const k of theta.keys()) {
    if (k === leader) continue
    const se = errors.se(leader, k)
    if (se === null) return null
    const behind = (theta[leader] as number) - (theta[k] as number)
    if (behind <= farthest * se) rivals.push({ k, behind, se })
  }
  const shares = new Float64Array(theta.length)
  const [only] = rivals
  if (rivals.length === 1 && only) {
    shares[leader] = normalCdf(only.behind / only.se)
    shares[only.k] = 1 - (shares[leader] as number)
    return shares
  }
  const wins = firstPlaces(rivals, factorOf(errors, leader, rivals), { seed, draws })
  shares[leader] = (wins[rivals.length] as number) / draws
  for (const [r, { k }] of rivals.entries()) shares[k] = (wins[r] as number) / draws
  return shares
}

/** Of the difference of two models: the error that is used, and a variance that does come from one matrix. */
export interface DifferenceErrors {
  se: (i: number, j: number) => number | null
  spread: (i: number, j: number) => number
}

type Rival = { k: number; behind: number; se: number }

/** How often each rival, and at the end the leader, comes first. */
function firstPlaces(
  rivals: readonly Rival[],
  factor: Float64Array,
  { seed, draws }: { seed: number; draws: number },
): Float64Array {
  const size = rivals.length
  const normal = createNormal(createRandom(seed))
  const wins = new Float64Array(size + 1)
  const z = new Float64Array(size)
  for (let draw = 0; draw < draws; draw++) {
    for (let k = 0; k < size; k++) z[k] = normal()
    let best = size
    let highest = 0
    for (let i = 0; i < size; i++) {
      let value = -(rivals[i] as Rival).behind
      for (let k = 0; k <= i; k++) value += (factor[i * size + k] as number) * (z[k] as number)
      if (value > highest) {
        highest = value
        best = i
      }
    }
    wins[best] = (wins[best] as number) + 1
  }
  return wins
}

/** Cholesky factor of the covariance of the rivals' differences to the leader. */
function factorOf({ se, spread }: DifferenceErrors, leader: number, rivals: readonly Rival[]): Float64Array {
  const size = rivals.length
  const wanted = new Float64Array(size * size)
  const certain = new Float64Array(size * size)
  for (const [i, one] of rivals.entries()) {
    for (const [j, other] of rivals.entries()) {
      const at = i * size + j
      const between = i === j ? 0 : (se(one.k, other.k) ?? 0) ** 2
      wanted[at] = (one.se ** 2 + other.se ** 2 - between) / 2
      const [a, b] = [spread(one.k, leader), spread(other.k, leader)]
      const correlation = (a + b - (i === j ? 0 : spread(one.k, other.k))) / (2 * Math.sqrt(a * b))
      certain[at] = correlation * one.se * other.se
    }
  }
  for (const moved of steps) {
    const mixed = wanted.map((value, at) => value + moved * ((certain[at] as number) - value))
    const factor = cholesky(mixed, size, 1e-9)
    if (factor) return factor
  }
  return diagonal(rivals)
}

const steps = [0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1]

/** Where not even those of `spread` are a covariance in floating point. */
function diagonal(rivals: readonly Rival[]): Float64Array {
  const size = rivals.length
  return Float64Array.from({ length: size * size }, (_, at) =>
    at % (size + 1) === 0 ? (rivals[at / (size + 1)] as Rival).se : 0,
  )
}

/** Standard normal numbers from uniform ones, by Marsaglia's polar method. */
export function createNormal(random: () => number): () => number {
  let spare: number | null = null
  return () => {
    if (spare !== null) {
      const kept = spare
      spare = null
      return kept
    }
    for (;;) {
      const x = 2 * random() - 1
      const y = 2 * random() - 1
      const square = x * x + y * y
      if (square >= 1 || square === 0) continue
      const stretch = Math.sqrt((-2 * Math.log(square)) / square)
      spare = y * stretch
      return x * stretch
    }
  }
}
