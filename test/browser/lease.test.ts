import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { useBrowser } from '../setup/browser-page.ts'
import { inviteTo, join, openStudy } from '../setup/study.ts'

const { visit, db } = useBrowser()

async function onPair() {
  const study = await openStudy(db())
  const page = await visit()
  await page.clock.install()
  await join(page, await inviteTo(db(), study))
  const leave = async (minutes: number) => {
    await db()`update comparisons set reserved_until = now() + make_interval(mins => ${minutes})
               where study_id = ${study.id} and state = 'reserved'`
  }
  const left = async () => {
    const [row] = await db()`
      select extract(epoch from reserved_until - now()) / 60 as minutes from comparisons
      where study_id = ${study.id} and state = 'reserved'`
    return Math.round(Number(row?.minutes))
  }
  return { page, leave, left }
}

const hide = (page: Page, hidden: boolean) =>
  page.evaluate(`
    Object.defineProperty(document, 'hidden', { configurable: true, value: ${hidden} })
    dispatchEvent(new Event('visibilitychange'))`)

test('a pair is kept for as long as its page is in view, and no longer than ninety minutes', async () => {
  const { page, leave, left } = await onPair()
  await leave(5)
  await page.clock.fastForward('10:30')
  await expect.poll(left).toBe(30)
  await page.clock.fastForward('01:30:00')
  await leave(5)
  await page.clock.fastForward('10:30')
  await page.waitForLoadState('networkidle')
  expect(await left()).toBe(5)
})

test('a pair is not kept by a page out of view, and asked for again when it comes back', async () => {
  const { page, leave, left } = await onPair()
  await hide(page, true)
  await leave(-5)
  await page.clock.fastForward('35:00')
  await page.waitForLoadState('networkidle')
  expect(await left()).toBe(-5)
  await hide(page, false)
  await expect.poll(left).toBe(30)
  await page.locator('.choice[value=a]').click()
  await page.locator('[role=status]', { hasText: 'Saved' }).waitFor()
})
