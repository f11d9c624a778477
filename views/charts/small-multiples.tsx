import { AxisBelow, across, linearAcross, type Scale } from './axis.tsx'
import { ChartFrame, EmptyChart } from './frame.tsx'
import { shorten } from './labels.ts'
import { count, counted, elo, eloInterval } from './numbers.ts'

export type Panel = {
  title: string
  votes: number
  prompts: number
  rows: { model: string; elo: number; low: number | null; high: number | null; votes: number }[]
}

type PanelsProps = { id: string; panels: Panel[]; level: number; method: string }

const TITLE = 'Strength by tag and language'
const ROW = 22
const HEAD = 30
const GAP = 12

/** One small forest plot for each slice of the prompts, all on one scale. */
export function SmallMultiples({ id, panels, level, method }: PanelsProps) {
  if (panels.length === 0) {
    return (
      <EmptyChart
        id={id}
        title={TITLE}
        text="Strengths for each tag and language of the prompts will stand here, from 20 votes of three testers on a slice."
      />
    )
  }
  const rows = panels.flatMap((panel) => panel.rows)
  const scale = linearAcross(
    [1000, ...rows.flatMap((row) => [row.elo, row.low ?? row.elo, row.high ?? row.elo])],
    { from: 36, to: 97 },
  )
  const tops = topsOf(panels)
  const bottom = (tops.at(-1) ?? 0) - GAP
  return (
    <ChartFrame
      id={id}
      title={TITLE}
      description={panels
        .map(
          (panel) => `${panel.title}: ${panel.rows.map((row) => `${row.model} ${elo(row.elo)}`).join(', ')}`,
        )
        .join('; ')}
      caption={`Strength in Elo points on each slice alone, ${counted(panels.length, 'slice')}; 1000 is the average model of the slice. Bars are ${Math.round(level * 100)} % intervals (${method}). With so many looks some differences will be chance: take them as questions, not as findings.`}
      table={{
        head: ['Slice', 'Model', 'Elo', 'Interval', 'Votes'],
        rows: panels.flatMap((panel) =>
          panel.rows.map((row) => [
            panel.title,
            row.model,
            elo(row.elo),
            eloInterval(row.low, row.high),
            count(row.votes),
          ]),
        ),
      }}
      height={bottom + 24}
    >
      <AxisBelow scale={scale} top={0} bottom={bottom} label={elo} />
      <line class="chart-baseline" x1={across(scale)(1000)} x2={across(scale)(1000)} y1={0} y2={bottom} />
      {panels.map((panel, i) => (
        <PanelRows panel={panel} top={tops[i] ?? 0} scale={scale} />
      ))}
    </ChartFrame>
  )
}

function PanelRows({ panel, top, scale }: { panel: Panel; top: number; scale: Scale }) {
  const x = across(scale)
  return (
    <g>
      <text class="chart-label chart-halo" x="0" y={top + 18}>
        <tspan class="chart-name">{shorten(panel.title, 24)}</tspan>
        <tspan class="chart-note" dx="8">
          {counted(panel.votes, 'vote')} on {counted(panel.prompts, 'prompt')}
        </tspan>
      </text>
      {panel.rows.map((row, k) => {
        const y = top + HEAD + (k + 0.5) * ROW
        return (
          <g>
            <text class="chart-label chart-note" x="0" y={y + 4}>
              {shorten(row.model, 15)}
            </text>
            {row.low !== null && row.high !== null && (
              <line class="chart-interval" x1={x(row.low)} x2={x(row.high)} y1={y} y2={y} />
            )}
            <circle class="chart-dot" cx={x(row.elo)} cy={y} r={4} />
          </g>
        )
      })}
    </g>
  )
}

/** Where each panel begins, and after the last one its end. */
function topsOf(panels: Panel[]): number[] {
  const tops = [0]
  for (const panel of panels) tops.push((tops.at(-1) ?? 0) + HEAD + panel.rows.length * ROW + GAP)
  return tops
}
