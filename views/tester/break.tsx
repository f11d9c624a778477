import { t, type Ui } from './messages/catalogue.ts'
import type { PageProps } from './props.ts'
import { TesterShell } from './shell.tsx'

export type BreakProps = { ui: Ui; action: string; answered: number }

export function BreakPage(props: PageProps & BreakProps) {
  const title = t(props.ui, 'break.title')
  return (
    <TesterShell ui={props.ui} assets={props.assets} languages={props.languages ?? []} title={title}>
      <Break {...props} />
    </TesterShell>
  )
}

export function Break({ ui, action, answered }: BreakProps) {
  return (
    <main id="screen" data-screen="break" class="column">
      <h1 tabindex={-1}>{t(ui, 'break.title')}</h1>
      <p role="status">{t(ui, 'break.text', { count: answered })}</p>
      <p>{t(ui, 'break.leave')}</p>
      <form method="post" action={action} data-continue>
        <button type="submit" class="primary">
          {t(ui, 'break.continue')}
        </button>
      </form>
    </main>
  )
}
