import { choiceLabel } from './choices.tsx'
import { betweenSentences, t, type Ui } from './messages/catalogue.ts'
import type { PersonalReport } from './props.ts'

/** What a tester did, in sentences first and two small drawings beside them. */
export function Report({ ui, report }: { ui: Ui; report: PersonalReport }) {
  const { a, b, tie, both_bad: bothBad } = report.choices
  const votes = a + b + tie + bothBad
  const { repeats, others, checks = 0, apart = [], revealed = [] } = report
  if (votes === 0) return null
  return (
    <section aria-labelledby="report-label">
      <h2 id="report-label">{t(ui, 'done.report')}</h2>
      <p>
        {t(ui, 'done.votes', { count: votes })}
        {a + b > 0 && betweenSentences(ui) + t(ui, 'done.left', { left: a, count: a + b })}
        {checks > 0 && betweenSentences(ui) + t(ui, 'done.checks', { count: checks })}
      </p>
      {revealed.length > 0 && <Revealed ui={ui} revealed={revealed} />}
      {repeats.of > 0 && <p>{t(ui, 'done.repeats', { count: repeats.of, same: repeats.same })}</p>}
      {others.of > 0 && <p>{t(ui, 'done.others', { count: others.of, same: others.same })}</p>}
      <ShareBar
        title={t(ui, 'done.chart.split')}
        caption={t(ui, 'done.split', { a, b, tie, bothBad })}
        parts={[a, tie, bothBad, b]}
      />
      {others.of > 0 && (
        <ShareBar
          title={t(ui, 'done.chart.others')}
          caption={t(ui, 'done.shared', { same: others.same, other: others.of - others.same })}
          parts={[others.same, others.of - others.same]}
        />
      )}
      {apart.length > 0 && <Apart ui={ui} apart={apart} />}
    </section>
  )
}

function Apart({ ui, apart }: { ui: Ui; apart: NonNullable<PersonalReport['apart']> }) {
  return (
    <>
      <p>{t(ui, 'done.differs')}</p>
      <ul>
        {apart.map(({ question, choice }) => (
          <li>
            <q dir="auto">{question}</q>
            {betweenSentences(ui)}
            {t(ui, 'notice.choice', { choice: choiceLabel(ui, choice) })}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Which model was chosen how often: the study is closed and has decided to say so. */
function Revealed({ ui, revealed }: { ui: Ui; revealed: NonNullable<PersonalReport['revealed']> }) {
  return (
    <>
      <p>{t(ui, 'done.revealed')}</p>
      <ul>
        {revealed.map(({ name, chosen, of }) => (
          <li>
            <bdi>{name}</bdi> – {t(ui, 'done.revealedShare', { chosen, count: of })}
          </li>
        ))}
      </ul>
    </>
  )
}

/** The caption says all that is drawn, so nobody hears it twice. */
function ShareBar({ title, caption, parts }: { title: string; caption: string; parts: number[] }) {
  const total = parts.reduce((sum, part) => sum + part, 0)
  const starts = parts.map((_, index) => parts.slice(0, index).reduce((sum, part) => sum + part, 0))
  return (
    <figure class="share-bar">
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        {parts.map((part, index) => (
          <rect
            class={`share share-${index}`}
            x={(100 * (starts[index] ?? 0)) / total}
            y="0"
            width={(100 * part) / total}
            height="8"
          />
        ))}
      </svg>
      <figcaption>
        <strong>{title}</strong>
        {caption}
      </figcaption>
    </figure>
  )
}
