import type { Group } from '../../../server/report/decisions.ts'
import { count, elo, eloInterval, percent, percentInterval, rankRange } from '../../charts/numbers.ts'
import { DataLinks } from '../data-links.tsx'
import { Drawer } from '../drawer.tsx'
import { Tallies } from '../early.tsx'
import type { RankedModel, Ranking, ResultOptions, ResultsProps } from '../props.ts'
import { explainRanking, explainWinRate } from '../words/explanations.ts'
import { independenceWords, levelWords, winRateHead } from '../words/method.ts'
import { lackingWords, list } from '../words/sentences.ts'
import { type Column, SortedTable } from './sorting.tsx'

type TableProps = Pick<
  ResultsProps,
  'study' | 'ranking' | 'decisions' | 'options' | 'links' | 'query' | 'position'
>

export function RankingTable({ study, ranking, decisions, options, links, query, position }: TableProps) {
  const { groups } = decisions
  const independence = independenceWords(ranking.method)
  return (
    <section>
      <h2>Ranking</h2>
      {independence && <p>{independence}</p>}
      {groups.length > 1 && (
        <p>
          These models fall into {groups.length} groups that have not been compared with each other. Each
          group is ranked within itself; strengths of different groups must not be compared.
        </p>
      )}
      {groups.map((group, i) => {
        const label = groups.length > 1 ? `Ranking of group ${i + 1}` : 'Ranking'
        return (
          <>
            {groups.length > 1 && <h3>Group {i + 1}</h3>}
            {group.lacking ? (
              <EarlyGroup ranking={ranking} group={group} label={label} />
            ) : (
              <SortedTable
                label={label}
                columns={columnsFor(levelWords(ranking.method), options, judgedAmong(ranking))}
                rows={ranking.models.filter(({ model }) => group.models.includes(model))}
                sorting={{ path: `/studies/${study.slug}/results`, query, parameter: 'sort' }}
              />
            )}
          </>
        )
      })}
      <p class="note">
        70 Elo points are an expected score of 60 %. P(best) is approximate. Two rules stand side by side:
        ranks, intervals and P(best) are for one look at the end (pair tests at these votes, Holm's correction
        for ranks); "is better than" above holds however often you look and asks for more. So a model may have
        a rank of its own and still not be called better.
      </p>
      <Drawer about="the strengths and ranks" explanation={explainRanking(ranking)} />
      <Drawer about="the win rates" explanation={explainWinRate(ranking, options)} />
      <DataLinks links={links} position={position} />
    </section>
  )
}

const EarlyGroup = ({ ranking, group, label }: { ranking: Ranking; group: Group; label: string }) =>
  group.models.length < 2 ? (
    <p>{list(group.models)} has no vote that counts.</p>
  ) : (
    <>
      <p>
        Too early for a ranking: {group.lacking && lackingWords(group.lacking)} to go. These are the answers
        so far.
      </p>
      <Tallies ranking={ranking} group={group} label={label} />
    </>
  )

/** Models of which at least one comparison is past the floor of decisions. */
const judgedAmong = ({ decisions }: Ranking): Set<string> =>
  new Set(decisions.flatMap(({ verdict, pair }) => (verdict === 'too_early' ? [] : pair)))

const columnsFor = (level: string, options: ResultOptions, judged: Set<string>): Column<RankedModel>[] => [
  {
    key: 'rank',
    head: 'Rank',
    by: (row) => row.rank_low + row.rank_high / 1000,
    first: 'ascending',
    cell: (row) => rankRange(row.rank_low, row.rank_high),
  },
  {
    key: 'model',
    head: 'Model',
    by: (row) => row.model,
    first: 'ascending',
    isName: true,
    cell: (row) => (
      <>
        {row.model} {row.provisional && <span class="badge">provisional</span>}
      </>
    ),
  },
  { key: 'elo', head: 'Strength (Elo)', by: (row) => row.elo, cell: (row) => elo(row.elo) },
  { key: 'interval', head: `${level} interval`, cell: (row) => eloInterval(row.elo_low, row.elo_high) },
  { key: 'win', head: winRateHead(options), by: (row) => row.win_rate, cell: winRate },
  { key: 'bad', head: 'Both bad', by: (row) => row.both_bad_rate, cell: bothBadRate },
  { key: 'votes', head: 'Votes, both bad too', by: (row) => row.votes, cell: (row) => count(row.votes) },
  {
    key: 'best',
    head: 'P(best)',
    by: (row) => row.p_best,
    cell: (row) => (judged.has(row.model) ? bestWords(row.p_best) : 'too early'),
  },
]

/** 58 ± 5 %: the longer arm of the interval, so that ± never promises too much; the interval where ± would leave 0 to 100. */
function winRate({ win_rate: rate, win_rate_low: low, win_rate_high: high }: RankedModel): string {
  if (rate === null) return '–'
  if (low === null || high === null) return percent(rate)
  const arm = Math.max(rate - low, high - rate)
  if (rate - arm < 0 || rate + arm > 1) return `${percent(rate)} ${percentInterval(low, high)}`
  return `${count(rate * 100)} ± ${count(Math.ceil(arm * 100))} %`
}

function bothBadRate({
  both_bad_rate: rate,
  both_bad_rate_low: low,
  both_bad_rate_high: high,
}: RankedModel): string {
  return low === null || high === null ? percent(rate) : `${percent(rate)} ${percentInterval(low, high)}`
}

function bestWords(share: number | null): string {
  if (share === null) return '–'
  if (share > 0.99) return '> 99 %'
  return share > 0 && share < 0.01 ? '< 1 %' : `≈ ${count(share * 100)} %`
}
