import { FinishForm, type Finishing } from './finish.tsx'
import { t, type Ui } from './messages/catalogue.ts'
import type { PageProps } from './props.ts'
import { TesterShell } from './shell.tsx'

export type BreakProps = {
  ui: Ui
  /** Where going on is posted, and where finishing is. */
  action: string
  finish: Finishing
  answered: number
  /** The minutes that were promised are over: finishing comes first, and nobody is asked for more. */
  timeIsUp: boolean
}

const titleOf = ({ ui, timeIsUp }: BreakProps) => t(ui, timeIsUp ? 'break.timeTitle' : 'break.title')

export function BreakPage(props: PageProps & BreakProps) {
  return (
    <TesterShell ui={props.ui} assets={props.assets} languages={props.languages ?? []} title={titleOf(props)}>
      <Break {...props} />
    </TesterShell>
  )
}

export function Break(props: BreakProps) {
  const { ui, answered, timeIsUp } = props
  return (
    <main id="screen" data-screen="break" class="column">
      <h1 tabindex={-1}>{titleOf(props)}</h1>
      <p role="status">{t(ui, timeIsUp ? 'break.timeText' : 'break.text', { count: answered })}</p>
      <p>{t(ui, timeIsUp ? 'break.timeMore' : 'break.leave')}</p>
      <div class="actions">
        {timeIsUp && <FinishForm ui={ui} finish={props.finish} kind="primary" />}
        <form method="post" action={props.action} data-continue>
          <button type="submit" class={timeIsUp ? undefined : 'primary'}>
            {t(ui, 'break.continue')}
          </button>
        </form>
      </div>
      {!timeIsUp && <FinishForm ui={ui} finish={props.finish} kind="quiet" />}
    </main>
  )
}
