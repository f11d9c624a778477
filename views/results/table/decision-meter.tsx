import type { Decisions } from '../../../server/report/decisions.ts'
import { ChartFrame, EmptyChart } from '../../charts/frame.tsx'
import { shorten } from '../../charts/labels.ts'
import { count, counted, percent } from '../../charts/numbers.ts'
import { eValue } from '../words/sentences.ts'

type MeterProps = { id: string; decisions: Decisions }

type Reading = {
  label: string
  votes: number
  e: string
  needed: number | null
  share: number
  state: string
}

const SHOWN = 10
const ROW = 40
const TITLE = 'How close to a decision'

/** One bar per pair: the logarithm of its e-value on the way to what decides it at any time. */
export function DecisionMeter({ id, decisions }: MeterProps) {
  const readings = readingsOf(decisions)
  if (readings.length === 0) {
    return (
      <EmptyChart
        id={id}
        title={TITLE}
        text="How far each pair of models is from a decision will stand here."
      />
    )
  }
  const drawn = readings.slice(0, SHOWN)
  const rest = readings.length - drawn.length
  return (
    <ChartFrame
      id={id}
      title={TITLE}
      description={drawn.map((reading) => `${reading.label}: ${reading.state}`).join('; ')}
      caption={`Logarithm of the e-value as a share of what settles a pair. ${counted(decisions.decided.length, 'pair')} of ${count(readings.length)} settled. A bar may shrink again until it is full; no interval, since the e-value is itself the evidence.${rest > 0 ? ` The first ${SHOWN} pairs; ${count(rest)} more in the table.` : ''}`}
      table={{
        head: ['Pair', 'Votes on it', 'e-value', 'Needed', 'State'],
        rows: readings.map(({ label, votes, e, needed, state }) => [
          label,
          count(votes),
          e,
          count(needed),
          state,
        ]),
      }}
      height={drawn.length * ROW}
    >
      {drawn.map((reading, i) => (
        <Bar reading={reading} y={i * ROW} />
      ))}
    </ChartFrame>
  )
}

const Bar = ({ reading, y }: { reading: Reading; y: number }) => (
  <g>
    <text class="chart-label" x="0" y={y + 14}>
      <tspan class="chart-name">{shorten(reading.label, 34)}</tspan>
    </text>
    <text class="chart-note" x="100%" y={y + 14} text-anchor="end">
      {reading.state}
    </text>
    <rect class="chart-track" x="0" y={y + 20} width="100%" height="10" rx="2" />
    <rect
      class={reading.share >= 1 ? 'chart-bar' : 'chart-bar chart-bar-partial'}
      x="0"
      y={y + 20}
      width={`${(100 * reading.share).toFixed(2)}%`}
      height="10"
      rx="2"
    />
  </g>
)

/** What is nearest to its decision first, then what is settled. */
function readingsOf({ decided, undecided, groups }: Decisions): Reading[] {
  const needed = (model: string) => groups.find(({ models }) => models.includes(model))?.threshold ?? null
  const open = undecided.map(({ first, second, pair, e, share, verdict }) => ({
    label: `${first} · ${second}`,
    votes: pair.votes,
    e: e === null ? '–' : eValue(e),
    needed: needed(first),
    share,
    state: verdict === 'too_early' ? 'too early' : percent(Math.floor(share * 100) / 100),
  }))
  const settled = decided.map(({ better, worse, pair, e, basis }) => ({
    label: `${better} · ${worse}`,
    votes: pair.votes,
    e: basis === 'look' && e === null ? '–' : eValue(e),
    needed: needed(better),
    share: 1,
    state: basis === 'look' ? 'settled at a planned look' : 'settled',
  }))
  return [...open.toSorted((x, y) => y.share - x.share), ...settled]
}
