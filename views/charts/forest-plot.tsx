import { AxisBelow, across, linearAcross } from './axis.tsx'
import { ChartFrame, EmptyChart } from './frame.tsx'
import { shorten } from './labels.ts'
import { counted, elo, eloInterval, rankRange } from './numbers.ts'

export type ForestRow = {
  model: string
  elo: number
  low: number | null
  high: number | null
  rankLow: number
  rankHigh: number
  votes: number
  provisional: boolean
}

type ForestProps = {
  id: string
  title?: string
  rows: ForestRow[]
  level: number
  method: string
  /** The model fixed at 1000; without one, 1000 is the average. */
  anchor?: string | null
}

const ROW = 44
const TOP = 6

export function ForestPlot(props: ForestProps) {
  const { id, title = 'Strength of each model', rows, level, method, anchor = null } = props
  if (rows.length === 0) {
    return <EmptyChart id={id} title={title} text="Each model's strength and its interval will stand here." />
  }
  const scale = linearAcross([
    1000,
    ...rows.flatMap((row) => [row.elo, row.low ?? row.elo, row.high ?? row.elo]),
  ])
  const bottom = TOP + rows.length * ROW
  const percent = Math.round(level * 100)
  return (
    <ChartFrame
      id={id}
      title={title}
      description={describe(rows)}
      caption={`Strength in Elo points; 1000 is ${anchor ?? 'the average model'}, 70 points mean an expected score of 60 %. Dots are estimates, bars ${percent} % intervals (${method}).`}
      table={{
        head: ['Model', 'Rank', 'Elo', `${percent} % interval`, 'Votes'],
        rows: rows.map((row) => [
          row.model,
          rankRange(row.rankLow, row.rankHigh),
          elo(row.elo),
          eloInterval(row.low, row.high),
          row.votes,
        ]),
      }}
      height={bottom + 24}
    >
      <AxisBelow scale={scale} top={TOP} bottom={bottom} label={elo} />
      <line class="chart-baseline" x1={across(scale)(1000)} x2={across(scale)(1000)} y1={TOP} y2={bottom} />
      {rows.map((row, i) => (
        <ForestLine row={row} y={TOP + i * ROW} x={across(scale)} />
      ))}
    </ChartFrame>
  )
}

function ForestLine({ row, y, x }: { row: ForestRow; y: number; x: (value: number) => string }) {
  const middle = y + 30
  const notes = [`rank ${rankRange(row.rankLow, row.rankHigh)}`, counted(row.votes, 'vote')]
  if (row.provisional) notes.push('provisional')
  return (
    <g>
      <text class="chart-label chart-halo" x="0" y={y + 15}>
        <tspan class="chart-name">{shorten(row.model, 24)}</tspan>
        <tspan class="chart-note" dx="8">
          {notes.join(' · ')}
        </tspan>
      </text>
      {row.low !== null && row.high !== null && (
        <line class="chart-interval" x1={x(row.low)} x2={x(row.high)} y1={middle} y2={middle} />
      )}
      <circle
        class={row.provisional ? 'chart-dot chart-dot-open' : 'chart-dot'}
        cx={x(row.elo)}
        cy={middle}
        r={5}
      />
    </g>
  )
}

function describe(rows: ForestRow[]): string {
  return rows
    .map((row) => `${row.model}: ${elo(row.elo)}, interval ${eloInterval(row.low, row.high)}`)
    .join('; ')
}
