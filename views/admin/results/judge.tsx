import type { Study } from '../../../server/domain/study.ts'
import type { Assessment, Difference } from '../../../server/results/judging.ts'
import { coefficient, count, counted, percent, percentInterval } from '../../charts/numbers.ts'
import { type Frame, StudyPage } from '../layout.tsx'

type JudgeProps = { frame: Frame; study: Study; path: string; assessment: Assessment }

export function JudgePage({ frame, study, path, assessment }: JudgeProps) {
  const { judge, part, report, prompts } = assessment
  return (
    <StudyPage frame={frame} study={study} tab="Judges">
      <h2>{judge}</h2>
      <p>
        {counted(report.items, 'pair')} of {counted(prompts, 'prompt')} that both the judge and people have
        looked at. <PartLinks path={path} part={part} />
      </p>
      <Figures assessment={assessment} />
      <p class="hint">
        Agreement counts pairs that both decided; people's word is the side more of them chose. A judge that
        changes its mind when the sides are swapped has called a tie. Intervals are 95 %, by bootstrap over
        prompts (seed 1), never narrower than Wilson's; shares of verdicts have Wilson intervals.
      </p>
      <Differences differences={assessment.differences} judge={judge} />
      <Next assessment={assessment} />
    </StudyPage>
  )
}

const PartLinks = ({ path, part }: { path: string; part: Assessment['part'] }) =>
  part === 'all' ? (
    <>
      If the judge was tuned on this study's votes, look at{' '}
      <a href={`${path}?part=held_out`}>held-out prompts only</a>.
    </>
  ) : (
    <>
      Only prompts that the export filter <code>split=train=0.7,test=0.3</code> puts into test.{' '}
      <a href={path}>All prompts</a>
    </>
  )

function Figures({ assessment: { report, intervals, ceiling } }: { assessment: Assessment }) {
  const interval = (bounds: { low: number; high: number } | null) =>
    bounds ? `[${coefficient(bounds.low)}, ${coefficient(bounds.high)}]` : 'too few prompts'
  const range = (bounds: { low?: number; high?: number } | null) =>
    bounds?.low === undefined ? 'too few prompts' : percentInterval(bounds.low, bounds.high ?? null)
  const rows: [string, string, string, string][] = [
    [
      'Agreement with people, both decided',
      percent(report.agreement?.share ?? null),
      range(intervals.agreement),
      count(report.agreement?.total ?? 0),
    ],
    [
      'People with each other (the ceiling)',
      percent(ceiling?.share ?? null),
      range(ceiling),
      count(ceiling?.total ?? 0),
    ],
    ['Cohen’s κ, with ties', coefficient(report.kappa), interval(intervals.kappa), count(report.items)],
    [
      'Cohen’s κ, both decided',
      coefficient(report.kappaDecisive),
      interval(intervals.kappaDecisive),
      count(report.agreement?.total ?? 0),
    ],
    [
      'Same verdict with sides swapped',
      percent(report.swapConsistency?.share ?? null),
      report.swapConsistency ? range(report.swapConsistency) : 'not asked in both orders',
      count(report.swapConsistency?.total ?? 0),
    ],
    [
      'First side chosen',
      percent(report.firstPosition?.share ?? null),
      report.firstPosition ? range(report.firstPosition) : 'no order known',
      count(report.firstPosition?.total ?? 0),
    ],
  ]
  return (
    <section class="table-scroll" tabindex={0} aria-label="The judge beside people">
      <table>
        <thead>
          <tr>
            <th scope="col">Figure</th>
            <th scope="col">Value</th>
            <th scope="col">95 %</th>
            <th scope="col">n</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, value, bounds, n]) => (
            <tr>
              <th scope="row">{name}</th>
              <td>{value}</td>
              <td>{bounds}</td>
              <td>{n}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const Differences = ({ differences, judge }: { differences: Difference[]; judge: string }) =>
  differences.length === 0 ? null : (
    <section>
      <h3>Where people and {judge} differ</h3>
      <PairTable label="Where they differ" rows={differences} />
    </section>
  )

const Next = ({ assessment: { next } }: { assessment: Assessment }) =>
  next.length === 0 ? null : (
    <section>
      <h3>Worth a person's minute next</h3>
      <p class="hint">Pairs with the fewest votes, first those on which the judge contradicts itself.</p>
      <PairTable label="Worth labelling next" rows={next} />
    </section>
  )

const PairTable = ({ label, rows }: { label: string; rows: Difference[] }) => (
  <section class="table-scroll" tabindex={0} aria-label={label}>
    <table>
      <thead>
        <tr>
          <th scope="col">Prompt</th>
          <th scope="col">Outputs of</th>
          <th scope="col">People</th>
          <th scope="col">Judge</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ promptId, question, modelLo, modelHi, people, verdict }) => (
          <tr>
            <th scope="row">
              <code>{promptId}</code> <span dir="auto">{shortened(question)}</span>
            </th>
            <td>
              {modelLo} and {modelHi}
            </td>
            <td>
              {people.lo} : {people.hi}
              {people.other > 0 && `, ${people.other} neither`}
            </td>
            <td>{verdict === 0 ? 'neither' : verdict === 1 ? modelLo : modelHi}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

const shortened = (text: string) => (text.length > 120 ? `${text.slice(0, 119).trimEnd()} …` : text)
