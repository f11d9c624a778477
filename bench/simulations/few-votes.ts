import { rank } from '../../server/stats/ranking/ranking.ts'
import { createRandom } from '../../server/stats/special/random.ts'
import { Outcome, type VoteTable, VoteTableBuilder } from '../../server/stats/votes/vote-table.ts'
import { type Part, shareOf } from './part.ts'

/** Equal models, a handful of votes: are any two ranks told apart, do intervals hold the truth? */
export const fewVotes: Part = {
  title: 'Equal models after few votes (goal: ranks told apart in at most 5 % of tables)',
  about:
    'Every vote goes to either side by a fair coin, one in five is a tie; pairs and sides drawn uniformly. Share of tables in which any rank interval is narrower than all ranks, and of intervals of strengths that hold 0. Columns: none; every vote from one of 5 testers and on one of 5 prompts; the same where each of them has a taste (standard deviation 1 in log-odds, for the testers and again for the prompts).',
  seed: 6,
  run: (seed, quick) => ({
    head: [
      'models',
      'votes',
      'no columns',
      'coverage',
      'testers, prompts',
      'coverage',
      'with tastes',
      'coverage',
    ],
    rows: [2, 3, 6].flatMap((models) =>
      [1, 2, 3, 4, 5, 7, 10, 15, 20].map((votes) => {
        const runs = quick ? 40 : 150
        const cells = columns.flatMap((kind, k) =>
          separated({ models, votes, runs, kind, seed: seed * 1_000_000 + k * 100_000 + votes * 1000 }),
        )
        return [String(models), String(votes), ...cells]
      }),
    ),
  }),
}

type Kind = { clusters: number | null; taste: number }
const columns: Kind[] = [
  { clusters: null, taste: 0 },
  { clusters: 5, taste: 0 },
  { clusters: 5, taste: 1 },
]

type Asked = { models: number; votes: number; runs: number; kind: Kind; seed: number }

function separated({ runs, seed, ...asked }: Asked): string[] {
  let [wrong, held, all] = [0, 0, 0]
  for (let run = 0; run < runs; run++) {
    const { models } = rank(equalVotes(asked, seed + run))
    wrong += Number(areToldApart(models))
    for (const { theta_low, theta_high } of models) {
      if (theta_low === null || theta_high === null) continue
      all += 1
      held += Number(theta_low <= 0 && theta_high >= 0)
    }
  }
  return [shareOf(wrong, runs), all === 0 ? '–' : `${((100 * held) / all).toFixed(1)} %`]
}

type Ranks = { rank_low: number; rank_high: number; component: number }

/** Whether the rank intervals of two models of one component leave a place between them. */
export const areToldApart = (models: readonly Ranks[]): boolean =>
  models.some((one) =>
    models.some((other) => one.component === other.component && one.rank_high < other.rank_low),
  )

/** Votes on models of one strength; testers and prompts each favour one side of a pair by their taste. */
export function equalVotes(asked: Omit<Asked, 'runs' | 'seed'>, seed: number): VoteTable {
  const { models, votes, kind } = asked
  const random = createRandom(seed)
  const { clusters, taste } = kind
  const tastes = Float64Array.from({ length: 2 * (clusters ?? 0) * models }, () => taste * normalOf(random))
  const builder = new VoteTableBuilder()
  for (let model = 0; model < models; model++) builder.model(`m${model}`)
  for (let vote = 0; vote < votes; vote++) {
    const first = Math.floor(random() * models)
    const second = (first + 1 + Math.floor(random() * (models - 1))) % models
    const tester = Math.floor(random() * (clusters ?? 1))
    const prompt = (clusters ?? 0) + Math.floor(random() * (clusters ?? 1))
    const liking = (model: number) =>
      (tastes[tester * models + model] ?? 0) + (tastes[prompt * models + model] ?? 0)
    const chance = 1 / (1 + Math.exp(liking(second) - liking(first)))
    const decided = random() < chance ? Outcome.first : Outcome.second
    builder.push({
      first,
      second,
      outcome: random() < 0.2 ? Outcome.tie : decided,
      ...(clusters && { tester: builder.tester(`t${tester}`), prompt: builder.prompt(`p${prompt}`) }),
    })
  }
  return builder.table()
}

const normalOf = (random: () => number) =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
