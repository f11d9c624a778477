import { ChartFrame, EmptyChart } from './frame.tsx'
import { count, percent } from './numbers.ts'

export type FunnelStep = { label: string; people: number }

const ROW = 40

/** How far people got: every step as a share of the first. */
export function Funnel({ id, steps }: { id: string; steps: FunnelStep[] }) {
  const title = 'How far testers got'
  const most = Math.max(...steps.map((step) => step.people), 0)
  if (most === 0) {
    return (
      <EmptyChart
        id={id}
        title={title}
        text="How many people opened the link, agreed, voted and finished will stand here."
      />
    )
  }
  const first = steps[0]?.people ?? 0
  const ofFirst = (people: number) => (first > 0 ? percent(people / first) : '–')
  return (
    <ChartFrame
      id={id}
      title={title}
      description={steps.map((step) => `${step.label}: ${step.people}`).join('; ')}
      caption={`Numbers of people, n = ${count(first)} at the first step. Plain counts: no interval.`}
      table={{
        head: ['Step', 'People', 'Of the first step'],
        rows: steps.map((step) => [step.label, count(step.people), ofFirst(step.people)]),
      }}
      height={steps.length * ROW}
    >
      {steps.map((step, i) => (
        <g>
          <text class="chart-label" x="0" y={i * ROW + 14}>
            <tspan class="chart-name">{step.label}</tspan>
            <tspan class="chart-note" dx="8">
              {count(step.people)}
              {i > 0 && ` · ${ofFirst(step.people)}`}
            </tspan>
          </text>
          <rect class="chart-track" x="0" y={i * ROW + 20} width="100%" height="10" rx="2" />
          <rect
            class="chart-bar"
            x="0"
            y={i * ROW + 20}
            width={`${((100 * step.people) / most).toFixed(2)}%`}
            height="10"
            rx="2"
          />
        </g>
      ))}
    </ChartFrame>
  )
}
