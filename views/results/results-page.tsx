import { ChartFiles } from '../charts/chart-files.ts'
import { Funnel } from '../charts/funnel.tsx'
import { count, counted } from '../charts/numbers.ts'
import { ProgressBar } from '../charts/progress-bar.tsx'
import { Charts } from './charts.tsx'
import { DataLinks } from './data-links.tsx'
import { Tallies } from './early.tsx'
import { NextStep } from './next-step.tsx'
import { OptionsForm } from './options-form.tsx'
import type { ResultsProps } from './props.ts'
import { Robustness } from './robustness.tsx'
import { StyleSection } from './style.tsx'
import { SwitchEffects } from './switches.tsx'
import { RankingTable } from './table/ranking-table.tsx'
import { TesterTable } from './table/tester-table.tsx'
import { TrustRow } from './trust.tsx'
import { ValueSection } from './value-section.tsx'
import { CleanSwitch, Verdict } from './verdict.tsx'
import { lackingWords, list } from './words/sentences.ts'

export function ResultsPage(props: ResultsProps) {
  const { ranking } = props
  if (ranking.models.length < 2) return <OneModel {...props} />
  if (ranking.counts.votes === 0) return <NoVotes {...props} />
  if (props.decisions.groups.every(({ lacking }) => lacking)) return <TooEarly {...props} />
  return <Results {...props} />
}

function Results(props: ResultsProps) {
  const { ranking } = props
  return (
    <ChartFiles.Provider value={(id) => `${props.links.charts.path}/${id}.svg?${props.links.charts.query}`}>
      <div class="results">
        <CleanSwitch study={props.study} clean={props.clean} query={props.query} />
        <Verdict {...props} />
        <NextStep {...props} />
        <RankingTable {...props} />
        <OptionsForm {...props} models={ranking.models.map((model) => model.model)} />
        <SwitchEffects {...props} />
        <TrustRow {...props} />
        <Robustness {...props} />
        <StyleSection {...props} />
        <ValueSection {...props} />
        <Charts {...props} />
        <ProgressSection {...props} />
        <TesterTable {...props} />
      </div>
    </ChartFiles.Provider>
  )
}

/** What was answered, what is lacking, and nothing that so few votes cannot carry. */
function TooEarly(props: ResultsProps) {
  const { study, clean, query, ranking, decisions } = props
  const groups = decisions.groups.filter(({ models }) => models.length > 1)
  const alone = decisions.groups.flatMap(({ models }) => (models.length > 1 ? [] : models)).sort()
  return (
    <div class="results">
      <CleanSwitch study={study} clean={clean} query={query} />
      <section class="verdict">
        <h2>Too early</h2>
        {groups.map((group) => (
          <>
            <p class="verdict-headline">
              {group.lacking && lackingWords(group.lacking)} to go before {list(group.models.toSorted())} are
              ranked.
            </p>
            <Tallies ranking={ranking} group={group} label={`Answers on ${list(group.models.toSorted())}`} />
          </>
        ))}
        {alone.length > 0 && <p>No vote compares {list(alone, 'disjunction')} with another model yet.</p>}
        <p>
          {counted(ranking.counts.votes, 'vote')} of {counted(ranking.counts.testers, 'tester')} so far. Fewer
          than ten votes, or fewer than three people, may as well be chance: ranks, strengths, checks and
          charts stand here from then on.
        </p>
        <DataLinks links={props.links} position={props.position} />
      </section>
      <ProgressSection {...props} />
    </div>
  )
}

const ProgressSection = ({ progress, funnel }: Pick<ResultsProps, 'progress' | 'funnel'>) => (
  <section>
    <h2>Progress</h2>
    <ProgressBar id="vote-progress" label="votes planned" done={progress.votes} wanted={progress.planned} />
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
