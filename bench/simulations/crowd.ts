import { createNormal } from '../../server/stats/errors/p-best.ts'
import { createRandom } from '../../server/stats/special/random.ts'
import type { VoteTable } from '../../server/stats/votes/vote-table.ts'
import { bradleyTerry } from '../../test/stats/checks/bradley-terry.ts'

/** How alike the votes of one tester, and on one prompt, are. Standard deviations in decisive log-odds. */
export interface Crowd {
  testers: number
  /** Infinity: every vote has a prompt of its own. */
  prompts: number
  votes: number
  /** Elo of the models. */
  elo: readonly number[]
  /** False: no tester or prompt differs from another, votes are independent. */
  varied: boolean
  /** The k-th tester gives votes in proportion to k^−zipf, instead of an activity drawn for each. */
  zipf?: number
  /** Every tester votes once on every prompt, all in one random order; `votes` is their product. */
  crossed?: boolean
}

export const sixModels = [0, -30, -60, -110, -180, -300]

const spreads = { taste: 0.3, prompt: 0.7, noise: 0.35, side: 0.25, activity: 0.7 }
/** Davidson's ν that gives 19 to 20 % ties among the six models. */
const nu = { varied: 0.6, alike: 0.54 }
const logOddsPerElo = Math.LN10 / 400

/**
 * Votes of a crowd: testers have a taste for each model, a noise that flattens or sharpens all their votes, a leaning
 * to one side and an activity of their own; prompts suit some models better. Pairs and sides are drawn uniformly.
 */
export function crowdVotes(crowd: Crowd, seed: number): VoteTable {
  const random = createRandom(seed)
  const normal = createNormal(random)
  const size = crowd.elo.length
  const { testers, votes, varied } = crowd
  const prompts = Number.isFinite(crowd.prompts) ? crowd.prompts : votes
  const spread = (sd: number) => (varied ? sd * normal() : 0)
  const list = (count: number, sd: number) => Float64Array.from({ length: count }, () => spread(sd))
  const taste = list(testers * size, spreads.taste)
  const luck = list(prompts * size, spreads.prompt)
  const sharpness = list(testers, spreads.noise).map(Math.exp)
  const leaning = list(testers, spreads.side)
  const drawn = list(testers, spreads.activity).map(Math.exp)
  const { zipf } = crowd
  const activity = cumulative(zipf === undefined ? drawn : drawn.map((_, k) => (k + 1) ** -zipf))
  const tie = varied ? nu.varied : nu.alike
  const order = crowd.crossed ? shuffled(testers * prompts, random) : null
  const table = emptyTable(crowd.elo, { testers, prompts, votes })
  for (let row = 0; row < votes; row++) {
    const first = Math.floor(random() * size)
    const second = (first + 1 + Math.floor(random() * (size - 1))) % size
    const cell = order?.[row]
    const tester = cell === undefined ? placeOf(activity, random()) : cell % testers
    const prompt =
      cell !== undefined
        ? Math.floor(cell / testers)
        : Number.isFinite(crowd.prompts)
          ? Math.floor(random() * prompts)
          : row
    const worth = (model: number) =>
      (crowd.elo[model] as number) * logOddsPerElo +
      (taste[tester * size + model] as number) +
      (luck[prompt * size + model] as number)
    const eta = (sharpness[tester] as number) * (worth(first) - worth(second) + (leaning[tester] as number))
    table.first[row] = first
    table.second[row] = second
    table.outcome[row] = answer(eta, tie, random())
    ;(table.tester as Int32Array)[row] = tester
    ;(table.prompt as Int32Array)[row] = prompt
  }
  return table
}

function answer(eta: number, tie: number, draw: number): number {
  const [up, down] = [Math.exp(eta / 2), Math.exp(-eta / 2)]
  const at = draw * (up + down + tie)
  return at < up ? 0 : at < up + down ? 1 : 2
}

/** What endless votes of endless testers on endless prompts would give: expected scores, and θ fitted to them. */
export function population(crowd: Crowd): { theta: Float64Array; winRates: number[] } {
  const size = crowd.elo.length
  const scores = crowd.elo.map((one, i) =>
    crowd.elo.map((other, j) => (i === j ? 0 : expected(score, (one - other) * logOddsPerElo, crowd.varied))),
  )
  const winRates = scores.map((row) => row.reduce((sum, score) => sum + score, 0) / (size - 1))
  return { theta: bradleyTerry(scores), winRates }
}

/** The difference in Elo at which the better of two models wins such a share of all decisive votes. */
export function eloOfShare(share: number, varied: boolean): number {
  const shareAt = (gap: number) => {
    const wins = expected(win, gap, varied)
    return wins / (wins + expected(win, -gap, varied))
  }
  let [low, high] = [0, 10]
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2
    if (shareAt(middle) < share) low = middle
    else high = middle
  }
  return low / logOddsPerElo
}

/** Mean of what an answer gives over tastes, prompts, leanings and noise, by the midpoint rule. */
function expected(of: (eta: number, tie: number) => number, gap: number, varied: boolean): number {
  if (!varied) return of(gap, nu.alike)
  const sd = Math.sqrt(2 * spreads.taste ** 2 + 2 * spreads.prompt ** 2 + spreads.side ** 2)
  let [sum, weights] = [0, 0]
  for (let x = -6; x <= 6; x += 0.05) {
    for (let z = -6; z <= 6; z += 0.2) {
      const weight = Math.exp(-(x * x + z * z) / 2)
      sum += weight * of(Math.exp(spreads.noise * z) * (gap + sd * x), nu.varied)
      weights += weight
    }
  }
  return sum / weights
}

function win(eta: number, tie: number): number {
  const up = Math.exp(eta / 2)
  return up / (up + 1 / up + tie)
}

function score(eta: number, tie: number): number {
  return (1 + win(eta, tie) - win(-eta, tie)) / 2
}

function cumulative(weights: Float64Array): Float64Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let sum = 0
  return weights.map((weight) => {
    sum += weight / total
    return sum
  })
}

function shuffled(length: number, random: () => number): number[] {
  const order = Array.from({ length }, (_, k) => k)
  for (let k = length - 1; k > 0; k--) {
    const other = Math.floor(random() * (k + 1))
    ;[order[k], order[other]] = [order[other] as number, order[k] as number]
  }
  return order
}

function placeOf(shares: Float64Array, draw: number): number {
  const place = shares.findIndex((share) => draw < share)
  return place < 0 ? shares.length - 1 : place
}

type Room = { testers: number; prompts: number; votes: number }

function emptyTable(elo: readonly number[], { testers, prompts, votes }: Room): VoteTable {
  const names = (letter: string, count: number) => Array.from({ length: count }, (_, k) => `${letter}${k}`)
  return {
    models: names('m', elo.length),
    testers: names('t', testers),
    prompts: names('p', prompts),
    length: votes,
    first: new Int32Array(votes),
    second: new Int32Array(votes),
    outcome: new Uint8Array(votes),
    weight: null,
    tester: new Int32Array(votes),
    prompt: new Int32Array(votes),
    covariates: [],
    skips: 0,
    badRows: 0,
  }
}
