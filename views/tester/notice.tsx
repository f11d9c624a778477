import type { Outcome } from '../../server/domain/outcome.ts'
import { choiceLabel } from './choices.tsx'
import { Completion } from './completion.tsx'
import { t, type Ui } from './messages/catalogue.ts'
import type { PageProps } from './props.ts'
import { TesterShell } from './shell.tsx'

export type NoticeKind =
  | 'unknown'
  | 'invite'
  | 'foreign'
  | 'not_open'
  | 'paused'
  | 'closed'
  | 'lapsed'
  | 'answered'
  | 'undo'
  | 'skips'
  | 'invalid'
  | 'too_large'
  | 'unavailable'
  | 'failed'
  | 'unconfirmed'
  | 'declined'
  | 'withdrawn'

export type Earned = { answered: number; completion: { code: string; returnTo: string } | null }

export type NoticeProps = {
  ui: Ui
  kind: NoticeKind
  /** The choice that was not taken, so that it is not lost. */
  choice?: Outcome | null
  /** What was answered before and counts, where that is why. */
  kept?: Outcome | 'skip' | null
  /** What was written beside it: without a script it stands nowhere else any more. */
  comment?: string
  /** What was answered before a study closed or paused, and what that is worth. */
  earned?: Earned | null
  /** Sends the same form once more. */
  retry?: { action: string; fields: [name: string, value: string][] } | null
  continueHref?: string | null
}

export function NoticePage(props: PageProps & NoticeProps) {
  const title = t(props.ui, `notice.${props.kind}.title`)
  return (
    <TesterShell ui={props.ui} assets={props.assets} languages={props.languages ?? []} title={title}>
      <Notice {...props} />
    </TesterShell>
  )
}

/** A refusal: what was wrong, what is stored, what to do. */
export function Notice({ ui, kind, choice, kept, comment, earned, retry, continueHref }: NoticeProps) {
  return (
    <main id="screen" data-notice={kind} class="column">
      <h1 tabindex={-1}>{t(ui, `notice.${kind}.title`)}</h1>
      <p>{t(ui, `notice.${kind}.wrong`)}</p>
      {choice && <p>{t(ui, 'notice.choice', { choice: choiceLabel(ui, choice) })}</p>}
      {comment && <blockquote dir="auto">{comment}</blockquote>}
      <h2>{t(ui, 'notice.stored')}</h2>
      <p>{t(ui, `notice.${kind}.stored`)}</p>
      {kept && <p>{t(ui, 'notice.kept', { choice: nameOf(ui, kept) })}</p>}
      {earned && <Earnings ui={ui} earned={earned} kind={kind} />}
      <h2>{t(ui, 'notice.next')}</h2>
      <p>{t(ui, `notice.${kind}.next`)}</p>
      <div class="actions">
        {retry && (
          <form method="post" action={retry.action}>
            {retry.fields.map(([name, value]) => (
              <input type="hidden" name={name} value={value} />
            ))}
            <button type="submit" class="primary">
              {t(ui, 'notice.sendAgain')}
            </button>
          </form>
        )}
        {continueHref && (
          <a class="button" href={continueHref}>
            {t(ui, 'notice.continue')}
          </a>
        )}
      </div>
    </main>
  )
}

function Earnings({ ui, earned, kind }: { ui: Ui; earned: Earned; kind: NoticeKind }) {
  return (
    <>
      <p>{t(ui, 'ballot.progressOpen', { count: earned.answered })}</p>
      {earned.completion && <Completion ui={ui} completion={earned.completion} />}
      {earned.completion && kind === 'paused' && <p>{t(ui, 'notice.soFar')}</p>}
    </>
  )
}

const nameOf = (ui: Ui, answer: Outcome | 'skip') =>
  answer === 'skip' ? t(ui, 'ballot.skipped') : choiceLabel(ui, answer)
