import { Completion } from './completion.tsx'
import { type MessageKey, t, type Ui } from './messages/catalogue.ts'
import { Report } from './personal-report.tsx'
import type { PageProps, PersonalReport } from './props.ts'
import { TesterShell } from './shell.tsx'
import { upgraded } from './upgraded.ts'

const why = {
  enough: 'done.enough',
  no_pairs: 'done.noPairs',
  time: 'done.time',
  stopped: 'done.stopped',
  closed: 'done.closed',
} as const satisfies Record<string, MessageKey>

export type DoneProps = {
  ui: Ui
  base: string
  reason: keyof typeof why
  /** Null until there is something to say. */
  report: PersonalReport | null
  /** A panel's code, the address to go back to, or both; an empty one is not shown. */
  completion?: { code: string; returnTo?: string | null } | null
  /** The comparison answered last, where it can still be reopened. */
  undo?: string | null
  /** Where somebody who stopped early goes on after all. */
  goOn?: string | null
  /** What the exports call this tester. */
  name?: string
  /** Where this tester's own votes can be fetched, and where a withdrawal is posted. */
  votesHref?: string | null
  withdraw?: string | null
}

export function DonePage(props: PageProps & DoneProps) {
  const title = t(props.ui, 'done.title')
  return (
    <TesterShell ui={props.ui} assets={props.assets} languages={props.languages ?? []} title={title}>
      <Done {...props} />
    </TesterShell>
  )
}

export function Done(props: DoneProps) {
  const { ui, base, reason, report, completion, undo, goOn, name, votesHref, withdraw } = props
  return (
    <main id="screen" data-screen="done" class="column">
      <h1 tabindex={-1}>{t(ui, 'done.title')}</h1>
      <p role="status">{t(ui, why[reason])}</p>
      <p>{t(ui, 'done.kept')}</p>
      {completion && <Completion ui={ui} completion={completion} />}
      {report && <Report ui={ui} report={report} />}
      {(undo || goOn) && (
        <div class="actions">
          {goOn && (
            <form method="post" action={goOn}>
              <button type="submit">{t(ui, 'done.goOn')}</button>
            </form>
          )}
          {undo && (
            <form method="post" action={`${base}/undo`} {...upgraded(`${base}/undo`)}>
              <input type="hidden" name="comparison" value={undo} />
              <button type="submit">{t(ui, 'ballot.undo')}</button>
            </form>
          )}
        </div>
      )}
      {(votesHref || withdraw) && (
        <section aria-labelledby="yours-label">
          <h2 id="yours-label">{t(ui, 'done.yours')}</h2>
          {name && <p>{t(ui, 'done.name', { name })}</p>}
          {votesHref && (
            <p>
              <a href={votesHref} download>
                {t(ui, 'done.download')}
              </a>
            </p>
          )}
          {withdraw && <Withdraw ui={ui} action={withdraw} />}
        </section>
      )}
    </main>
  )
}

/** Folded away, and behind a box of its own: nobody withdraws by a slip of the thumb. */
function Withdraw({ ui, action }: { ui: Ui; action: string }) {
  return (
    <details class="withdraw">
      <summary>{t(ui, 'done.withdraw')}</summary>
      <p>{t(ui, 'done.withdrawText')}</p>
      <form method="post" action={action}>
        <label class="tick">
          <input type="checkbox" name="confirm" value="yes" required />
          <span>{t(ui, 'done.withdrawSure')}</span>
        </label>
        <button type="submit" class="danger">
          {t(ui, 'done.withdrawConfirm')}
        </button>
      </form>
    </details>
  )
}
