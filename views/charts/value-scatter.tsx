import { scaleLinear, scaleLog } from 'd3-scale'
import { AxisBelow, across, extent, linearAcross, type Scale } from './axis.tsx'
import { ChartFrame, EmptyChart } from './frame.tsx'
import { placeLabels, shorten } from './labels.ts'
import { Mark, shapesOf } from './marks.tsx'
import { amount, count, elo, eloInterval } from './numbers.ts'

export type ValuePoint = {
  model: string
  /** What kind of model it is; each kind has a mark of its own. */
  approach: string | null
  price: number
  elo: number
  low: number | null
  high: number | null
  /** Whether no model that costs as little or less is shown to be better. */
  undominated: boolean
}

type ValueProps = {
  id: string
  kind: 'cost' | 'latency'
  points: ValuePoint[]
  /** How many models have no such price. */
  without: number
  level: number
  method: string
}

const words = {
  cost: {
    title: 'Cost and quality',
    axis: 'cost per 1,000 answers',
    head: 'Cost per 1,000 answers',
    price: 'a cost',
    empty: 'Give the models a cost per 1,000 answers to see it against their strength.',
    less: 'costs no more',
  },
  latency: {
    title: 'Speed and quality',
    axis: 'seconds an answer',
    head: 'Seconds an answer',
    price: 'a latency',
    empty: 'Give the outputs a latency in seconds to see it against the strength of their models.',
    less: 'takes no longer',
  },
} as const

const NAME = 22
const TOP = 34
const BOTTOM = 272
const LEGEND = 20

/** What an answer takes against strength; logarithmic where prices differ tenfold or more. */
export function ValueScatter({ id, kind, points, without, level, method }: ValueProps) {
  const { title, axis, head, price, empty, less } = words[kind]
  if (points.length === 0) return <EmptyChart id={id} title={title} text={empty} />
  const x = priceScale(points.map((point) => point.price))
  const y = scaleLinear()
    .domain(extent(points.flatMap((point) => [point.elo, point.low ?? point.elo, point.high ?? point.elo])))
    .nice(4)
    .range([BOTTOM - 14, TOP])
  const labels = placeLabels(points.map((point) => markOf(point, x, y)))
  const shapes = shapesOf(points.map(({ approach }) => approach))
  const left = without > 0 ? ` ${count(without)} without ${price} left out.` : ''
  const bottom = BOTTOM + 48
  return (
    <ChartFrame
      id={id}
      title={title}
      description={points
        .map(
          (point) =>
            `${point.model}: ${axis} ${amount(point.price)}, strength ${elo(point.elo)}${point.undominated ? '' : ', shown to be worse than one that is cheaper'}`,
        )
        .join('; ')}
      caption={`${head} (as given with the outputs) against strength in Elo points, ${count(points.length)} models.${left} Bars are ${Math.round(level * 100)} % intervals (${method}). Open marks: a model that ${less} is shown to be better.`}
      table={{
        head: ['Model', 'Approach', head, 'Elo', 'Interval', 'Worth considering'],
        rows: points.map((point) => [
          point.model,
          point.approach ?? '–',
          amount(point.price),
          elo(point.elo),
          eloInterval(point.low, point.high),
          point.undominated ? 'yes' : 'no: a better one is not dearer',
        ]),
      }}
      height={bottom + shapes.size * LEGEND}
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
      <AxisBelow scale={x} top={BOTTOM} bottom={BOTTOM} label={amount} ticks={priceTicks(x)} />
      <text class="chart-axis-name" x="100%" y={BOTTOM + 34} text-anchor="end">
        {axis}
      </text>
      {points.map((point, i) => (
        <ValueMark
          point={point}
          shape={shapes.get(point.approach ?? '') ?? 'circle'}
          x={across(x)(point.price)}
          y={y}
          label={labels[i]}
        />
      ))}
      {[...shapes].map(([approach, shape], i) => (
        <g>
          <Mark shape={shape} x="2%" y={bottom + i * LEGEND} open={false} />
          <text class="chart-label" x="2%" dx="12" y={bottom + i * LEGEND + 4}>
            {approach}
          </text>
        </g>
      ))}
    </ChartFrame>
  )
}

type MarkProps = {
  point: ValuePoint
  shape: Parameters<typeof Mark>[0]['shape']
  x: string
  y: Scale
  label: ReturnType<typeof placeLabels>[number] | undefined
}

function ValueMark({ point, shape, x, y, label }: MarkProps) {
  return (
    <g>
      {point.low !== null && point.high !== null && (
        <line class="chart-interval" x1={x} x2={x} y1={y(point.low)} y2={y(point.high)} />
      )}
      <Mark shape={shape} x={x} y={y(point.elo)} open={!point.undominated} />
      {label && (
        <text class="chart-label chart-halo" x={x} y={label.y} dx={label.shift} text-anchor={label.anchor}>
          {shorten(point.model, NAME)}
        </text>
      )}
    </g>
  )
}

const markOf = (point: ValuePoint, x: Scale, y: Scale) => ({
  text: shorten(point.model, NAME),
  x: x(point.price),
  y: y(point.elo),
  top: y(point.high ?? point.elo),
  bottom: y(point.low ?? point.elo),
})

function priceScale(prices: number[]): Scale {
  const [low, high] = extent(prices)
  const range = { from: 16, to: 94 }
  if (low <= 0 || high / low < 10) return linearAcross([0, ...prices], range)
  return scaleLog()
    .domain([low / 1.3, high * 1.3])
    .range([range.from, range.to])
}

/** A logarithmic scale would label every digit; powers of ten with 2 and 5 are enough. */
function priceTicks(scale: Scale): number[] {
  const [low = 0] = scale.domain()
  if (low <= 0) return scale.ticks(5)
  return scale.ticks(5).filter((tick) => [1, 2, 5].includes(Number(tick.toExponential(0)[0])))
}
