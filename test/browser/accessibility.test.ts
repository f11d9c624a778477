import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { findings, hasRoom } from '../setup/axe.ts'
import { narrow, useBrowser, wide } from '../setup/browser-page.ts'
import { comparisonOn, inviteTo, join, openStudy, whenNext } from '../setup/study.ts'

const { visit: visitAs, db } = useBrowser()
/** Without motion, since colours that are still changing are measured wrong. */
const visit: typeof visitAs = (options) => visitAs({ reducedMotion: 'reduce', ...options })

const everything = {
  strength: true,
  criteria: ['accuracy'],
  reasons: ['useful', 'incorrect'],
  confidence: true,
  difference_view: true,
  max_votes_per_tester: 1,
  practice: [{ prompt: 'Which is red?', a: 'Red.', b: 'Blue.', expected: 'a', why: 'It is red.' }],
}

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
