import { raw } from 'hono/html'
import { t } from './messages/catalogue.ts'
import type { PageProps } from './props.ts'
import { TesterShell } from './shell.tsx'

export type ConsentBox = { name: string; label: string; required: boolean; checked?: boolean }

export type LandingProps = PageProps & {
  title: string
  /** How many comparisons, and how many minutes they usually take; null where neither is limited. */
  comparisons: number | null
  minutes: number | null
  who?: string | null
  pay?: string | null
  kept?: string | null
  instructionsHtml: string
  consentHtml: string
  consentVersion: number
  /** Left out, there is one box: to take part. */
  boxes?: ConsentBox[]
  action: string
  /** Where those go who do not want to take part. */
  decline: string
  problem?: string | null
}

export function LandingPage(props: LandingProps) {
  const { ui } = props
  const boxes = props.boxes ?? [{ name: 'consent', label: t(ui, 'landing.agree'), required: true }]
  return (
    <TesterShell ui={ui} assets={props.assets} languages={props.languages ?? []} title={props.title}>
      <main id="screen" class="column landing">
        <h1 tabindex={-1}>{props.title}</h1>
        <Facts {...props} />
        {props.instructionsHtml !== '' && (
          <section aria-labelledby="instructions-label">
            <h2 id="instructions-label">{t(ui, 'landing.instructions')}</h2>
            <div class="prose" hx-ignore dir="auto">
              {raw(props.instructionsHtml)}
            </div>
          </section>
        )}
        <section aria-labelledby="consent-label">
          <h2 id="consent-label">{t(ui, 'landing.consent')}</h2>
          <div class="prose consent" hx-ignore dir="auto">
            {raw(props.consentHtml)}
          </div>
          <p class="fine">{t(ui, 'landing.consentVersion', { version: props.consentVersion })}</p>
          {props.problem && (
            <p class="notice notice-bad" role="alert">
              {props.problem}
            </p>
          )}
          <form method="post" action={props.action}>
            {boxes.map((box) => (
              <label class="tick">
                <input
                  type="checkbox"
                  name={box.name}
                  value="yes"
                  required={box.required}
                  checked={box.checked ?? false}
                />
                <span>{box.label}</span>
              </label>
            ))}
            <p class="actions">
              <button type="submit" class="primary">
                {t(ui, 'landing.start')}
              </button>
              <a href={props.decline}>{t(ui, 'landing.decline')}</a>
            </p>
          </form>
        </section>
      </main>
    </TesterShell>
  )
}

function Facts({ ui, comparisons, minutes, who, pay, kept }: LandingProps) {
  const what =
    comparisons === null ? t(ui, 'landing.whatTextOpen') : t(ui, 'landing.whatText', { count: comparisons })
  const long =
    minutes === null ? t(ui, 'landing.longTextOpen') : t(ui, 'landing.longText', { count: minutes })
  const facts = [
    [t(ui, 'landing.what'), what],
    [t(ui, 'landing.long'), long],
    [t(ui, 'landing.kept'), kept ?? t(ui, 'landing.keptText')],
    [t(ui, 'landing.who'), who ?? t(ui, 'landing.whoText')],
    ...(pay ? [[t(ui, 'landing.pay'), pay]] : []),
  ]
  return (
    <dl class="facts">
      {facts.map(([name, text]) => (
        <div>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}
