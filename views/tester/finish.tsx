import { t, type Ui } from './messages/catalogue.ts'

/** What finishing now means for a completion code: it is lost, it comes next, or there is none. */
export type FinishMeaning = 'early' | 'earned' | 'plain'
export type Finishing = { action: string; meaning: FinishMeaning }

type Props = { ui: Ui; finish: Finishing; kind: 'primary' | 'quiet' }

/** Said before the button, since what is lost then does not come back by itself. */
export function FinishForm({ ui, finish, kind }: Props) {
  return (
    <form method="post" action={finish.action}>
      <p>{t(ui, `finish.${finish.meaning}`)}</p>
      <button type="submit" class={kind === 'primary' ? kind : undefined}>
        {t(ui, 'ballot.finish')}
      </button>
    </form>
  )
}

export function FinishMenu({ ui, finish }: Omit<Props, 'kind'>) {
  return (
    <details class="menu" name="menu" data-finish>
      <summary>{t(ui, 'finish.ask')}</summary>
      <div class="menu-body">
        <FinishForm ui={ui} finish={finish} kind="quiet" />
      </div>
    </details>
  )
}
