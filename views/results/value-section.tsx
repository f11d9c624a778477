import { ValueScatter } from '../charts/value-scatter.tsx'
import { Drawer } from './drawer.tsx'
import type { ResultsProps } from './props.ts'
import { type Kind, valuePoints, valueWords } from './value.ts'
import { explainValue } from './words/explanations.ts'
import { methodWords } from './words/method.ts'

type ValueProps = Pick<ResultsProps, 'ranking' | 'models' | 'decisions'>

/** Strength against what an answer costs and how long it takes. */
export function ValueSection({ ranking, models, decisions }: ValueProps) {
  const shown = (['cost', 'latency'] as const).map((kind) => ({
    kind,
    points: valuePoints(ranking, models, { decisions, kind }),
  }))
  return (
    <section class="charts">
      <h2>Is the dearer model worth it?</h2>
      {shown.map(({ kind, points }) => (
        <div>
          <ValueScatter
            id={chartIds[kind]}
            kind={kind}
            points={points}
            without={ranking.models.length - points.length}
            level={ranking.method.level}
            method={methodWords(ranking.method)}
          />
          {valueWords(points, { decisions, kind }).map((sentence) => (
            <p>{sentence}</p>
          ))}
        </div>
      ))}
      <Drawer about="these sentences on cost and speed" explanation={explainValue(ranking)} />
    </section>
  )
}

const chartIds: Record<Kind, string> = { cost: 'cost-quality', latency: 'latency-quality' }
