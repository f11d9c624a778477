import { type ScaleContinuousNumeric, scaleLinear } from 'd3-scale'

export type Scale = ScaleContinuousNumeric<number, number>
export type Place = (value: number) => string

/**
 * Horizontal positions are percentages of the drawing's width, so a chart stretches from a phone to a wide
 * screen while its text keeps its size.
 */
export const across = (scale: Scale): Place => {
  return (value) => `${round(scale(value))}%`
}

export const round = (value: number) => Math.round(value * 100) / 100

/** A linear scale that holds all values with some air, from `from` to `to` percent of the width. */
export function linearAcross(values: number[], { from = 3, to = 97 } = {}): Scale {
  const [low, high] = extent(values)
  const air = (high - low || 1) * 0.04
  return scaleLinear()
    .domain([low - air, high + air])
    .range([from, to])
}

export function extent(values: number[]): [number, number] {
  const finite = values.filter(Number.isFinite)
  return finite.length === 0 ? [0, 1] : [Math.min(...finite), Math.max(...finite)]
}

type AxisProps = {
  scale: Scale
  /** Where the grid begins, and where the labels stand. */
  top: number
  bottom: number
  label: (value: number) => string
  ticks?: number[]
}

export function AxisBelow({ scale, top, bottom, label, ticks = scale.ticks(5) }: AxisProps) {
  const x = across(scale)
  return (
    <g class="chart-axis">
      {ticks.map((tick) => (
        <>
          <line class="chart-grid" x1={x(tick)} x2={x(tick)} y1={top} y2={bottom} />
          <text class="chart-tick" x={x(tick)} y={bottom + 16} text-anchor="middle">
            {label(tick)}
          </text>
        </>
      ))}
    </g>
  )
}
