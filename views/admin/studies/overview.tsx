import type { Study } from '../../../server/domain/study.ts'
import type { AfterPlan } from '../../../server/report/after-plan.ts'
import type { Report } from '../../../server/report/report.ts'
import type { StudyPlan } from '../../../server/study/study-plan.ts'
import { count } from '../../charts/numbers.ts'
import { ProgressBar } from '../../charts/progress-bar.tsx'
import { DecisionMeter } from '../../results/table/decision-meter.tsx'
import { verdictWords } from '../../results/words/sentences.ts'
import { Action, Problem } from '../fields.tsx'
import { type Frame, StudyPage } from '../layout.tsx'
import { nextStep } from './next-step.ts'
import { VotePlan } from './vote-plan.tsx'

type Found = Pick<Report, 'ranking' | 'decisions'>
type Standing = {
  plan: StudyPlan | null
  /** Votes that count towards the plan. */
  done: number
  after: AfterPlan | null
  ranOut: boolean
  found: Found | null
}
type OverviewProps = { frame: Frame; study: Study; standing: Standing; problem?: string }

export function OverviewPage({ frame, study, standing, problem }: OverviewProps) {
  const { plan, done, found } = standing
  const mayWrite = frame.viewer.may.includes('studies:write')
  const isRunning = plan !== null && study.state !== 'draft'
  return (
    <StudyPage frame={frame} study={study} tab="Overview">
      <p>{study.question}</p>
      <Problem>{problem}</Problem>
      {mayWrite && <Next study={study} standing={standing} />}
      {plan && !standing.after && study.state !== 'closed' && (
        <VotePlan study={study} plan={plan} mayWrite={mayWrite} />
      )}
      <h2>Progress</h2>
      {isRunning ? (
        <ProgressBar id="vote-progress" label="planned votes" done={done} wanted={plan.planned_votes} />
      ) : (
        <p>Once the study is open, this shows how far the votes are.</p>
      )}
      {found && <SoFar study={study} found={found} />}
      <Counts study={study} />
      {mayWrite && <OtherStates study={study} />}
    </StudyPage>
  )
}

/** What is decided, in a sentence, and how near the rest is. */
function SoFar({ study, found }: { study: Study; found: Found }) {
  const { decisions } = found
  const { headlines, settled, open } = verdictWords(found.ranking, decisions)
  const sentences = [...headlines, ...settled, ...open].slice(0, 2)
  return (
    <section>
      <h2>What the votes say so far</h2>
      {sentences.map((sentence) => (
        <p>{sentence}</p>
      ))}
      <DecisionMeter id="decision-meter" decisions={decisions} />
      <p>
        <a class="button" href={`/studies/${study.slug}/results`}>
          All results
        </a>
      </p>
    </section>
  )
}

function Next({ study, standing }: { study: Study; standing: Standing }) {
  const step = nextStep({ study, ...standing })
  const path = `/studies/${study.slug}`
  return (
    <section class="next-step" aria-label="What to do next">
      <p>{step.sentence}</p>
      {'page' in step ? (
        <p>
          <a class="button primary" href={`${path}${step.page}`}>
            {step.button}
          </a>
        </p>
      ) : (
        <Action {...actionOf(step, path)} kind="primary">
          {step.button}
        </Action>
      )}
    </section>
  )
}

const actionOf = (step: { state: string } | { votesPerPair: number }, path: string) =>
  'state' in step
    ? { action: `${path}/state`, fields: { state: step.state } }
    : { action: `${path}/votes-per-pair`, fields: { votes_per_pair: `${step.votesPerPair}` } }

const countNames = [
  ['models', 'Models'],
  ['prompts', 'Prompts'],
  ['outputs', 'Outputs'],
  ['pairs', 'Pairs laid out'],
  ['testers', 'Testers'],
  ['votes', 'Votes'],
] as const

const Counts = ({ study }: { study: Study }) => (
  <dl class="numbers">
    {countNames.map(([key, name]) => (
      <div>
        <dt>{name}</dt>
        <dd>{count(study.counts[key])}</dd>
      </div>
    ))}
  </dl>
)

function OtherStates({ study }: { study: Study }) {
  const action = `/studies/${study.slug}/state`
  if (study.state === 'draft') return null
  return (
    <div class="actions">
      {study.state === 'open' && (
        <Action action={action} fields={{ state: 'paused' }}>
          Pause
        </Action>
      )}
      {study.state === 'closed' ? (
        <Action action={action} fields={{ state: 'open' }}>
          Open again
        </Action>
      ) : (
        <Action action={action} fields={{ state: 'closed' }} kind="danger">
          Close the study
        </Action>
      )}
    </div>
  )
}
