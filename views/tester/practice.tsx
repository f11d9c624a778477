import { raw } from 'hono/html'
import type { Outcome } from '../../server/domain/outcome.ts'
import { Choices, choiceLabel } from './choices.tsx'
import { Help, KeySwitch } from './help.tsx'
import { betweenSentences, t, type Ui } from './messages/catalogue.ts'
import { Pair } from './pair.tsx'
import type { BlindPair, PageProps, RatingForm } from './props.ts'
import { TesterShell } from './shell.tsx'

export type PracticeProps = {
  ui: Ui
  action: string
  question: string
  instructionsHtml: string
  pair: BlindPair
  form: RatingForm
  step: number
  of: number
  /** After a choice: what we would have chosen, and why. */
  feedback?: { chosen: Outcome | 'skip'; expected: Outcome; why: string } | null
}

export function PracticePage(props: PageProps & PracticeProps) {
  return (
    <TesterShell ui={props.ui} assets={props.assets} languages={props.languages ?? []} title={props.question}>
      <PracticeBallot {...props} />
    </TesterShell>
  )
}

/** A pair that does not count. Its one form either takes the choice or, after the feedback, goes on. */
export function PracticeBallot(props: PracticeProps) {
  const { ui, pair, form, feedback } = props
  return (
    <main id="screen" data-screen="practice">
      <header class="ask">
        <h1 tabindex={-1} dir="auto" lang={ui.studyLang}>
          {props.question}
        </h1>
        <p class="progress">{t(ui, 'practice.title', { step: props.step, of: props.of })}</p>
      </header>
      {feedback ? <Feedback ui={ui} feedback={feedback} /> : <p class="notice">{t(ui, 'practice.intro')}</p>}
      {!feedback && props.step === 1 && props.instructionsHtml !== '' && (
        <details class="instructions" hx-ignore>
          <summary>
            <h2 class="summary-heading">{t(ui, 'ballot.instructions')}</h2>
          </summary>
          <div class="prose">{raw(props.instructionsHtml)}</div>
        </details>
      )}
      <Pair ui={ui} pair={pair} />
      <form id="ballot" class="vote-bar" method="post" action={props.action} data-continue>
        <input type="hidden" name="comparison" value={pair.comparison} />
        {feedback ? (
          <button type="submit" class="primary">
            {t(ui, props.step < props.of ? 'practice.next' : 'practice.start')}
          </button>
        ) : (
          <Choices ui={ui} form={form} />
        )}
      </form>
      <div class="beside">
        <span class="spacer" />
        {!feedback && <KeySwitch ui={ui} />}
        <Help
          ui={ui}
          form={form}
          hasDifferences={false}
          isPractice
          instructionsHtml={props.instructionsHtml}
        />
      </div>
    </main>
  )
}

function Feedback({ ui, feedback }: { ui: Ui; feedback: NonNullable<PracticeProps['feedback']> }) {
  const agrees = feedback.chosen === feedback.expected
  return (
    <p class={agrees ? 'notice notice-good' : 'notice'} role="status">
      <strong>
        {agrees
          ? t(ui, 'practice.agrees')
          : t(ui, 'practice.differs', { choice: choiceLabel(ui, feedback.expected) })}
      </strong>
      {betweenSentences(ui)}
      <bdi lang={ui.studyLang}>{feedback.why}</bdi>
    </p>
  )
}
