import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { narrow, wide } from './browser-page.ts'

const dependOnSize = ['target-size', 'scrollable-region-focusable', 'color-contrast']
const dependOnColour = ['color-contrast']

/** What axe finds on a page as it stands, rule and place; all its rules unless some are named. */
export async function findings(page: Page, rules: string[] = []): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe.source)
  const runOnly = rules.length > 0 ? { runOnly: rules } : {}
  const options = JSON.stringify({ resultTypes: ['violations'], ...runOnly })
  const { violations } = await page.evaluate<axe.AxeResults>(`axe.run(document, ${options})`)
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))
}

export async function hasRoom(page: Page): Promise<string[]> {
  const wider = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  return wider > 0 ? [`scrolls sideways by ${wider} px`] : []
}

type Look = { viewport: typeof wide; colorScheme: 'light' | 'dark'; rules: string[] }

const everyLook: Look[] = [
  { viewport: wide, colorScheme: 'dark', rules: dependOnColour },
  { viewport: narrow, colorScheme: 'dark', rules: dependOnColour },
  { viewport: narrow, colorScheme: 'light', rules: dependOnSize },
  { viewport: wide, colorScheme: 'light', rules: [] },
]
/** In each look nothing is found, and nothing is wider than the window. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  for (const { viewport, colorScheme, rules } of everyLook) {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme })
    // Where the vote bar rests it stands over nothing that axe would then find too small.
    await page.evaluate("if (document.querySelector('.vote-bar')) scrollTo(0, document.body.scrollHeight)")
    const found = [...(await findings(page, rules)), ...(await hasRoom(page))]
    expect(found, `${name}, ${viewport.width} px, ${colorScheme}`).toEqual([])
  }
}
