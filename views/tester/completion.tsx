import { t, type Ui } from './messages/catalogue.ts'

type Props = { ui: Ui; completion: { code: string; returnTo?: string | null } }

/** A panel's code, the address to go back to, or both. */
export function Completion({ ui, completion }: Props) {
  const { code, returnTo } = completion
  return (
    <section class="completion">
      {code !== '' && (
        <>
          <h2>{t(ui, 'done.code')}</h2>
          <p class="code">
            <output data-code>{code}</output>
            <button type="button" data-copy hidden>
              <span data-when="copy">{t(ui, 'done.copy')}</span>
              <span data-when="copied">{t(ui, 'done.copied')}</span>
            </button>
          </p>
        </>
      )}
      {returnTo && (
        <p>
          <a class="button primary" href={returnTo} rel="noreferrer">
            {t(ui, 'done.return')}
          </a>
        </p>
      )}
    </section>
  )
}
