import { scaleLinear } from 'd3-scale'
import { AxisBelow, across, extent, round, type Scale } from './axis.tsx'
import { ChartFrame, EmptyChart } from './frame.tsx'
import { count, elo, eloInterval } from './numbers.ts'

export type ConvergencePoint = { votes: number; elo: number; low: number | null; high: number | null }
export type ConvergenceSeries = { model: string; points: ConvergencePoint[] }

type ConvergenceProps = { id: string; series: ConvergenceSeries[]; level: number; method: string }

const TITLE = 'Strength as votes came in'
const PANEL = 104
const SHOWN = 6

/** One panel per model on shared scales: does the estimate still move, and how fast does its interval shrink? */
export function ConvergenceChart({ id, series, level, method }: ConvergenceProps) {
  const drawn = series.slice(0, SHOWN)
  const all = drawn.flatMap((one) => one.points)
  if (all.length < 2) {
    return (
      <EmptyChart id={id} title={TITLE} text="How the estimates settle as votes come in will stand here." />
    )
  }
  const last = Math.max(...all.map((point) => point.votes))
  const x = scaleLinear().domain([0, last]).range([14, 97])
  const domain = extent(all.flatMap((point) => [point.elo, point.low ?? point.elo, point.high ?? point.elo]))
  const bottom = drawn.length * PANEL
  const more = series.length > SHOWN ? ` The first ${SHOWN} of ${count(series.length)} models.` : ''
  return (
    <ChartFrame
      id={id}
      title={TITLE}
      description={`Strength of ${drawn.map((one) => one.model).join(', ')} after every few votes, up to ${count(last)}.`}
      caption={`Strength in Elo points, refitted on the first votes up to ${count(last)}; bands are ${Math.round(level * 100)} % intervals (${method}), each valid for one look only.${more}`}
      table={{
        head: ['Model', 'Votes', 'Elo', 'Interval'],
        rows: series.flatMap((one) =>
          one.points.map((point) => [
            one.model,
            count(point.votes),
            elo(point.elo),
            eloInterval(point.low, point.high),
          ]),
        ),
      }}
      height={bottom + 40}
    >
      <AxisBelow scale={x} top={bottom} bottom={bottom} label={count} ticks={x.ticks(4)} />
      <text class="chart-axis-name" x="97%" y={bottom + 34} text-anchor="end">
        votes
      </text>
      {drawn.map((one, i) => (
        <Panel
          series={one}
          x={x}
          y={scaleLinear()
            .domain(domain)
            .range([(i + 1) * PANEL - 10, i * PANEL + 26])}
          top={i * PANEL}
        />
      ))}
    </ChartFrame>
  )
}

function Panel({ series, x, y, top }: { series: ConvergenceSeries; x: Scale; y: Scale; top: number }) {
  const place = across(x)
  return (
    <g>
      <text class="chart-label chart-name" x="0" y={top + 14}>
        {series.model}
      </text>
      {y.ticks(3).map((tick) => (
        <>
          <line class="chart-grid" x1="14%" x2="97%" y1={round(y(tick))} y2={round(y(tick))} />
          <text class="chart-tick" x="0" y={round(y(tick)) + 4}>
            {elo(tick)}
          </text>
        </>
      ))}
      <Band points={series.points} x={x} y={y} />
      {series.points.map((point, i) => {
        const before = series.points[i - 1]
        return before ? (
          <line
            class="chart-line"
            x1={place(before.votes)}
            x2={place(point.votes)}
            y1={round(y(before.elo))}
            y2={round(y(point.elo))}
          />
        ) : (
          <circle class="chart-dot" cx={place(point.votes)} cy={round(y(point.elo))} r="2.5" />
        )
      })}
    </g>
  )
}

/** A polygon takes no percentages, so it lives in a stretched box of 100 units across. */
function Band({ points, x, y }: { points: ConvergencePoint[]; x: Scale; y: Scale }) {
  const bounded = points.flatMap((point) =>
    point.low === null || point.high === null ? [] : [{ ...point, low: point.low, high: point.high }],
  )
  if (bounded.length < 2) return null
  const corner = (votes: number, value: number) => `${round(x(votes))},${round(y(value))}`
  const outline = [
    ...bounded.map((point) => corner(point.votes, point.high)),
    ...bounded.toReversed().map((point) => corner(point.votes, point.low)),
  ]
  const [bottom = 0] = y.range()
  return (
    <svg
      aria-hidden="true"
      width="100%"
      height={bottom + 6}
      viewBox={`0 0 100 ${bottom + 6}`}
      preserveAspectRatio="none"
    >
      <polygon class="chart-band" points={outline.join(' ')} />
    </svg>
  )
}
