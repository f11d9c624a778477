import type { Interval } from '../../../server/stats/errors/proportion.ts'

/**
 * Betting e-process against "the mean score is m", for scores with ties: it exceeds 1 / α with probability at
 * most α, ever.
 *
 * Two gamblers start with half the money each; one bets that the mean is above m, one that it is below, with
 * predictable empirical-Bernstein stakes cut at half of what could ruin them; the value is the richer one's
 * capital. Exact for independent votes; NOT safe when testers repeat.
 *
 * @param scores between 0 and 1 in the order of arrival: 1 won, ½ tied, 0 lost.
 * @param m mean under test, strictly between 0 and 1.
 * @param level 1 − α for which the stakes are tuned, 0.95.
 * @returns value after every score; Infinity is given as the largest double.
 * @throws RangeError on a score, mean or level outside its bounds.
 * @see Waudby-Smith & Ramdas 2024, J. R. Statist. Soc. B 86(1), arXiv 2010.09686
 * @example bettingProcess([1, 1, 1, 0.5], 0.5) // 0.75, 1.125, 1.6875, 1.6875
 */
export function bettingProcess(scores: readonly number[], m: number, level = 0.95): number[] {
  if (!(m > 0 && m < 1)) throw new RangeError(`a mean under test lies between 0 and 1, got ${m}`)
  const stakes = stakesOf(scores, level)
  const capital = { above: Math.log(0.5), below: Math.log(0.5) }
  return scores.map((score, index) => {
    const stake = stakes[index] ?? 0
    capital.above += Math.log1p(Math.min(stake, 0.5 / m) * (score - m))
    capital.below += Math.log1p(-Math.min(stake, 0.5 / (1 - m)) * (score - m))
    return Math.min(Number.MAX_VALUE, Math.exp(Math.max(capital.above, capital.below)))
  })
}

/**
 * Betting confidence sequence for the mean score: it holds at all times at once.
 *
 * All means that the e-process does not reject at 1 − level; its two capitals are monotone in the mean, so the
 * ends are found by bisection.
 *
 * @returns interval after the last score; 0 to 1 without scores.
 * @throws RangeError on a score or level outside its bounds.
 * @example bettingSequence([1, 1, 0.5, 1, 1, 1, 1, 1], 0.95) // { low: 0.426, high: 1 }
 */
export function bettingSequence(scores: readonly number[], level: number): Interval {
  const stakes = stakesOf(scores, level)
  const threshold = Math.log(2 / (1 - level))
  const above = (m: number) =>
    scores.reduce((sum, score, i) => sum + Math.log1p(Math.min(stakes[i] ?? 0, 0.5 / m) * (score - m)), 0)
  const mirrored = scores.map((score) => 1 - score)
  const below = (m: number) =>
    mirrored.reduce((sum, score, i) => sum + Math.log1p(Math.min(stakes[i] ?? 0, 0.5 / m) * (score - m)), 0)
  return {
    low: smallestMean((m) => above(m) <= threshold),
    high: 1 - smallestMean((m) => below(m) <= threshold),
  }
}

/** √(2 ln (2 / α) / (t ln (1 + t) σ²)), σ² the variance before the t-th score, with one made-up score of ½ ± ½. */
function stakesOf(scores: readonly number[], level: number): number[] {
  if (!(level > 0 && level < 1)) throw new RangeError(`a level lies between 0 and 1, got ${level}`)
  const numerator = 2 * Math.log(2 / (1 - level))
  let sum = 0.5
  let squares = 0.25
  return scores.map((score, index) => {
    if (!(score >= 0 && score <= 1)) throw new RangeError(`a score lies between 0 and 1, got ${score}`)
    const t = index + 1
    const stake = Math.sqrt(numerator / (Math.log(1 + t) * squares))
    sum += score
    squares += (score - sum / (t + 1)) ** 2
    return stake
  })
}

/** The least mean that is kept, given that every larger one is kept too. */
function smallestMean(keeps: (m: number) => boolean): number {
  let [out, kept] = [0, 1]
  for (let step = 0; step < 60; step++) {
    const middle = (out + kept) / 2
    if (keeps(middle)) kept = middle
    else out = middle
  }
  return kept < 1e-15 ? 0 : kept
}
