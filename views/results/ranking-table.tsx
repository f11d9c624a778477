import { count, elo, eloInterval, percent, percentInterval, rankRange } from '../charts/numbers.ts'
import { Drawer } from './drawer.tsx'
import { explainRanking, explainWinRate } from './explanations.ts'
import { levelWords } from './method.ts'
import type { RankedModel, ResultsProps } from './props.ts'
import { type Column, SortedTable } from './sorting.tsx'

type TableProps = Pick<ResultsProps, 'study' | 'ranking' | 'links' | 'query' | 'position'>

export function RankingTable({ study, ranking, links, query, position }: TableProps) {
  const components = [...new Set(ranking.models.map((model) => model.component))]
  const sorting = { path: `/studies/${study.slug}/results`, query, parameter: 'sort' }
  return (
    <section>
      <h2>Ranking</h2>
      {components.length > 1 && (
        <p>
          These models fall into {components.length} groups that have not been compared with each other. Each
          group is ranked within itself; strengths of different groups must not be compared.
        </p>
      )}
      {components.map((component, i) => (
        <>
          {components.length > 1 && <h3>Group {i + 1}</h3>}
          <SortedTable
            label={components.length > 1 ? `Ranking of group ${i + 1}` : 'Ranking'}
            columns={columnsFor(levelWords(ranking.method))}
            rows={ranking.models.filter((model) => model.component === component)}
            sorting={sorting}
          />
        </>
      ))}
      <p class="note">
        70 Elo points are an expected score of 60 %. P(best) is approximate. Intervals and ranks are meant for
        one look at the end; the sentences above hold however often you look.
      </p>
      <Drawer about="the strengths and ranks" explanation={explainRanking(ranking)} />
      <Drawer about="the win rates" explanation={explainWinRate(ranking)} />
      <p class="data-links">
        Data: <a href={links.csv}>CSV</a> · <a href={links.json}>JSON</a>
        {links.permalink && (
          <>
            {' '}
            · <a href={links.permalink}>permalink</a>
          </>
        )}{' '}
        <span class="note">as of vote {count(position)}</span>
      </p>
    </section>
  )
}

const columnsFor = (level: string): Column<RankedModel>[] => [
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
  { key: 'win', head: 'Win rate', by: (row) => row.win_rate, cell: winRate },
  { key: 'bad', head: 'Both bad', by: (row) => row.both_bad_rate, cell: bothBadRate },
  { key: 'votes', head: 'Votes', by: (row) => row.votes, cell: (row) => count(row.votes) },
  { key: 'best', head: 'P(best)', by: (row) => row.p_best, cell: (row) => bestWords(row.p_best) },
]

/** 58 ± 5 %: the longer arm of the interval, so that ± never promises too much. */
function winRate({ win_rate: rate, win_rate_low: low, win_rate_high: high }: RankedModel): string {
  if (rate === null) return '–'
  if (low === null || high === null) return percent(rate)
  const arm = Math.max(rate - low, high - rate)
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
  return share > 0 && share < 0.01 ? '< 1 %' : `≈ ${count(share * 100)} %`
}
