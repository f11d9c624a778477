import { raw } from 'hono/html'
import type { Outcome } from '../../server/domain/outcome.ts'
import { choiceLabel } from './choices.tsx'
import { betweenSentences, t, type Ui } from './messages/catalogue.ts'

type ExampleProps = { ui: Ui; promptHtml: string; a: string; b: string; expected: Outcome; why: string }

/** One pair that is already judged, and why so. */
export function WorkedExample({ ui, promptHtml, a, b, expected, why }: ExampleProps) {
  const parts = [
    [t(ui, 'ballot.prompt'), promptHtml],
    [t(ui, 'ballot.a'), a],
    [t(ui, 'ballot.b'), b],
  ] as const
  return (
    <section class="example">
      <h3>{t(ui, 'example.title')}</h3>
      <dl>
        {parts.map(([name, html]) => (
          <div>
            <dt>{name}</dt>
            <dd dir="auto" lang={ui.studyLang}>
              {raw(html)}
            </dd>
          </div>
        ))}
      </dl>
      <p>
        <strong>{t(ui, 'example.choice', { choice: choiceLabel(ui, expected) })}</strong>
        {betweenSentences(ui)}
        <bdi lang={ui.studyLang}>{why}</bdi>
      </p>
    </section>
  )
}
