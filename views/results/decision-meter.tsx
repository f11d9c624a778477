import { ChartFrame, EmptyChart } from '../charts/frame.tsx'
import { shorten } from '../charts/labels.ts'
import { count, counted, percent } from '../charts/numbers.ts'
import { type Decisions, evidence, FEWEST_VOTES } from './decisions.ts'
import type { RankedPair } from './props.ts'
import { eValue } from './sentences.ts'

type MeterProps = { id: string; decisions: Decisions }

type Reading = { label: string; pair: RankedPair; share: number; state: string }

const SHOWN = 10
const ROW = 40
const TITLE = 'How close to a decision'

/** One bar per pair: the logarithm of its e-value on the way to the threshold. */
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
        rows: readings.map(({ label, pair, share, state }) => [
          label,
          count(pair.votes),
          pair.e_value === null && share < 1 ? '–' : eValue(pair.e_value),
          count(decisions.threshold(pair)),
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
function readingsOf({ decided, undecided, threshold }: Decisions): Reading[] {
  const open = undecided.map(({ first, second, pair }) => {
    const share = evidence(pair, threshold(pair))
    return { label: `${first} · ${second}`, pair, share, state: openState(pair, share) }
  })
  const settled = decided.map(({ better, worse, pair }) => ({
    label: `${better} · ${worse}`,
    pair,
    share: 1,
    state: 'settled',
  }))
  return [...open.toSorted((x, y) => y.share - x.share), ...settled]
}

const openState = (pair: RankedPair, share: number) =>
  pair.votes < FEWEST_VOTES
    ? `${count(pair.votes)} of ${FEWEST_VOTES} votes`
    : percent(Math.floor(share * 100) / 100)
