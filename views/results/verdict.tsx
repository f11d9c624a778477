import { count, counted } from '../charts/numbers.ts'
import { Drawer } from './drawer.tsx'
import type { ResultsProps } from './props.ts'
import { explainDecisions } from './words/explanations.ts'
import { effectiveVotesSentence, lossSentence, verdictWords } from './words/sentences.ts'

type VerdictProps = Pick<ResultsProps, 'study' | 'ranking' | 'decisions' | 'loss'>

/** The decisions in sentences, before any number. */
export function Verdict({ study, ranking, decisions, loss }: VerdictProps) {
  const { headlines, settled, open } = verdictWords(ranking, decisions)
  return (
    <section class="verdict">
      <h2>{study.state === 'closed' ? 'What the votes say' : 'What the votes say so far'}</h2>
      {headlines.map((sentence) => (
        <p class="verdict-headline">{sentence}</p>
      ))}
      <ul class="verdict-list">
        {settled.map((sentence) => (
          <li class="verdict-settled">{sentence}</li>
        ))}
        {open.map((sentence) => (
          <li class="verdict-open">{sentence}</li>
        ))}
      </ul>
      <p>
        {lossSentence(loss, decisions)} {effectiveVotesSentence(ranking)} {interimSentence(study.state)}
      </p>
      {ranking.warnings.length > 0 && (
        <ul class="warnings" aria-label="Warnings">
          {ranking.warnings.map((warning) => (
            <li>{warning}</li>
          ))}
        </ul>
      )}
      <Drawer about="these sentences" explanation={explainDecisions(ranking, decisions)} />
    </section>
  )
}

const interimSentence = (state: ResultsProps['study']['state']) =>
  state === 'closed'
    ? 'The study is closed; these are its final votes.'
    : 'Votes may still come in. What is settled here may be relied on now; everything else may change.'

export function CleanSwitch({ study, clean, query }: Pick<ResultsProps, 'study' | 'clean' | 'query'>) {
  const { clean: _, ...rest } = query
  const href = (more: Record<string, string>) =>
    `/studies/${study.slug}/results?${new URLSearchParams({ ...rest, ...more })}`
  return (
    <nav class="switch" aria-label="Which votes count">
      <a href={href({})} aria-current={clean.on ? undefined : 'true'}>
        All votes
      </a>
      <a href={href({ clean: '1' })} aria-current={clean.on ? 'true' : undefined}>
        Clean votes
      </a>
      <span class="switch-note">
        {clean.excludedVotes === 0
          ? 'Nothing is excluded: both are the same.'
          : `${counted(clean.excludedVotes, 'vote')} ${clean.on ? 'left out by the exclusion rules' : 'would be left out by the exclusion rules'}.`}
      </span>
    </nav>
  )
}

type MomentProps = Pick<ResultsProps, 'study' | 'position' | 'latest' | 'query'>

/** When what is shown is not how the votes stand at this moment. */
export function MomentNote({ study, position, latest, query }: MomentProps) {
  if (position >= latest) return null
  const { position: fixed, ...rest } = query
  const now = `/studies/${study.slug}/results?${new URLSearchParams(rest)}`
  if (fixed !== undefined) {
    return (
      <p class="note">
        As the answers stood at number {count(position)}; {counted(latest - position, 'answer')} came later.{' '}
        <a href={now}>Results now</a>
      </p>
    )
  }
  return (
    <p class="note" role="status">
      Computed at answer {count(position)}; {counted(latest - position, 'newer answer')} being worked in.{' '}
      <a href={now}>Reload</a>
    </p>
  )
}
