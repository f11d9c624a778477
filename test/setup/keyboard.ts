import type { Page } from 'playwright-core'

type Passed = { what: string; hidden: boolean }

/** Presses Tab until the element has the focus; tells what had it on the way, and whether the bar stood over it. */
export async function walkTo(page: Page, selector: string): Promise<Passed[]> {
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
