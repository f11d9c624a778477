import { type RankOptions, rank } from '../../server/stats/ranking/ranking.ts'
import { type Crowd, crowdVotes, population, sixModels } from './crowd.ts'
import { type Part, percent, shareOf } from './part.ts'

const main: Crowd = { testers: 40, prompts: 100, votes: 2000, elo: sixModels, varied: true }

export const scenarios: { name: string; crowd: Crowd; replicates: number }[] = [
  { name: '40 testers, 100 prompts, 2,000 votes', crowd: main, replicates: 400 },
  { name: 'the same, 400 votes', crowd: { ...main, votes: 400 }, replicates: 400 },
  { name: 'the same, 8,000 votes', crowd: { ...main, votes: 8000 }, replicates: 150 },
  { name: '10 testers, 1,000 votes', crowd: { ...main, testers: 10, votes: 1000 }, replicates: 400 },
  { name: '20 prompts, 2,000 votes', crowd: { ...main, prompts: 20 }, replicates: 400 },
  { name: 'every prompt new, 2,000 votes', crowd: { ...main, prompts: Infinity }, replicates: 400 },
  { name: 'independent votes, 2,000', crowd: { ...main, varied: false }, replicates: 400 },
]

/** Uneven testers, and an afternoon. */
const uneven: typeof scenarios = [
  { name: 'activity by Zipf 1, 2,000 votes', crowd: { ...main, zipf: 1 }, replicates: 400 },
  { name: 'activity by Zipf 1.5, 2,000 votes', crowd: { ...main, zipf: 1.5 }, replicates: 400 },
  {
    name: '12 testers, 30 prompts, 360 votes',
    crowd: { ...main, testers: 12, prompts: 30, votes: 360 },
    replicates: 400,
  },
]

/** Share of nominal 95 % intervals that hold the population's value: of strengths, and of win rates. */
export const coverage: Part = {
  title: 'Coverage of nominal 95 % intervals (goal: 94 to 97 %)',
  about:
    'Six models, Elo 0, −30, −60, −110, −180, −300; `rank` with its defaults. Strengths and win rates: share of all six that lie in their interval; half width in Elo. Truth: what endless testers and prompts would give.',
  seed: 1,
  run: (seed, quick) => ({
    head: ['scenario', 'replicates', 'strengths', 'half width', 'win rates', 'ties', 'best is first'],
    rows: [...scenarios, ...uneven].map(({ name, crowd, replicates }, k) => {
      const runs = quick ? 20 : replicates
      return [name, String(runs), ...coverageOf(crowd, { runs, seed: seed * 1_000_000 + k * 100_000 })]
    }),
  }),
}

type Runs = { runs: number; seed: number; options?: RankOptions }

export function coverageOf(crowd: Crowd, { runs, seed, options = {} }: Runs): string[] {
  const truth = population(crowd)
  const seen = { strengths: 0, widths: 0, rates: 0, ties: 0, first: 0 }
  for (let run = 0; run < runs; run++) {
    const { models, counts } = rank(crowdVotes(crowd, seed + run), options)
    for (const model of models) {
      const at = Number(model.model.slice(1))
      const theta = truth.theta[at] as number
      const [low, high] = [model.theta_low as number, model.theta_high as number]
      seen.strengths += Number(low <= theta && theta <= high)
      seen.widths += ((model.elo_high as number) - (model.elo_low as number)) / 2
      const rate = truth.winRates[at] as number
      seen.rates += Number((model.win_rate_low as number) <= rate && rate <= (model.win_rate_high as number))
    }
    seen.ties += counts.tie / counts.votes
    seen.first += Number(models[0]?.model === 'm0')
  }
  const all = runs * crowd.elo.length
  return [
    shareOf(seen.strengths, all),
    (seen.widths / all).toFixed(1),
    shareOf(seen.rates, all),
    percent(seen.ties / runs),
    percent(seen.first / runs),
  ]
}
