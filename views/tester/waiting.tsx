import { t, type Ui } from './messages/catalogue.ts'
import type { PageProps } from './props.ts'
import { TesterShell } from './shell.tsx'

const secondsBetweenLooks = 20

export type WaitingProps = {
  ui: Ui
  /** Where this page looks again by itself, where a press on the button is posted, and where finishing is. */
  look: string
  action: string
  finish: string | null
}

export function WaitingPage(props: PageProps & WaitingProps) {
  return (
    <TesterShell
      ui={props.ui}
      assets={props.assets}
      languages={props.languages ?? []}
      title={t(props.ui, 'waiting.title')}
      refreshSeconds={secondsBetweenLooks}
    >
      <Waiting {...props} />
    </TesterShell>
  )
}

/** A pause that ends by itself as soon as a pair comes back. */
export function Waiting({ ui, look, action, finish }: WaitingProps) {
  return (
    <main id="screen" data-screen="break" data-waiting class="column">
      <h1 tabindex={-1}>{t(ui, 'waiting.title')}</h1>
      <p
        role="status"
        data-look
        hx-get={`${look}?again`}
        hx-trigger={`every ${secondsBetweenLooks}s`}
        hx-target="#screen"
        hx-swap="outerHTML"
      >
        {t(ui, 'waiting.text')}
      </p>
      <p>{t(ui, 'break.leave')}</p>
      <div class="actions">
        <form method="post" action={action} data-continue>
          <button type="submit" class="primary">
            {t(ui, 'waiting.look')}
          </button>
        </form>
        {finish && (
          <form method="post" action={finish}>
            <button type="submit" class="quiet">
              {t(ui, 'ballot.finish')}
            </button>
          </form>
        )}
      </div>
    </main>
  )
}
