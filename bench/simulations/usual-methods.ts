import { rowVarianceOf } from '../../server/stats/errors/sandwich.ts'
import { withDefaults } from '../../server/stats/ranking/rank-options.ts'
import { rank } from '../../server/stats/ranking/ranking.ts'
import { fitComponent } from '../../server/stats/strengths/component-fit.ts'
import { coverageOf, scenarios } from './coverage.ts'
import { type Crowd, crowdVotes } from './crowd.ts'
import { firstVotes, six, two } from './equal-models.ts'
import { type Part, shareOf } from './part.ts'

const rows = { cluster: 'none' } as const

/** The same crowds, judged as leaderboards usually do: every vote for itself, intervals compared, looked at often. */
export const usualMethods: Part = {
  title: 'What the usual methods give for the same crowds',
  about:
    'Every vote taken as independent (`--cluster none`): coverage of 95 % intervals; tables of six equal models in which two intervals do not overlap; studies of two equal models in which a 95 % interval of the difference, looked at after every 25 votes from 50 on, ever leaves 0 out.',
  seed: 4,
  run: (seed, quick) => {
    const covered = scenarios.map(({ name, crowd }, k) => {
      const runs = quick ? 10 : crowd.votes > 2000 ? 150 : 300
      const start = seed * 1_000_000 + k * 100_000
      const [strengths = '', , rates = ''] = coverageOf(crowd, { runs, seed: start, options: rows })
      return [`coverage: ${name}`, String(runs), strengths, rates]
    })
    const kinds: [string, Crowd, Crowd][] = [
      ['clustered', six, two],
      ['independent', { ...six, varied: false }, { ...two, varied: false }],
    ]
    const wrong = kinds.flatMap(([kind, many, pair], k) => {
      const start = seed * 1_000_000 + (10 + k) * 100_000
      const runs = quick ? 10 : 300
      const share = (claims: (run: number) => boolean) =>
        shareOf(
          Array.from({ length: runs }, (_, run) => Number(claims(start + run))).reduce((x, y) => x + y, 0),
          runs,
        )
      return [
        [
          `intervals that do not overlap: ${kind}`,
          String(runs),
          share((run) => doNotOverlap(crowdVotes(many, run))),
          '',
        ],
        [
          `watched interval leaves 0 out: ${kind}`,
          String(runs),
          share((run) => everLeavesOut(pair, run)),
          '',
        ],
      ]
    })
    return { head: ['what', 'replicates', 'share', 'of win rates'], rows: [...covered, ...wrong] }
  },
}

function doNotOverlap(table: ReturnType<typeof crowdVotes>): boolean {
  const { models } = rank(table, rows)
  const lows = models.map(({ theta_low }) => theta_low as number)
  return Math.max(...lows) > Math.min(...models.map(({ theta_high }) => theta_high as number))
}

function everLeavesOut(crowd: Crowd, seed: number): boolean {
  const table = crowdVotes(crowd, seed)
  const rules = withDefaults(rows)
  for (let seen = 50; seen <= table.length; seen += 25) {
    const { strengths, sandwich } = fitComponent(firstVotes(table, seen), rules, true)
    const difference = 2 * (strengths.theta[0] as number)
    if (Math.abs(difference) > 1.959_963_984_54 * Math.sqrt(rowVarianceOf(sandwich, 0, 1))) return true
  }
  return false
}
