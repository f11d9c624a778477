import type { Child } from 'hono/jsx'
import { ChartFrame, type ChartTable } from './frame.tsx'
import { shorten } from './labels.ts'

export type HeatCell = {
  /** `high` and `low` are the two ends of the diverging pair, `amount` the single hue. */
  hue: 'high' | 'low' | 'amount'
  /** 0 to 1: how much of the hue. */
  depth: number
  text: string
  note?: string
  hatched: boolean
}

type HeatMapProps = {
  id: string
  title: string
  description: string
  caption: string
  table: ChartTable
  models: string[]
  /** `null` where there is nothing to show. */
  cell: (row: number, column: number) => HeatCell | null
  children?: Child
}

const LABEL = 124
const WIDTH = 50
const HEIGHT = 40
const TOP = 24
const DEEPEST = 0.72

/** A grid of models by models. Columns carry the row's number, so that no name has to be turned on its side. */
export function HeatMap(props: HeatMapProps) {
  const { id, title, description, caption, table, models, cell, children } = props
  return (
    <ChartFrame
      id={id}
      title={title}
      description={description}
      caption={caption}
      table={table}
      width={LABEL + models.length * WIDTH + 2}
      height={TOP + models.length * HEIGHT + 2}
    >
      <defs>
        <pattern id={`${id}-hatch`} width="6" height="6" patternUnits="userSpaceOnUse">
          <path class="chart-hatch" d="M0 6 L6 0" />
        </pattern>
      </defs>
      {models.map((_, column) => (
        <text class="chart-tick" x={LABEL + (column + 0.5) * WIDTH} y={TOP - 8} text-anchor="middle">
          {column + 1}
        </text>
      ))}
      {models.map((model, row) => (
        <g>
          <text class="chart-label" x="0" y={TOP + (row + 0.5) * HEIGHT + 4}>
            {row + 1} {shorten(model, 15)}
          </text>
          {models.map((_, column) => (
            <Square id={id} cell={cell(row, column)} row={row} column={column} />
          ))}
        </g>
      ))}
      {children}
    </ChartFrame>
  )
}

type SquareProps = { id: string; cell: HeatCell | null; row: number; column: number }

function Square({ id, cell, row, column }: SquareProps) {
  const x = LABEL + column * WIDTH
  const y = TOP + row * HEIGHT
  const box = { x: x + 1, y: y + 1, width: WIDTH - 2, height: HEIGHT - 2 }
  if (!cell) return <rect class={row === column ? 'chart-diagonal' : 'chart-hole'} {...box} />
  const middle = x + WIDTH / 2
  return (
    <g>
      <rect class={`chart-${cell.hue}`} fill-opacity={(cell.depth * DEEPEST).toFixed(3)} {...box} />
      {cell.hatched && <rect fill={`url(#${id}-hatch)`} {...box} />}
      <text class="chart-value" x={middle} y={y + (cell.note ? 18 : 24)} text-anchor="middle">
        {cell.text}
      </text>
      {cell.note && (
        <text class="chart-cell-note" x={middle} y={y + 32} text-anchor="middle">
          {cell.note}
        </text>
      )}
    </g>
  )
}
