import { Choices, choiceLabel } from './choices.tsx'
import { type Finishing, FinishMenu } from './finish.tsx'
import { Help, KeySwitch } from './help.tsx'
import { Key } from './key.tsx'
import { betweenSentences, number, t, type Ui } from './messages/catalogue.ts'
import { Pair } from './pair.tsx'
import type { BlindPair, PageProps, Progress, RatingForm, Typed } from './props.ts'
import { asksAfter, Questions } from './questions.tsx'
import { TesterShell } from './shell.tsx'
import { SkipForm, SkipMenu } from './skip.tsx'
import { upgraded } from './upgraded.ts'

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
  /** Where finishing posts to and what it means now; left out where it is not offered. */
  finish?: Finishing | null
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
      <Ask {...props} />
      <Pair ui={ui} pair={pair} />
      <Questions ui={ui} form={form} ballot="ballot" typed={typed} />
      <form
        id="ballot"
        class="vote-bar"
        method="post"
        action={`${base}/votes`}
        data-asks-after={asksAfter(form)}
        {...upgraded(`${base}/votes`)}
      >
        <input type="hidden" name="comparison" value={pair.comparison} />
        <input type="hidden" name="claims" value="" />
        <NothingOnEnter />
        <JustSaved {...props} />
        <Notices ui={ui} />
        {typed.choice && (
          <p class="earlier">{t(ui, 'ballot.earlier', { choice: choiceLabel(ui, typed.choice) })}</p>
        )}
        <Choices ui={ui} form={form} chosen={typed.choice}>
          <SkipMenu ui={ui} skipsLeft={props.skipsLeft} kind="skip" />
          <button type="button" class="quiet more" popovertarget="more">
            {t(ui, 'ballot.more')}
          </button>
        </Choices>
      </form>
      <SkipForm base={base} comparison={pair.comparison} />
      <Beside {...props} />
    </main>
  )
}

function Ask({ ui, question, progress }: BallotProps) {
  return (
    <header class="ask">
      <h1 tabindex={-1} dir="auto" lang={ui.studyLang}>
        {question}
      </h1>
      <p class="progress">
        {progress.total !== null && (
          <progress max={progress.total} value={progress.answered} aria-hidden="true" />
        )}
        <span>{progressLine(ui, progress)}</span>
      </p>
      <button type="button" class="quiet open-help" data-open-help aria-label={t(ui, 'ballot.help')}>
        ?
      </button>
    </header>
  )
}

const undoForm = 'undo-last'

/** In reach of the thumb that chose; a script puts it away after a while, and the menu keeps it. */
function JustSaved(props: BallotProps) {
  return (
    <div class="just-saved" data-just-saved>
      <p role="status">{statusLine(props)}</p>
      {props.undo && (
        <button type="submit" form={undoForm} class="quiet">
          {t(props.ui, 'ballot.undoNow')}
        </button>
      )}
    </div>
  )
}

const failures = { vote: 'ballot.notSaved', skip: 'ballot.notSkipped', undo: 'ballot.notUndone' } as const

/** What a script shows when it comes to that. */
function Notices({ ui }: { ui: Ui }) {
  return (
    <>
      {Object.entries(failures).map(([what, words]) => (
        <p class="notice notice-bad" data-not-saved={what} role="alert" hidden>
          {t(ui, words)}
        </p>
      ))}
      {(['a', 'b'] as const).map((side) => (
        <p class="notice notice-warn" data-unseen={side} role="alert" hidden>
          {t(ui, 'ballot.unseen', { side: t(ui, `ballot.${side}`) })}
        </p>
      ))}
    </>
  )
}

/** A row on a wide window, a menu on a phone; without a script, the end of the page. */
function Beside(props: BallotProps) {
  const { ui, base } = props
  return (
    <div class="beside" id="more" popover="auto">
      {props.undo && (
        <form id={undoForm} method="post" action={`${base}/undo`} data-undo {...upgraded(`${base}/undo`)}>
          <input type="hidden" name="comparison" value={props.undo} />
          <button type="submit" class="quiet" aria-keyshortcuts="U">
            {t(ui, 'ballot.undo')} <Key>U</Key>
          </button>
        </form>
      )}
      <SkipMenu ui={ui} skipsLeft={props.skipsLeft} kind="report" />
      {props.pause && (
        <a class="button quiet" href={props.pause}>
          {t(ui, 'ballot.pause')}
        </a>
      )}
      {props.finish && <FinishMenu ui={ui} finish={props.finish} />}
      <span class="spacer" />
      <KeySwitch ui={ui} />
      <Help
        ui={ui}
        form={props.form}
        hasDifferences={props.pair.differences !== undefined}
        instructionsHtml={props.instructionsHtml}
      />
    </div>
  )
}

/**
 * Enter in a box presses a form's first button that can be pressed. This one does nothing, since it would answer a
 * dialog and stands in none; so Enter cannot be a vote by mistake.
 */
const NothingOnEnter = () => <button type="submit" formmethod="dialog" hidden />

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
