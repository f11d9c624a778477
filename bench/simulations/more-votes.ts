import { moreNeeded } from '../../server/report/more-needed.ts'
import { ALPHA } from '../../server/stats/decisions/error-shares.ts'
import type { VotesRange } from '../../server/stats/decisions/votes-range.ts'
import { withDefaults } from '../../server/stats/ranking/rank-options.ts'
import { lookAt } from '../../server/stats/ranking/ranked-decisions.ts'
import { fitVotes } from '../../server/stats/ranking/ranking.ts'
import { firstVotes, type VoteTable } from '../../server/stats/votes/vote-table.ts'
import { type Crowd, crowdVotes, eloOfShare } from './crowd.ts'
import { type Part, percent } from './part.ts'

const crowd: Crowd = { testers: 20, prompts: 40, votes: 4000, elo: [0, 0], varied: true }
const asked = [100, 200, 360]
const shares = [0.55, 0.6, 0.65, 0.7]
const rules = withDefaults({})

/** Is "between so many and so many more votes" true? */
export const moreVotes: Part = {
  title: 'How many more votes: does the range hold what comes (goal: at least 80 %)',
  about:
    'Two models, 20 testers of uneven activity, 40 prompts, votes to 4,000. At 100, 200 and 360 votes each study that is open is asked how many more it takes; it goes on, looked at after every 5 % more votes, until the e-value decides. `held`: that moment lies in the range (an open end holds all that come later; “would not tell” holds a study that is never decided). `within a factor 2`: the same of the single figure that takes the difference as estimated. `width`: median of high / low where there is a high end.',
  seed: 13,
  run: (seed, quick, long) => ({
    head: [
      'true share',
      'asked',
      'held',
      'open end',
      '“would not tell”',
      'width',
      'one figure, within a factor 2',
    ],
    rows: shares.map((share, k) => {
      const runs = quick ? 3 : long ? 600 : 80
      const elo = [eloOfShare(share, true), 0]
      const told = Array.from({ length: runs }, (_, run) =>
        followed(crowdVotes({ ...crowd, elo }, seed * 1_000_000 + k * 100_000 + run)),
      ).flat()
      return [`${Math.round(100 * share)} %`, String(told.length), ...summaryOf(told)]
    }),
  }),
}

type Told = { range: VotesRange | null; single: number | null; came: number }

function followed(table: VoteTable): Told[] {
  const decidedAt = firstDecision(table)
  return asked.flatMap((votes) => {
    if (decidedAt <= votes) return []
    const seen = firstVotes(table, votes)
    const components = fitVotes(seen, rules)
    const pairs = lookAt(seen, rules, () => components).flatMap((at) => at.pairs)
    const [more] = moreNeeded(components, { pairs, models: table.models, votes, alpha: ALPHA })
    return more ? [{ range: more.range, single: more.votes, came: decidedAt - votes }] : []
  })
}

/** Infinity where even all votes leave the pair open. */
function firstDecision(table: VoteTable): number {
  for (let votes = 30; votes <= table.length; votes = Math.ceil(votes * 1.05)) {
    const [found] = lookAt(firstVotes(table, votes), rules, (of) => fitVotes(of, rules))
    const [pair] = found?.pairs ?? []
    if (found?.snapshot.firm.size === 2 && (pair?.e_value ?? 0) >= 1 / ALPHA) return votes
  }
  return Number.POSITIVE_INFINITY
}

function summaryOf(told: Told[]): string[] {
  const share = (holds: (one: Told) => boolean) => percent(told.filter(holds).length / told.length)
  const widths = told
    .flatMap(({ range }) => (range?.high ? [range.high / range.low] : []))
    .sort((x, y) => x - y)
  const middle = widths[Math.floor(widths.length / 2)]
  return [
    share(isHeld),
    share(({ range }) => range !== null && range.high === null),
    share(({ range }) => range === null),
    middle === undefined ? '' : middle.toFixed(1),
    share(({ single, came }) => single !== null && came >= single / 2 && came <= single * 2),
  ]
}

/** A study that is open to the end says nothing against a high end beyond it. */
function isHeld({ range, came }: Told): boolean {
  if (range === null) return came === Infinity
  return (
    (came >= range.low && came <= (range.high ?? Infinity)) ||
    (came === Infinity && (range.high ?? 0) > crowd.votes)
  )
}
