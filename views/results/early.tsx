import type { Group } from '../../server/report/decisions.ts'
import { type ChartTable, DataTable } from '../charts/frame.tsx'
import { count } from '../charts/numbers.ts'
import type { RankedPair, Ranking } from './props.ts'

/** What was answered on each pair, as long as it is too early for a ranking. */
export function Tallies({ ranking, group, label }: { ranking: Ranking; group: Group; label: string }) {
  const pairs = ranking.pairs
    .filter(({ a, votes }) => group.models.includes(a) && votes > 0)
    .map(inOrderOfNames)
  const [only, ...others] = pairs
  return (
    <DataTable label={label} table={only && others.length === 0 ? answersOn(only) : answersByPair(pairs)} />
  )
}

/** One below the other, in view on a phone. */
const answersOn = ({ a, b, votes, wins_a, wins_b, ties, both_bad }: RankedPair): ChartTable => ({
  head: ['Answer', 'Votes'],
  rows: [
    [`${a} chosen`, count(wins_a)],
    [`${b} chosen`, count(wins_b)],
    ['Tie', count(ties)],
    ['Both bad', count(both_bad)],
    ['All', count(votes)],
  ],
})

const answersByPair = (pairs: RankedPair[]): ChartTable => ({
  head: ['Pair', 'Votes', 'First better', 'Other better', 'Ties', 'Both bad'],
  rows: pairs.map(({ a, b, votes, wins_a, wins_b, ties, both_bad }) => [
    `${a} · ${b}`,
    ...[votes, wins_a, wins_b, ties, both_bad].map(count),
  ]),
})

/** Who is named first says nothing about who leads. */
function inOrderOfNames(pair: RankedPair): RankedPair {
  const { a, b, wins_a, wins_b } = pair
  return a < b ? pair : { ...pair, a: b, b: a, wins_a: wins_b, wins_b: wins_a }
}
