import { scaleLinear, scaleLog } from 'd3-scale'
import { AxisBelow, across, extent, linearAcross, type Scale } from './axis.tsx'
import { ChartFrame, EmptyChart } from './frame.tsx'
import { placeLabels, shorten } from './labels.ts'
import { amount, count, elo, eloInterval } from './numbers.ts'

export type CostPoint = { model: string; cost: number; elo: number; low: number | null; high: number | null }

type CostProps = { id: string; points: CostPoint[]; withoutCost: number; level: number; method: string }

const TITLE = 'Cost and quality'
const NAME = 22
const TOP = 34
const BOTTOM = 272

/** Cost per 1,000 answers against strength; logarithmic where costs differ tenfold or more. */
export function CostQualityScatter({ id, points, withoutCost, level, method }: CostProps) {
  if (points.length === 0) {
    return (
      <EmptyChart
        id={id}
        title={TITLE}
        text="Give the models a cost per 1,000 answers to see it against their strength."
      />
    )
  }
  const x = costScale(points.map((point) => point.cost))
  const y = scaleLinear()
    .domain(extent(points.flatMap((point) => [point.elo, point.low ?? point.elo, point.high ?? point.elo])))
    .nice(4)
    .range([BOTTOM - 14, TOP])
  const labels = placeLabels(points.map((point) => markOf(point, x, y)))
  const left = withoutCost > 0 ? ` ${count(withoutCost)} without a cost left out.` : ''
  return (
    <ChartFrame
      id={id}
      title={TITLE}
      description={points
        .map((point) => `${point.model}: cost ${amount(point.cost)}, strength ${elo(point.elo)}`)
        .join('; ')}
      caption={`Cost per 1,000 answers (as given with the outputs) against strength in Elo points, ${count(points.length)} models.${left} Bars are ${Math.round(level * 100)} % intervals (${method}).`}
      table={{
        head: ['Model', 'Cost per 1,000 answers', 'Elo', 'Interval'],
        rows: points.map((point) => [
          point.model,
          amount(point.cost),
          elo(point.elo),
          eloInterval(point.low, point.high),
        ]),
      }}
      height={BOTTOM + 40}
    >
      {y.ticks(4).map((tick) => (
        <>
          <line class="chart-grid" x1="12%" x2="100%" y1={y(tick)} y2={y(tick)} />
          <text class="chart-tick" x="0" y={y(tick) + 4}>
            {elo(tick)}
          </text>
        </>
      ))}
      <text class="chart-axis-name" x="0" y="12">
        Elo
      </text>
      <AxisBelow scale={x} top={BOTTOM} bottom={BOTTOM} label={amount} ticks={costTicks(x)} />
      <text class="chart-axis-name" x="100%" y={BOTTOM + 34} text-anchor="end">
        cost per 1,000 answers
      </text>
      {points.map((point, i) => (
        <CostMark point={point} x={across(x)(point.cost)} y={y} label={labels[i]} />
      ))}
    </ChartFrame>
  )
}

type MarkProps = {
  point: CostPoint
  x: string
  y: Scale
  label: ReturnType<typeof placeLabels>[number] | undefined
}

function CostMark({ point, x, y, label }: MarkProps) {
  return (
    <g>
      {point.low !== null && point.high !== null && (
        <line class="chart-interval" x1={x} x2={x} y1={y(point.low)} y2={y(point.high)} />
      )}
      <circle class="chart-dot" cx={x} cy={y(point.elo)} r={5} />
      {label && (
        <text class="chart-label chart-halo" x={x} y={label.y} dx={label.shift} text-anchor={label.anchor}>
          {shorten(point.model, NAME)}
        </text>
      )}
    </g>
  )
}

const markOf = (point: CostPoint, x: Scale, y: Scale) => ({
  text: shorten(point.model, NAME),
  x: x(point.cost),
  y: y(point.elo),
  top: y(point.high ?? point.elo),
  bottom: y(point.low ?? point.elo),
})

function costScale(costs: number[]): Scale {
  const [low, high] = extent(costs)
  const range = { from: 16, to: 94 }
  if (low <= 0 || high / low < 10) return linearAcross([0, ...costs], range)
  return scaleLog()
    .domain([low / 1.3, high * 1.3])
    .range([range.from, range.to])
}

/** A logarithmic scale would label every digit; powers of ten with 2 and 5 are enough. */
function costTicks(scale: Scale): number[] {
  const [low = 0] = scale.domain()
  if (low <= 0) return scale.ticks(5)
  return scale.ticks(5).filter((tick) => [1, 2, 5].includes(Number(tick.toExponential(0)[0])))
}
