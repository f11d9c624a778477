import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { createStudy, setStudyState } from '../../db/studies/studies.ts'
import { NewStudy } from '../../server/domain/settings/study-settings.ts'
import { narrow, useBrowser, wide } from '../setup/browser-page.ts'
import { importText } from '../setup/import-text.ts'
import { inviteTo, join } from '../setup/study.ts'

const { visit, db } = useBrowser()

const turns = (index: number, count: number) => [
  { role: 'user', content: `First words ${index}. ${'Tell me about the tides. '.repeat(8)}` },
  {
    role: 'assistant',
    content: null,
    tool_calls: [{ id: 'c', type: 'function', function: { name: 'tides', arguments: '{"port":"Hull"}' } }],
  },
  { role: 'tool', tool_call_id: 'c', content: '{"high":"08:10"}' },
  ...Array.from({ length: count }, () => [
    { role: 'assistant', content: 'The tides are known. '.repeat(8) },
    { role: 'user', content: 'And then? '.repeat(8) },
  ]).flat(),
  { role: 'user', content: `Last words ${index}?` },
]

async function onConversation(count: number, options: Parameters<typeof visit>[0]) {
  const study = await createStudy(
    db(),
    NewStudy.parse({ name: `Talk ${Math.random()}`, question: 'Which answer goes on better?' }),
  )
  const rows = [0, 1, 2].flatMap((index) =>
    ['x', 'y'].map((model) => ({
      model,
      messages: turns(index, count),
      output: `${model} answers ${index}.`,
    })),
  )
  await importText(db(), { study, text: rows.map((row) => JSON.stringify(row)).join('\n') })
  await setStudyState(db(), { id: study.id, state: 'open' })
  const page = await visit(options)
  await join(page, await inviteTo(db(), study))
  return page
}

/** Whether a finger on these words would touch them: in the window, and not cut off. */
async function canBeSeen(page: Page, words: string): Promise<boolean> {
  const text = page.locator('#prompt p', { hasText: words })
  await text.scrollIntoViewIfNeeded()
  const box = await text.boundingBox()
  if (!box) throw new Error(`Nowhere: ${words}`)
  const touched = await page.evaluate(
    `document.elementFromPoint(${box.x + 5}, ${box.y + box.height / 2})?.closest('p')?.textContent`,
  )
  return String(touched).includes(words)
}

const allOfIt = (page: Page) => page.locator('[data-expand-prompt]')

describe.each([
  ['a phone', narrow],
  ['a laptop', wide],
])('a conversation on %s', (_, viewport) => {
  test('is cut where it begins, never where it ends, and opened by its box', async () => {
    const page = await onConversation(4, { viewport })
    expect(await canBeSeen(page, 'Last words')).toBe(true)
    expect(await canBeSeen(page, 'First words')).toBe(false)
    await allOfIt(page).check()
    expect(await canBeSeen(page, 'First words')).toBe(true)
    expect(await canBeSeen(page, 'Last words')).toBe(true)
  })

  test('is cut alike without a script', async () => {
    const page = await onConversation(4, { viewport, javaScriptEnabled: false })
    expect(await canBeSeen(page, 'Last words')).toBe(true)
    await allOfIt(page).check()
    expect(await canBeSeen(page, 'First words')).toBe(true)
  })

  test('opens for whoever walks into its cut part by keyboard', async () => {
    const page = await onConversation(4, { viewport })
    await page.locator('#prompt summary').first().focus()
    expect(await allOfIt(page).isChecked()).toBe(true)
    expect(await canBeSeen(page, 'First words')).toBe(true)
  })
})

test('differences of long words and code stay within a phone’s page', async () => {
  const study = await createStudy(
    db(),
    NewStudy.parse({ name: `Apart ${Math.random()}`, question: 'Which?', difference_view: true }),
  )
  const wide = (model: string) =>
    `https://example.org/${model.repeat(300)} and \`${'code '.repeat(60)}\` ${model}`
  const rows = [0, 1].flatMap((index) =>
    ['x', 'y'].map((model) => ({ model, prompt: `Where ${index}?`, output: wide(model) })),
  )
  await importText(db(), { study, text: rows.map((row) => JSON.stringify(row)).join('\n') })
  await setStudyState(db(), { id: study.id, state: 'open' })
  const page = await visit({ viewport: narrow, hasTouch: true, isMobile: true })
  await join(page, await inviteTo(db(), study))
  await page.locator('.differences summary').tap()
  await page.locator('.difference-key', { hasText: 'only in A' }).waitFor()
  const box = await page.locator('.difference-text').boundingBox()
  expect(box?.x).toBeGreaterThanOrEqual(0)
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(narrow.width)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(narrow.width)
})

test('a conversation is shown whole where there is room, and no box is offered', async () => {
  const page = await onConversation(0, { viewport: wide })
  expect(await canBeSeen(page, 'First words')).toBe(true)
  expect(await canBeSeen(page, 'Last words')).toBe(true)
  expect(await allOfIt(page).isVisible()).toBe(false)
})
