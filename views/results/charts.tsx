import type { Decisions } from '../../server/report/decisions.ts'
import { ConvergenceChart } from '../charts/convergence.tsx'
import { ForestPlot, type ForestRow } from '../charts/forest-plot.tsx'
import { Gauge, SideBiasGauge } from '../charts/gauge.tsx'
import { type Panel, SmallMultiples } from '../charts/small-multiples.tsx'
import { VotesHeatMap } from '../charts/votes-heat-map.tsx'
import { type PairCount, WinHeatMap } from '../charts/win-heat-map.tsx'
import type { RankedPair, Ranking, ResultOptions, ResultsProps, Slice } from './props.ts'
import { DecisionMeter } from './table/decision-meter.tsx'
import { levelWords, methodWords, tieWords } from './words/method.ts'

type ChartsProps = Pick<ResultsProps, 'ranking' | 'options' | 'trust' | 'convergence' | 'slices'> & {
  decisions: Decisions
}

export function Charts({ ranking, options, trust, convergence, slices, decisions }: ChartsProps) {
  const names = ranking.models.map((model) => model.model)
  const pairs = ranking.pairs.map((pair) => countsOf(pair, options))
  const { level } = ranking.method
  const method = methodWords(ranking.method)
  const shareMethod = `${levelWords(ranking.method)} interval, clustered by tester and by prompt`
  return (
    <section class="charts">
      <h2>Charts</h2>
      {forests(ranking, decisions).map(({ id, title, rows }) => (
        <ForestPlot id={id} title={title} rows={rows} level={level} method={method} anchor={options.anchor} />
      ))}
      <DecisionMeter id="decision-meter" decisions={decisions} />
      <WinHeatMap id="win-fractions" models={names} pairs={pairs} method={tieWords(ranking.method)} />
      <VotesHeatMap id="votes-per-pair" models={names} pairs={ranking.pairs} />
      <SmallMultiples id="slices" panels={slices.map(panelOf)} level={level} method={method} />
      <ConvergenceChart id="convergence" series={convergence} level={level} method={method} />
      <SideBiasGauge
        id="side-bias"
        value={trust.left}
        method={shareMethod}
        isTakenOut={ranking.order_effect !== null}
      />
      <Gauge
        id="tie-rate"
        title="Ties"
        of="votes"
        value={trust.ties}
        method={shareMethod}
        reading="Many ties mean close models, easy prompts or a question that is hard to answer."
      />
      <Gauge
        id="skip-rate"
        title="Skips"
        of="showings"
        value={trust.skips}
        method={shareMethod}
        reading="Skips are never evidence about a model; many of them point to broken or unclear outputs."
      />
      <Gauge
        id="longer-rate"
        title="Longer answer chosen"
        of="decisive votes between answers of different length"
        value={trust.longer}
        method={shareMethod}
        expected={0.5}
        reading="Far from 50 % means that length and choice go together, because longer answers please or because better models write more: see the strengths with the looks held equal."
      />
    </section>
  )
}

/** Half a win each for ties, and for both-bads where they count as ties; what is dropped is not in n either. */
function countsOf(pair: RankedPair, { ties, both_bad: bothBad }: ResultOptions): PairCount {
  const tied = ties === 'drop' ? 0 : pair.ties + (bothBad === 'tie' ? pair.both_bad : 0)
  return {
    a: pair.a,
    b: pair.b,
    votes: pair.wins_a + pair.wins_b + tied,
    winsA: pair.wins_a + tied / 2,
    winsB: pair.wins_b + tied / 2,
  }
}

function forests(
  ranking: Ranking,
  { groups }: Decisions,
): { id: string; title: string; rows: ForestRow[] }[] {
  return groups.map(({ models, lacking }, i) => ({
    id: `strengths-${i + 1}`,
    title: groups.length > 1 ? `Strength of the models of group ${i + 1}` : 'Strength of each model',
    rows: lacking ? [] : ranking.models.filter(({ model }) => models.includes(model)).flatMap(forestRow),
  }))
}

function forestRow(model: Ranking['models'][number]): ForestRow[] {
  if (model.elo === null) return []
  return [
    {
      model: model.model,
      elo: model.elo,
      low: model.elo_low,
      high: model.elo_high,
      rankLow: model.rank_low,
      rankHigh: model.rank_high,
      votes: model.votes,
      provisional: model.provisional,
    },
  ]
}

const panelOf = ({ by, name, prompts, strengths }: Slice): Panel => ({
  title: by === 'tag' ? name : `language ${name}`,
  votes: strengths.votes,
  prompts,
  rows: strengths.models,
})
