import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { createPerson } from '../../db/people.ts'
import { narrow, useBrowser, wide } from '../setup/browser-page.ts'
import { comparisonOn, inviteTo, join, openStudy, whenNext } from '../setup/study.ts'

const { visit: visitAs, db } = useBrowser()
/** Without motion, since colours that are still changing are measured wrong. */
const visit: typeof visitAs = (options) => visitAs({ reducedMotion: 'reduce', ...options })

const dependOnSize = ['target-size', 'scrollable-region-focusable', 'color-contrast']
const dependOnColour = ['color-contrast']

/** What axe finds on a page as it stands, rule and place; all its rules unless some are named. */
async function findings(page: Page, rules: string[] = []): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  const { violations } = await (rules.length > 0 ? axe.withRules(rules) : axe).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))
}

async function hasRoom(page: Page): Promise<string[]> {
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
/** Enough for a page without a sticky bar: both sizes, both sets of colours, every rule. */
const oppositeLooks: Look[] = [
  { viewport: narrow, colorScheme: 'dark', rules: dependOnSize },
  { viewport: wide, colorScheme: 'light', rules: [] },
]

/** In each look nothing is found, and nothing is wider than the window. */
async function expectAccessible(page: Page, name: string, looks = everyLook): Promise<void> {
  for (const { viewport, colorScheme, rules } of looks) {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme })
    const found = [...(await findings(page, rules)), ...(await hasRoom(page))]
    expect(found, `${name}, ${viewport.width} px, ${colorScheme}`).toEqual([])
  }
}

const everything = {
  strength: true,
  criteria: ['accuracy'],
  reasons: ['useful', 'incorrect'],
  confidence: true,
  difference_view: true,
  max_votes_per_tester: 1,
  practice: [{ prompt: 'Which is red?', a: 'Red.', b: 'Blue.', expected: 'a', why: 'It is red.' }],
}

describe('axe finds nothing', () => {
  test.each(['en', 'ar'])('on any page of a tester, in %s', async (locale) => {
    const study = await openStudy(db(), everything)
    const page = await visit({ provokes: [404], locale })
    await page.goto('/join/nothing')
    expect(await page.locator('html').getAttribute('lang')).toBe(locale)
    await expectAccessible(page, 'unknown invite')
    const invite = await inviteTo(db(), study)
    await page.goto(invite)
    await expectAccessible(page, 'landing')
    for (const box of await page.locator('input[type=checkbox][required]').all()) await box.check()
    await page.locator('main form button.primary').first().click()

    await page.locator('[data-screen=practice]').waitFor()
    await expectAccessible(page, 'practice')
    await page.locator('[data-continue] .choice[value=a]').click()
    await page.locator('[data-continue] button.primary').click()

    await page.locator('[data-screen=comparison]').waitFor()
    await expectAccessible(page, 'comparison')
    await page.locator('[data-expand-prompt]').check()
    await page.locator('.differences summary').click()
    await page.locator('[data-help] summary').click()
    await expectAccessible(page, 'comparison, all open')
    await page.keyboard.press('Escape')
    const before = await comparisonOn(page)
    await page.locator('input[name=strength]').first().check()
    await page.locator('.choice[value=a]').click()
    await whenNext(page, before)
    await page.locator('[data-screen=done]').waitFor()
    await expectAccessible(page, 'done')
  })

  test('on any page of an admin', async () => {
    const study = await openStudy(db(), { max_votes_per_tester: 4 })
    const tester = await visit()
    await join(tester, await inviteTo(db(), study))
    for (const choice of ['a', 'b', 'tie', 'a']) {
      const before = await comparisonOn(tester)
      await tester.locator(`.choice[value=${choice}]`).click()
      await whenNext(tester, before)
    }

    const page = await visit({ provokes: [403] })
    await page.goto('/setup?code=none')
    await expectAccessible(page, 'set-up, wrong code', oppositeLooks)
    await page.goto('/login')
    await expectAccessible(page, 'sign in', oppositeLooks)
    await createPerson(db(), { email: 'owner@example.org', password: 'three unrelated words', role: 'owner' })
    await page.getByLabel('E-mail').fill('owner@example.org')
    await page.getByLabel('Password').fill('three unrelated words')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL('**/studies')
    const places = ['/studies', '/new-study', '/people', '/tokens', '/audit', '/account']
    const tabs = ['', '/batches', '/invites', '/testers', '/results', '/exports', '/settings']
    for (const path of [...places, ...tabs.map((tab) => `/studies/${study.slug}${tab}`)]) {
      await page.goto(path)
      await expectAccessible(page, path, oppositeLooks)
    }
  })
})

