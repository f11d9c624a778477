import { expect, test } from 'vitest'
import { testerLanguages } from '../../views/tester/messages/index.ts'
import { narrow, useBrowser } from '../setup/browser-page.ts'
import { inviteTo, openStudy } from '../setup/study.ts'

const { visit, db } = useBrowser()

test('Start is in view on a phone without scrolling, in every language', async () => {
  const study = await openStudy(db(), {
    question: 'Which answer would you rather have received?',
    asked_by: 'The harbour office of the old town',
    pay: 'Three pounds, within two days',
    max_votes_per_tester: 40,
  })
  const page = await visit({ viewport: narrow, hasTouch: true, isMobile: true })
  const invite = await inviteTo(db(), study)
  const below: string[] = []
  for (const { lang } of testerLanguages) {
    await page.goto(`${invite}?lang=${lang}`)
    const box = await page.locator('main form button.primary').boundingBox()
    const end = (box?.y ?? 9999) + (box?.height ?? 0)
    if (end > narrow.height) below.push(`${lang}: ${Math.round(end)}`)
    expect(await page.locator('.consent').isVisible()).toBe(false)
  }
  expect(below).toEqual([])
  await page.goto(`${invite}?lang=en`)
  await page.locator('.whole-text summary').tap()
  await page.locator('.consent', { hasText: 'How to withdraw' }).waitFor()
})
