import { createNormal } from '../errors/p-best.ts'
import { createRandom } from '../special/random.ts'

/** A model's strength less the leader's, as one draw. */
type Contrasts = {
  /** Estimated differences to the leader, in log-odds; one for every other model. */
  differences: ArrayLike<number>
  /** Their covariance, by rows. */
  covariance: Float64Array
}

/**
 * Expected loss of taking the leader now: the mean, over what the votes leave possible, of how far the best of the
 * others would beat it. In win-rate points: 100 (P(best of the others beats the leader) − ½), 0 where none would.
 *
 * Posterior N(d, V) under a flat prior, by seeded draws. A loss is no proof: it is small where models are alike, too.
 *
 * @returns points from 0 to 50. O(draws · models²).
 * @see Chick & Inoue 2001, Oper. Res. 49(5) (expected opportunity cost)
 */
export function expectedLoss(
  { differences, covariance }: Contrasts,
  { seed, draws = 4000 }: { seed: number; draws?: number },
): number {
  const size = differences.length
  if (size === 0) return 0
  const factor = semiCholesky(covariance, size)
  const normal = createNormal(createRandom(seed))
  const z = new Float64Array(size)
  let sum = 0
  for (let draw = 0; draw < draws; draw++) {
    for (let k = 0; k < size; k++) z[k] = normal()
    let best = 0
    for (let i = 0; i < size; i++) {
      let value = differences[i] as number
      for (let k = 0; k <= i; k++) value += (factor[i * size + k] as number) * (z[k] as number)
      if (value > best) best = value
    }
    sum += 1 / (1 + Math.exp(-best)) - 0.5
  }
  return (100 * sum) / draws
}

/** Cholesky's factor; a direction without variance, or with less than none, is left out and the variance kept. */
function semiCholesky(covariance: Float64Array, size: number): Float64Array {
  const factor = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    let room = covariance[i * size + i] as number
    for (let j = 0; j < i; j++) {
      let value = covariance[i * size + j] as number
      for (let k = 0; k < j; k++) {
        value -= (factor[i * size + k] as number) * (factor[j * size + k] as number)
      }
      const pivot = factor[j * size + j] as number
      const wanted = pivot > 0 ? value / pivot : 0
      const entry = Math.sign(wanted) * Math.min(Math.abs(wanted), Math.sqrt(Math.max(0, room)))
      factor[i * size + j] = entry
      room -= entry ** 2
    }
    factor[i * size + i] = Math.sqrt(Math.max(0, room))
  }
  return factor
}
