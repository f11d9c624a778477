import { raw } from 'hono/html'
import type { TesterStudy } from '../../db/testers/tester-study.ts'
import { choiceLabel } from '../../views/tester/choices.tsx'
import { WorkedExample } from '../../views/tester/example.tsx'
import { t, type Ui } from '../../views/tester/messages/catalogue.ts'
import type { BlindPair } from '../../views/tester/props.ts'
import type { Outcome } from '../domain/outcome.ts'
import type { Example } from '../domain/settings/tester-settings.ts'
import { escapeText } from '../rendering/plain.ts'
import { renderOnce } from './texts.ts'

/** A pair that somebody wrote for practice: sides as they were written. */
export async function practicePair(
  ui: Ui,
  { item, comparison }: { item: Example; comparison: string },
): Promise<BlindPair> {
  const [promptHtml, responseA, responseB] = await Promise.all([item.prompt, item.a, item.b].map(renderOnce))
  return {
    comparison,
    promptHtml: promptHtml ?? '',
    responseA: responseA ?? '',
    responseB: responseB ?? '',
    rawA: item.a,
    rawB: item.b,
    ...(ui.studyLang && { lang: ui.studyLang }),
  }
}

/** An item that says itself which button to press, so that whoever reads it gets it right. */
export function checkPair(ui: Ui, { check, comparison }: { check: Outcome; comparison: string }): BlindPair {
  const choice = choiceLabel(ui, check)
  const answer = t(ui, 'check.answer', { choice })
  const paragraph = (text: string) => `<p>${escapeText(text)}</p>`
  return {
    comparison,
    promptHtml: paragraph(t(ui, 'check.prompt', { choice })),
    responseA: paragraph(answer),
    responseB: paragraph(answer),
    rawA: answer,
    rawB: answer,
    lang: ui.lang,
  }
}

/** How to choose, with the worked example below it. */
export async function instructionsOf(
  ui: Ui,
  { instructions, around }: Pick<TesterStudy, 'instructions' | 'around'>,
): Promise<string> {
  const text = await ownText(ui, instructions)
  const { example } = around
  if (!example) return text
  const [promptHtml, a, b] = await Promise.all([example.prompt, example.a, example.b].map(renderOnce))
  const html = { promptHtml: promptHtml ?? '', a: a ?? '', b: b ?? '' }
  return text + String(<WorkedExample ui={ui} {...html} expected={example.expected} why={example.why} />)
}

async function ownText(ui: Ui, text: string): Promise<string> {
  if (text === '') return ''
  return String(
    <div dir="auto" lang={ui.studyLang}>
      {raw(await renderOnce(text))}
    </div>,
  )
}
