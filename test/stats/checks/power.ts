import { normalQuantile } from '../../../server/stats/special/distributions.ts'

const LOG_ODDS_PER_ELO = Math.log(10) / 400

interface Test {
  power: number
  level: number
}

const USUAL: Test = { power: 0.8, level: 0.95 }

/**
 * Decisive votes that a two-sided sign test needs to find a true win share p, by the normal approximation.
 *
 * n = ((z½ ⁄ 2 + z_power √(p (1 − p))) / (p − ½))², with independent votes looked at once.
 *
 * @param p share of decisive votes won, not ½.
 * @param test power (0.8) and level (0.95) of the test.
 * @returns n, not rounded.
 * @throws RangeError unless 0 < p < 1 and p ≠ ½, or on an impossible power or level.
 * @example decisiveVotesNeeded(0.55) // 782.5
 */
export function decisiveVotesNeeded(p: number, test: Partial<Test> = {}): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`a share to detect lies between 0 and 1, got ${p}`)
  if (p === 0.5) throw new RangeError('no number of votes tells a share of one half from one half')
  const { power, level } = { ...USUAL, ...test }
  const quantiles = normalQuantile((1 + level) / 2) / 2 + normalQuantile(power) * Math.sqrt(p * (1 - p))
  return (quantiles / (p - 0.5)) ** 2
}

/**
 * Votes on one pair, ties included, that find a difference in strength.
 *
 * @param difference.elo true difference in Elo points, in decisive votes; not 0.
 * @param difference.ties share of ties, from 0 to below 1.
 * @returns number of votes, not rounded.
 * @throws RangeError on a difference of 0 or an impossible share of ties.
 * @example votesNeeded({ elo: 50, ties: 0.2 }) // 477
 */
export function votesNeeded(difference: { elo: number; ties: number }, test: Partial<Test> = {}): number {
  const { elo, ties } = difference
  if (!Number.isFinite(elo) || elo === 0) throw new RangeError(`a difference to detect is not 0, got ${elo}`)
  requireTies(ties)
  return decisiveVotesNeeded(winShare(elo), test) / (1 - ties)
}

/**
 * The smallest difference in strength that a number of votes on one pair finds.
 *
 * @returns Elo points, or null when so few votes find no difference at all.
 * @throws RangeError on a negative number of votes or an impossible share of ties.
 * @example detectableElo({ votes: 477, ties: 0.2 }) // 50
 */
export function detectableElo(
  sample: { votes: number; ties: number },
  test: Partial<Test> = {},
): number | null {
  const { votes, ties } = sample
  if (!(votes >= 0) || !Number.isFinite(votes)) throw new RangeError(`votes are counted, got ${votes}`)
  requireTies(ties)
  const decisive = votes * (1 - ties)
  let [low, high] = [0, 2000]
  if (decisiveVotesNeeded(winShare(high), test) > decisive) return null
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2
    if (decisiveVotesNeeded(winShare(middle), test) > decisive) low = middle
    else high = middle
  }
  return high
}

function winShare(elo: number): number {
  return 1 / (1 + Math.exp(-elo * LOG_ODDS_PER_ELO))
}

function requireTies(ties: number): void {
  if (!(ties >= 0 && ties < 1)) throw new RangeError(`the share of ties lies between 0 and 1, got ${ties}`)
}
