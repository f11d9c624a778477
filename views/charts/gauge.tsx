import { scaleLinear } from 'd3-scale'
import { AxisBelow, across } from './axis.tsx'
import { ChartFrame, EmptyChart } from './frame.tsx'
import { count, percent, percentInterval } from './numbers.ts'

export type Share = { share: number; low: number | null; high: number | null; total: number }

type GaugeProps = {
  id: string
  title: string
  /** What the share is a share of, e.g. "decisive votes". */
  of: string
  value: Share | null
  method: string
  /** Drawn as a line: the value a fair study would have. */
  expected?: number
  /** What it means when the interval leaves out the expected value. */
  reading: string
}

/** One share with its interval on a line from 0 to 100 %. */
export function Gauge({ id, title, of, value, method, expected, reading }: GaugeProps) {
  if (!value || value.total === 0)
    return <EmptyChart id={id} title={title} text={`No ${of} yet. ${reading}`} />
  const scale = scaleLinear().domain([0, 1]).range([5, 93])
  const x = across(scale)
  return (
    <ChartFrame
      id={id}
      title={title}
      description={`${percent(value.share)} of ${count(value.total)} ${of}, interval ${percentInterval(value.low, value.high)}`}
      caption={`${percent(value.share)} ${percentInterval(value.low, value.high)} of ${count(value.total)} ${of}; ${method}. ${reading}`}
      table={{
        head: ['Measure', 'Share', 'Interval', 'n'],
        rows: [[title, percent(value.share), percentInterval(value.low, value.high), count(value.total)]],
      }}
      height={52}
    >
      <AxisBelow scale={scale} top={8} bottom={32} label={percent} ticks={[0, 0.25, 0.5, 0.75, 1]} />
      {expected !== undefined && (
        <line class="chart-baseline" x1={x(expected)} x2={x(expected)} y1={4} y2={36} />
      )}
      {value.low !== null && value.high !== null && (
        <line class="chart-interval" x1={x(value.low)} x2={x(value.high)} y1={20} y2={20} />
      )}
      <circle class="chart-dot" cx={x(value.share)} cy={20} r={5} />
    </ChartFrame>
  )
}

type SideBiasProps = {
  id: string
  value: Share | null
  method: string
  /** Whether the ranking fits an order effect. */
  isTakenOut: boolean
}

export const SideBiasGauge = ({ id, value, method, isTakenOut }: SideBiasProps) => (
  <Gauge
    id={id}
    title="First side chosen"
    of="decisive votes"
    value={value}
    method={method}
    expected={0.5}
    reading={`Both sides are shown equally often, so this should be near 50 %; the ranking ${isTakenOut ? 'already accounts' : 'does not account'} for the difference.`}
  />
)
