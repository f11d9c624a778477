import { raw } from 'hono/html'
import { betweenSentences, t, type Ui } from './messages/catalogue.ts'
import type { PageProps } from './props.ts'
import { TesterShell } from './shell.tsx'

export type LandingProps = PageProps & {
  title: string
  /** How many comparisons, and how many minutes they usually take; null where neither is limited. */
  comparisons: number | null
  minutes: number | null
  who: string
  pay: string
  instructionsHtml: string
  consentHtml: string
  consentLang: string | undefined
  consentVersion: number
  /** Whether a second box asks to publish answers; it may stay empty. */
  asksPublication: boolean
  action: string
  /** Where those go who do not want to take part. */
  decline: string
  /** Whoever joined before is led back without being asked again. */
  isBack: boolean
  /** Why nobody can join at the moment. */
  notOpen: string | false
  problem: string | null
  /** The text is another than the one that was sent along: it stands open, to be read again. */
  hasChanged: boolean
}

export function LandingPage(props: LandingProps) {
  const { ui, title } = props
  return (
    <TesterShell ui={ui} assets={props.assets} languages={props.languages ?? []} title={title}>
      <main id="screen" class="column landing">
        <h1 tabindex={-1} dir="auto" lang={ui.studyLang}>
          {title}
        </h1>
        {props.problem && <Problem ui={ui} problem={props.problem} />}
        {props.notOpen && <p class="notice notice-warn">{props.notOpen}</p>}
        {props.isBack && <WelcomeBack {...props} />}
        <Facts {...props} />
        <Consent {...props} />
        {props.instructionsHtml !== '' && (
          <section aria-labelledby="instructions-label">
            <h2 id="instructions-label">{t(ui, 'landing.instructions')}</h2>
            <div class="prose" hx-ignore>
              {raw(props.instructionsHtml)}
            </div>
          </section>
        )}
      </main>
    </TesterShell>
  )
}

/** At the top, since a page that comes back is read from there and the box stands far below. */
const Problem = ({ ui, problem }: { ui: Ui; problem: string }) => (
  <div class="notice notice-bad" role="alert">
    <p>{problem}</p>
    <p>{t(ui, 'notice.invite.stored')}</p>
  </div>
)

const WelcomeBack = ({ ui, action }: LandingProps) => (
  <section aria-labelledby="back-label">
    <h2 id="back-label">{t(ui, 'landing.back')}</h2>
    <p>{t(ui, 'landing.backText')}</p>
    <form method="post" action={action}>
      <button type="submit" class="primary">
        {t(ui, 'notice.continue')}
      </button>
    </form>
  </section>
)

function Facts({ ui, comparisons, minutes, who, pay }: LandingProps) {
  const own = (text: string) => ({ text, lang: ui.studyLang })
  const what =
    comparisons === null ? t(ui, 'landing.whatTextOpen') : t(ui, 'landing.whatText', { count: comparisons })
  const long =
    minutes === null ? t(ui, 'landing.longTextOpen') : t(ui, 'landing.longText', { count: minutes })
  const facts: { name: string; text: string; lang?: string | undefined }[] = [
    { name: t(ui, 'landing.who'), ...(who ? own(who) : { text: t(ui, 'landing.whoText') }) },
    { name: t(ui, 'landing.what'), text: what },
    { name: t(ui, 'landing.long'), text: long },
    ...(pay ? [{ name: t(ui, 'landing.pay'), ...own(pay) }] : []),
  ]
  return (
    <dl class="facts">
      {facts.map(({ name, text, lang }) => (
        <div>
          <dt>{name}</dt>
          <dd>
            <bdi lang={lang}>{text}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Consent(props: LandingProps) {
  const { ui } = props
  return (
    <section aria-labelledby="consent-label">
      <h2 id="consent-label">{t(ui, 'landing.consent')}</h2>
      <p>{t(ui, 'landing.short')}</p>
      <details class="whole-text" open={props.hasChanged}>
        <summary>{t(ui, 'landing.readAll', { version: props.consentVersion })}</summary>
        <p>
          <strong>{t(ui, 'landing.kept')}</strong>
          {betweenSentences(ui)}
          {t(ui, 'landing.keptText')}
        </p>
        <div class="prose consent" hx-ignore dir="auto" lang={props.consentLang}>
          {raw(props.consentHtml)}
        </div>
      </details>
      {!props.isBack && !props.notOpen && (
        <form method="post" action={props.action}>
          <input type="hidden" name="version" value={String(props.consentVersion)} />
          <label class="tick">
            <input type="checkbox" name="consent" value="yes" required />
            <span>{t(ui, 'landing.agree')}</span>
          </label>
          {props.asksPublication && (
            <label class="tick">
              <input type="checkbox" name="publish" value="yes" />
              <span>{t(ui, 'landing.publish')}</span>
            </label>
          )}
          <p class="actions">
            <button type="submit" class="primary">
              {t(ui, 'landing.start')}
            </button>
            <a href={props.decline}>{t(ui, 'landing.decline')}</a>
          </p>
        </form>
      )}
    </section>
  )
}
