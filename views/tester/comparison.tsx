import { Choices, choiceLabel } from './choices.tsx'
import { Help, KeySwitch } from './help.tsx'
import { Key } from './key.tsx'
import { betweenSentences, number, t, type Ui } from './messages/catalogue.ts'
import { Pair } from './pair.tsx'
import type { BlindPair, PageProps, Progress, RatingForm, Typed } from './props.ts'
import { asksMore, Questions } from './questions.tsx'
import { TesterShell } from './shell.tsx'

export type BallotProps = {
  ui: Ui
  /** `/s/KEY`, to which the forms add `/votes`, `/skips`, `/undo`. */
  base: string
  question: string
  instructionsHtml: string
  pair: BlindPair
  form: RatingForm
  progress: Progress
  /** What just happened to the answer before this one. */
  saved?: 'voted' | 'skipped' | 'undone' | null
  /** The comparison answered last, where it can still be reopened. */
  undo?: string | null
  skipsLeft: number
  /** What was typed before a refusal, or the answer that was reopened. */
  typed?: Typed
  /** Where a pause is shown to whoever asks for one. */
  pause?: string | null
  /** Where "Finish now" posts to; left out where the study does not offer it. */
  finish?: string | null
}

export function ComparisonPage(props: PageProps & BallotProps) {
  return (
    <TesterShell ui={props.ui} assets={props.assets} languages={props.languages ?? []} title={props.question}>
      <Ballot {...props} />
    </TesterShell>
  )
}

/** One comparison: the fragment that answers a vote, and the body of the page. */
export function Ballot(props: BallotProps) {
  const { ui, base, pair, form, typed = {} } = props
  return (
    <main id="screen" data-screen="comparison">
      <header class="ask">
        <h1 tabindex={-1} dir="auto" lang={ui.studyLang}>
          {props.question}
        </h1>
        <p class="progress">{progressLine(ui, props.progress)}</p>
      </header>
      <p class="status" role="status">
        {statusLine(props)}
      </p>
      <Pair ui={ui} pair={pair} />
      <Questions ui={ui} form={form} ballot="ballot" typed={typed} />
      <form
        id="ballot"
        class="vote-bar"
        method="post"
        action={`${base}/votes`}
        data-asks-more={asksMore(form) ? '' : undefined}
        {...upgraded(`${base}/votes`)}
      >
        <input type="hidden" name="comparison" value={pair.comparison} />
        <input type="hidden" name="claims" value="" />
        <NothingOnEnter />
        <p class="notice notice-bad" data-not-saved role="alert" hidden>
          {t(ui, 'ballot.notSaved')}
        </p>
        {typed.choice && (
          <p class="earlier">{t(ui, 'ballot.earlier', { choice: choiceLabel(ui, typed.choice) })}</p>
        )}
        <Choices ui={ui} form={form} chosen={typed.choice} />
        <p class="marked" data-marked hidden>
          <span role="status">{t(ui, 'ballot.marked')}</span>{' '}
          <span class="with-keys" aria-hidden="true">
            <kbd>{t(ui, 'ballot.keyEnter')}</kbd>
          </span>
        </p>
      </form>
      <div class="beside">
        {props.undo && (
          <form method="post" action={`${base}/undo`} data-undo {...upgraded(`${base}/undo`)}>
            <input type="hidden" name="comparison" value={props.undo} />
            <button type="submit" class="quiet" aria-keyshortcuts="U">
              {t(ui, 'ballot.undo')} <Key>U</Key>
            </button>
          </form>
        )}
        <Skip {...props} comparison={pair.comparison} kind="skip" />
        <Skip {...props} comparison={pair.comparison} kind="report" />
        {props.pause && (
          <a class="button quiet" href={props.pause}>
            {t(ui, 'ballot.pause')}
          </a>
        )}
        {props.finish && (
          <form method="post" action={props.finish}>
            <button type="submit" class="quiet">
              {t(ui, 'ballot.finish')}
            </button>
          </form>
        )}
        <span class="spacer" />
        <KeySwitch ui={ui} />
        <Help
          ui={ui}
          form={form}
          hasDifferences={pair.differences !== undefined}
          instructionsHtml={props.instructionsHtml}
        />
      </div>
    </main>
  )
}

/**
 * Enter in a box presses a form's first button that can be pressed. This one does nothing, since it would answer a
 * dialog and stands in none; so Enter cannot be a vote by mistake.
 */
const NothingOnEnter = () => <button type="submit" formmethod="dialog" hidden />

const reasons = {
  skip: [
    ['cannot_judge', 'ballot.cannotJudge'],
    ['language', 'ballot.language'],
    ['other', 'ballot.other'],
  ],
  report: [
    ['broken', 'ballot.broken'],
    ['offensive', 'ballot.offensive'],
  ],
} as const

type SkipProps = Pick<BallotProps, 'ui' | 'base' | 'skipsLeft'> & {
  comparison: string
  kind: 'skip' | 'report'
}

function Skip({ ui, base, skipsLeft, comparison, kind }: SkipProps) {
  return (
    <details class="menu" name="menu" data-skip={kind === 'skip' ? '' : undefined}>
      <summary aria-keyshortcuts={kind === 'skip' ? 'S' : undefined}>
        {t(ui, kind === 'skip' ? 'ballot.skip' : 'ballot.report')}
        {kind === 'skip' && <Key>S</Key>}
      </summary>
      {skipsLeft === 0 ? (
        <p class="menu-body">{t(ui, 'ballot.noSkipsLeft')}</p>
      ) : (
        <form class="menu-body" method="post" action={`${base}/skips`} {...upgraded(`${base}/skips`)}>
          <input type="hidden" name="comparison" value={comparison} />
          <input type="hidden" name="claims" value="" />
          <fieldset>
            <legend>{t(ui, kind === 'skip' ? 'ballot.skipWhy' : 'ballot.reportWhat')}</legend>
            {reasons[kind].map(([value, label]) => (
              <button type="submit" name="reason" value={value}>
                {t(ui, label)}
              </button>
            ))}
          </fieldset>
          <p class="hint">{t(ui, 'ballot.skipsLeft', { count: skipsLeft })}</p>
        </form>
      )}
    </details>
  )
}

/** With htmx the answer replaces the screen in place; without it the form posts and is redirected. */
export function upgraded(action: string) {
  return {
    'hx-post': action,
    'hx-target': '#screen',
    'hx-swap': 'outerHTML',
    'hx-sync': '#screen:drop',
  }
}

export function progressLine(ui: Ui, progress: Progress): string {
  const { answered, total, minutesLeft } = progress
  const place =
    total === null
      ? t(ui, 'ballot.progressOpen', { count: answered })
      : t(ui, 'ballot.progress', { done: Math.min(answered + 1, total), total })
  return minutesLeft === null ? place : `${place} · ${t(ui, 'ballot.minutesLeft', { count: minutesLeft })}`
}

function statusLine({ ui, saved, progress }: BallotProps): string {
  if (saved === 'undone') return t(ui, 'ballot.undone')
  if (saved !== 'voted' && saved !== 'skipped') return ''
  const word = t(ui, saved === 'voted' ? 'ballot.saved' : 'ballot.skipped')
  if (progress.total === null) return word
  const next = Math.min(progress.answered + 1, progress.total)
  return (
    word + betweenSentences(ui) + t(ui, 'ballot.progress', { done: next, total: number(ui, progress.total) })
  )
}
