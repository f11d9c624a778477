import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { Study } from '../../server/domain/study.ts'

import { narrow, useBrowser } from '../setup/browser-page.ts'
import { walkTo } from '../setup/keyboard.ts'
import { comparisonOn, inviteTo, openStudy, votesOf, whenNext } from '../setup/study.ts'

const { visit, db } = useBrowser()

const settings = {
  max_votes_per_tester: 5,
  repeat_share: 0,
  break_after: 2,
  completion_code: 'TIDE-7',
  practice: [{ prompt: 'Which is red?', a: 'Red.', b: 'Blue.', expected: 'a', why: 'It is red.' }],
}
const given = ['b', 'a', 'tie', 'both_bad', 'a']

const screenIs = (page: Page, name: string) => page.locator(`[data-screen=${name}]`).waitFor()

/** What is stored at the end, whichever way it was given: five answers, the first of them twice, and two skips. */
async function expectAll(study: Study): Promise<void> {
  const votes = await votesOf(db(), study)
  const answers = votes.filter(({ reasons, outcome }) => outcome !== 'skip' && reasons.length === 0)
  const last = new Map(answers.map((vote) => [vote.comparison, vote]))
  const practice = 1
  expect([...last.values()].slice(practice).map((vote) => vote.outcome)).toEqual(given)
  expect(answers.filter((vote) => vote.revision === 2).length).toBe(1)
  expect(votes.filter((vote) => vote.outcome === 'skip').map((vote) => vote.reasons)).toEqual([
    ['cannot_judge'],
    ['broken'],
  ])
  const [row] = await db()`
    select t.withdrawn_at is not null as withdrawn, e.rule from testers t
    join exclusions e on e.study_id = t.study_id and e.tester_id = t.id where t.study_id = ${study.id}`
  expect(row).toEqual({ withdrawn: true, rule: 'withdrawn' })
}

async function expectFile(page: Page, start: () => Promise<void>): Promise<void> {
  const coming = page.waitForEvent('download')
  await start()
  const { votes } = JSON.parse(await readFile(await (await coming).path(), 'utf8'))
  expect(
    votes.map((vote: { choice: string }) => vote.choice).filter((choice: string) => choice !== 'skip'),
  ).toEqual(given)
  for (const vote of votes) expect(vote.receipt).toEqual(expect.anything())
}

async function expectReport(page: Page): Promise<void> {
  await screenIs(page, 'done')
  for (const words of ['You compared 5 pairs', 'TIDE-7', 'Download my votes'])
    await page.getByText(words).first().waitFor()
}

describe('from the link to the withdrawal', () => {
  test('with the keyboard alone', async () => {
    const study = await openStudy(db(), settings)
    const page = await visit({ viewport: narrow })
    const press = async (selector: string, key = 'Enter') => {
      const passed = await walkTo(page, selector)
      expect(passed.filter((one) => one.hidden)).toEqual([])
      await page.keyboard.press(key)
    }
    const next = async (act: () => Promise<unknown>) => {
      const before = await comparisonOn(page)
      await act()
      await whenNext(page, before)
    }
    const seeBoth = () => press('[data-which=b]')
    const fromMenu = async (selector: string) => {
      await press('.more')
      await press(selector)
    }
    await page.goto(await inviteTo(db(), study))
    await press('input[type=checkbox][required]', 'Space')
    await press('main form button.primary')
    await screenIs(page, 'practice')
    await press('.choice[value=a]')
    await page.getByText('That is what we would have chosen too').waitFor()
    await press('[data-continue] button.primary')
    await screenIs(page, 'comparison')

    await seeBoth()
    await next(() => press('.choice[value=a]'))
    await next(() => fromMenu('[data-undo] button'))
    await page.locator('.choice[data-earlier][value=a]').waitFor()
    await seeBoth()
    await next(() => page.keyboard.press('2'))
    await next(async () => {
      await page.keyboard.press('s')
      await page.locator('[data-skip] button:focus').waitFor()
      await page.keyboard.press('Enter')
    })
    await next(async () => {
      await fromMenu('.menu-report summary')
      await press('.menu[open] button[value=broken]')
    })
    await seeBoth()
    await next(() => page.keyboard.press('1'))
    await screenIs(page, 'break')
    await press('[data-continue] button')
    await screenIs(page, 'comparison')
    await seeBoth()
    await next(() => press('.choice[value=tie]'))
    await seeBoth()
    await next(() => press('.choice[value=both_bad]'))
    await screenIs(page, 'break')
    await press('[data-continue] button')
    await screenIs(page, 'comparison')
    await seeBoth()
    await press('.choice[value=a]')
    await expectReport(page)
    await page.locator('h1:focus').waitFor()
    await page.locator('#screen:not([data-new])').waitFor()
    await expectFile(page, () => press('a[download]'))
    await press('.withdraw summary')
    await press('.withdraw input', 'Space')
    await press('.withdraw button')
    await page.getByRole('heading', { name: 'You have withdrawn' }).waitFor()
    await expectAll(study)
  })

  test('without a script', async () => {
    const study = await openStudy(db(), settings)
    const page = await visit({ viewport: narrow, javaScriptEnabled: false, provokes: [422] })
    const choose = (choice: string) => page.locator(`.choice[value=${choice}]`).click()
    await page.goto(await inviteTo(db(), study))
    await page.locator('input[type=checkbox][required]').check()
    await page.locator('main form button.primary').click()
    await screenIs(page, 'practice')
    await choose('a')
    await page.getByText('That is what we would have chosen too').waitFor()
    await page.locator('[data-continue] button.primary').click()
    await screenIs(page, 'comparison')

    await choose('a')
    await page.locator('[data-undo] button').click()
    await page.locator('.choice[data-earlier][value=a]').waitFor()
    await choose('b')
    await page.locator('[data-skip] summary').click()
    await page.locator('[data-skip] button[value=cannot_judge]').click()
    await page.getByText('Report…').click()
    await page.locator('button[value=broken]').click()
    await choose('a')
    await screenIs(page, 'break')
    await page.locator('[data-continue] button').click()
    await page.getByRole('link', { name: 'Take a break' }).click()
    await screenIs(page, 'break')
    await page.locator('[data-continue] button').click()
    await screenIs(page, 'comparison')
    await page.getByLabel('Comment').fill('Both say the same')
    await choose('tie')
    await page.reload()
    await choose('both_bad')
    await screenIs(page, 'break')
    await page.locator('[data-continue] button').click()
    await choose('a')
    await expectReport(page)
    await expectFile(page, () => page.locator('a[download]').click())
    await page.locator('.withdraw summary').click()
    await page.locator('.withdraw input').check()
    await page.locator('.withdraw button').click()
    await page.getByRole('heading', { name: 'You have withdrawn' }).waitFor()
    expect((await votesOf(db(), study)).map((vote) => vote.comment)).toContain('Both say the same')
    await expectAll(study)
  })
})
