import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { narrow, wide } from './browser-page.ts'

const dependOnSize = ['target-size', 'scrollable-region-focusable', 'color-contrast']
const dependOnColour = ['color-contrast']

/** What axe finds on a page as it stands, rule and place; all its rules unless some are named. */
export async function findings(page: Page, rules: string[] = []): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  const { violations } = await (rules.length > 0 ? axe.withRules(rules) : axe).analyze()
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
