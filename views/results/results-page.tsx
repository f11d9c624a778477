import { ChartFiles } from '../charts/chart-files.ts'
import { Funnel } from '../charts/funnel.tsx'
import { count } from '../charts/numbers.ts'
import { ProgressBar } from '../charts/progress-bar.tsx'
import { Charts } from './charts.tsx'
import { decide } from './decisions.ts'
import { OptionsForm } from './options-form.tsx'
import type { ResultsProps } from './props.ts'
import { RankingTable } from './ranking-table.tsx'
import { Robustness } from './robustness.tsx'
import { StyleSection } from './style.tsx'
import { SwitchEffects } from './switches.tsx'
import { TesterTable } from './tester-table.tsx'
import { TrustRow } from './trust.tsx'
import { ValueSection } from './value-section.tsx'
import { CleanSwitch, Verdict } from './verdict.tsx'

export function ResultsPage(props: ResultsProps) {
  const { ranking } = props
  if (ranking.models.length < 2) return <OneModel {...props} />
  if (ranking.counts.votes === 0) return <NoVotes {...props} />
  return <Results {...props} />
}

function Results(props: ResultsProps) {
  const { ranking, more, trust } = props
  const decisions = decide(ranking, more)
  return (
    <ChartFiles.Provider value={(id) => `${props.links.charts.path}/${id}.svg?${props.links.charts.query}`}>
      <div class="results">
        <CleanSwitch study={props.study} clean={props.clean} query={props.query} />
        <Verdict study={props.study} ranking={ranking} decisions={decisions} />
        <RankingTable {...props} />
        <OptionsForm {...props} models={ranking.models.map((model) => model.model)} />
        <SwitchEffects {...props} />
        <TrustRow trust={trust} ranking={ranking} />
        <Robustness {...props} />
        <StyleSection {...props} />
        <ValueSection {...props} decisions={decisions} />
        <Charts {...props} decisions={decisions} />
        <ProgressSection {...props} />
        <TesterTable {...props} />
      </div>
    </ChartFiles.Provider>
  )
}

const ProgressSection = ({ progress, funnel }: Pick<ResultsProps, 'progress' | 'funnel'>) => (
  <section>
    <h2>Progress</h2>
    <ProgressBar id="vote-progress" label="votes wanted" done={progress.votes} wanted={progress.wanted} />
    <Funnel id="funnel" steps={funnel} />
  </section>
)

function NoVotes(props: ResultsProps) {
  const { study, ranking } = props
  return (
    <div class="results">
      <section class="empty">
        <h2>No votes yet</h2>
        <p>
          Here you will read which of the {count(ranking.models.length)} models is better, as far as the votes
          can tell, with a ranking, its intervals, and how many more votes would settle what is open.
        </p>
        <p>{firstStep(study.state)}</p>
        <p>
          <a class="button" href={`/studies/${study.slug}/invites`}>
            Invite testers
          </a>
        </p>
      </section>
      <ProgressSection {...props} />
    </div>
  )
}

function firstStep(state: ResultsProps['study']['state']): string {
  if (state === 'draft') return 'Open the study, then send its link to the first tester.'
  if (state === 'open') return 'The study is open: send its link to the first tester.'
  return `The study is ${state}: testers cannot vote now.`
}

function OneModel({ study, ranking }: ResultsProps) {
  const only = ranking.models[0]
  return (
    <div class="results">
      <section class="empty">
        <h2>A comparison takes two models</h2>
        <p>
          {only
            ? `This study has one model, ${only.model}. With outputs of a second one, testers can compare them, and this page will show which is better and how sure that is.`
            : 'This study has no models yet. With outputs of two models or more, testers can compare them, and this page will show which is better and how sure that is.'}
        </p>
        <p>
          <a class="button" href={`/studies/${study.slug}/batches`}>
            Upload outputs
          </a>
        </p>
      </section>
    </div>
  )
}