describe('the comparison screen', () => {
  test('is walked by keyboard alone, and the bar never hides what has the focus', async () => {
    const study = await openStudy(db())
    const page = await visit({ viewport: narrow })
    await page.goto(await inviteTo(db(), study))
    await walkTo(page, 'input[type=checkbox][required]')
    await page.keyboard.press('Space')
    await walkTo(page, 'main form button.primary')
    await page.keyboard.press('Enter')
    await page.locator('[data-screen=comparison]').waitFor()
    const before = await comparisonOn(page)
    const passed = await walkTo(page, '.choice[value=b]')
    expect(passed.filter((one) => one.hidden)).toEqual([])
    expect(passed.length).toBeGreaterThan(3)
    await page.keyboard.press('Enter')
    await whenNext(page, before)
    await walkTo(page, '[data-undo] button')
    await page.keyboard.press('Enter')
    await page.locator('.choice[data-earlier][value=b]').waitFor()
  })

  test('needs no sideways scrolling at 320 px, at twice the text size, or with wide spacing', async () => {
    const study = await openStudy(db(), everything)
    const page = await visit({ viewport: { width: 320, height: 640 } })
    await page.goto(await inviteTo(db(), study))
    expect(await hasRoom(page)).toEqual([])
    for (const box of await page.locator('input[type=checkbox][required]').all()) await box.check()
    await page.locator('main form button.primary').first().click()
    await page.locator('[data-continue] .choice[value=a]').click()
    await page.locator('[data-continue] button.primary').click()
    await page.locator('[data-screen=comparison]').waitFor()
    await page
      .locator('[data-expand]')
      .check()
      .catch(() => null)
    expect(await hasRoom(page)).toEqual([])
    await page.setViewportSize({ width: 640, height: 400 })
    expect(await hasRoom(page)).toEqual([])
  })

  test('shows the pressed button and cuts answers without colours of its own, and moves nothing on request', async () => {
    const study = await openStudy(db())
    const page = await visit({ forcedColors: 'active', reducedMotion: 'reduce' })
    await join(page, await inviteTo(db(), study))
    expect(await findings(page)).toEqual([])
    const style = (selector: string, property: string) =>
      page.evaluate<string>(`getComputedStyle(document.querySelector('${selector}')).${property}`)
    expect(await style('.choice', 'transitionDuration')).toBe('0s')
    await page.route('**/votes', () => {})
    await page.locator('.choice[value=a]').click()
    expect(await style('.choice[data-chosen]', 'outlineStyle')).toBe('solid')
    expect(await style('.choice:not([data-chosen])', 'outlineStyle')).toBe('none')
  })

  test('gives every control 44 px or more, and both answers the same room', async () => {
    const study = await openStudy(db())
    for (const viewport of [wide, narrow]) {
      const page = await visit({ viewport })
      await join(page, await inviteTo(db(), study))
      const boxes = await page.evaluate<{ text: string; height: number }[]>(
        `[...document.querySelectorAll('#screen :is(button, summary, label.toggle)')]
          .filter((one) => one.checkVisibility() && !one.closest('.output'))
          .map((one) => ({ text: one.textContent, height: Math.round(one.getBoundingClientRect().height) }))`,
      )
      expect(boxes.length).toBeGreaterThan(5)
      expect(boxes.filter((box) => box.height < 44)).toEqual([])
      const [a, b] = await Promise.all(
        ['a', 'b'].map((side) => page.locator(`#response-${side}`).boundingBox()),
      )
      expect([a?.width, viewport === wide ? a?.height : 0]).toEqual([
        b?.width,
        viewport === wide ? b?.height : 0,
      ])
      const [first, ...others] = await page.locator('.choice').all()
      const size = await first?.boundingBox()
      for (const other of others) {
        const box = await other.boundingBox()
        expect([box?.width, box?.height]).toEqual([size?.width, size?.height])
      }
    }
  })
})

type Passed = { what: string; hidden: boolean }

/** Presses Tab until the element has the focus; tells what had it on the way, and whether the bar stood over it. */
async function walkTo(page: Page, selector: string): Promise<Passed[]> {
  const passed: Passed[] = []
  for (let presses = 0; presses < 60; presses++) {
    if (await page.evaluate<boolean>(`document.activeElement.matches('${selector}')`)) return passed
    await page.keyboard.press('Tab')
    passed.push(
      await page.evaluate<Passed>(`(() => {
        const one = document.activeElement
        const box = one.getBoundingClientRect()
        const bar = document.querySelector('#ballot')
        const top = bar && !bar.contains(one) ? bar.getBoundingClientRect().top : innerHeight
        const beside = one.closest('.beside, .tester-foot')
        return { what: one.outerHTML.slice(0, 60), hidden: !beside && box.height > 0 && (box.top >= top || box.bottom <= 0) }
      })()`),
    )
  }
  throw new Error(`Tab does not reach ${selector}; passed ${JSON.stringify(passed)}`)
}
