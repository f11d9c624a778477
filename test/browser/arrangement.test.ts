import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { narrow, useBrowser } from '../setup/browser-page.ts'
import { comparisonOn, inviteTo, join, openStudy, votesOf, whenNext } from '../setup/study.ts'

const { visit, db } = useBrowser()

async function onBallot(options: Parameters<typeof visit>[0] = {}, settings: Record<string, unknown> = {}) {
  const study = await openStudy(db(), settings)
  const page = await visit(options)
  await join(page, await inviteTo(db(), study))
  return { study, page }
}

async function vote(page: Page, choice = 'a'): Promise<void> {
  const before = await comparisonOn(page)
  await page.locator(`.choice[value=${choice}]`).click()
  await whenNext(page, before)
}

const rolled = (page: Page, side: 'a' | 'b') =>
  page.evaluate<number>(
    `(() => { const e = document.querySelector('#response-${side}'); return e.scrollTop / (e.scrollHeight - e.clientHeight) })()`,
  )
const roll = (page: Page, side: 'a' | 'b', share: number) =>
  page.evaluate(
    `(() => { const e = document.querySelector('#response-${side}'); e.scrollTop = ${share} * (e.scrollHeight - e.clientHeight) })()`,
  )

/** Two long answers of unlike length, so that both have something to scroll. */
const lengthen = (page: Page) =>
  page.evaluate(`for (const [side, lines] of [['a', 60], ['b', 200]])
    document.querySelector('#response-' + side).innerHTML = '<p>A line of this answer.</p>'.repeat(lines)`)

describe('two answers side by side', () => {
  test('scroll in boxes of their own, in step or each for itself, and stay so for the next pair', async () => {
    const { study, page } = await onBallot()
    await lengthen(page)
    await page.locator('[data-boxes]').check()
    await roll(page, 'a', 0.5)
    await expect.poll(() => rolled(page, 'b')).toBeCloseTo(0.5, 1)
    await roll(page, 'b', 1)
    await expect.poll(() => rolled(page, 'a')).toBeCloseTo(1, 1)
    await page.locator('[data-together]').uncheck()
    await roll(page, 'a', 0)
    await page.waitForTimeout(100)
    expect(await rolled(page, 'b')).toBeCloseTo(1, 1)

    await page.locator('#response-a').focus()
    await page.keyboard.press('End')
    await expect.poll(() => rolled(page, 'a')).toBeCloseTo(1, 1)
    await vote(page)
    expect(await page.locator('[data-boxes]').isChecked()).toBe(true)
    expect(await page.locator('[data-together]').isChecked()).toBe(false)
    const [stored] = await votesOf(db(), study)
    expect(stored?.claims).toMatchObject({ a_stood: 'left', a_end: true, b_end: true })
    await page.locator('[data-boxes]').uncheck()
    expect(await page.locator('#response-a').getAttribute('tabindex')).toBeNull()
  })

  test('are read to the end only when the end of a box was in view', async () => {
    const { study, page } = await onBallot()
    const long = page.locator('.pane:has([data-cut])').first()
    while (!(await long.isVisible())) await vote(page, 'tie')
    const side = await long.getAttribute('data-side')
    const done = (await votesOf(db(), study)).length
    await page.locator('[data-boxes]').check()
    await vote(page)
    expect((await votesOf(db(), study))[done]?.claims).toMatchObject({ [`${side}_end`]: false })
  })

  test('stand the other way round where the page runs from right to left, and the vote says so', async () => {
    const { study, page } = await onBallot({ locale: 'ar' })
    await vote(page)
    expect((await votesOf(db(), study))[0]?.claims).toMatchObject({ a_stood: 'right' })
  })
})

describe.each([true, false])('with a script: %s', (javaScriptEnabled) => {
  test('one box opens both answers to the same height, one shows both as plain text', async () => {
    const { page } = await onBallot({ javaScriptEnabled })
    while (!(await page.locator('.pane', { hasText: 'Paragraph 30' }).count())) {
      const before = await comparisonOn(page)
      await page.locator('.choice[value=tie]').click()
      if (javaScriptEnabled) await whenNext(page, before)
    }
    const heights = (of: string) =>
      Promise.all(
        ['a', 'b'].map(async (side) => (await page.locator(`#${of}-${side}`).boundingBox())?.height),
      )
    const [cutA, cutB] = await heights('response')
    expect(cutB).toBe(cutA)
    await page.locator('[data-expand]').check()
    const [wholeA, wholeB] = await heights('response')
    expect(wholeB).toBe(wholeA)
    expect(wholeA).toBeGreaterThan(cutA ?? 0)

    expect(await page.locator('.raw:visible').count()).toBe(0)
    await page.locator('[data-raw]').check()
    expect(await page.locator('.pane .output:visible').count()).toBe(0)
    expect(await page.locator('.raw:visible').count()).toBe(2)
    const [plainA, plainB] = await heights('raw')
    expect(plainB).toBe(plainA)
    expect(await page.locator('.raw', { hasText: 'Paragraph 30' }).count()).toBeGreaterThan(0)
  })
})

describe('on a phone', () => {
  const phone = { viewport: narrow, hasTouch: true, isMobile: true }

  test('one answer at a time comes first, is swiped or chosen by its letter, and scrolls by itself', async () => {
    const { study, page } = await onBallot(phone)
    expect(await page.locator('[data-boxes]').isVisible()).toBe(false)
    expect(await page.locator('[data-single]').isChecked()).toBe(true)
    await lengthen(page)
    const place = async (side: string) =>
      Math.round((await page.locator(`.pane[data-side=${side}]`).boundingBox())?.x ?? -1)
    const bar = (await page.locator('#ballot').boundingBox())?.y ?? 0
    const pane = await page.locator('.pane[data-side=a]').boundingBox()
    expect((pane?.y ?? 0) + (pane?.height ?? 0)).toBeLessThanOrEqual(bar)
    const start = await place('a')
    const width = (await page.locator('.panes').boundingBox())?.width ?? 0
    expect(await place('b')).toBeGreaterThanOrEqual(start + width)
    const isSeen = (side: string) => page.locator(`[data-which=${side}][data-seen]`).count()
    expect([await isSeen('a'), await isSeen('b')]).toEqual([1, 0])
    await page.locator('[data-which=b]').tap()
    await expect.poll(() => place('b')).toBe(start)
    await page.locator('[data-which=b][aria-pressed=true][data-seen]').waitFor()
    expect(await page.evaluate('scrollY')).toBe(0)
    await page.evaluate("document.querySelector('.panes').scrollTo({ left: 0 })")
    await page.locator('[data-which=a][aria-pressed=true]').waitFor()
    await roll(page, 'a', 1)
    expect(await rolled(page, 'b')).toBe(0)
    const wider = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
    expect(await page.evaluate(wider)).toBe(0)
    await page.evaluate("document.querySelector('.views').scrollIntoView({ block: 'end' })")
    const letter = await page.locator('[data-which=a]').boundingBox()
    expect(letter?.y).toBeGreaterThanOrEqual(0)
    await page.locator('[data-which=b]').tap()
    const answer = await page.locator('#response-b').boundingBox()
    expect(answer?.y).toBeGreaterThanOrEqual((letter?.y ?? 0) + (letter?.height ?? 0))
    await vote(page, 'b')
    expect((await votesOf(db(), study))[0]?.claims).toMatchObject({ a_stood: 'alone', a_end: true })
    await expect.poll(() => page.locator('[data-which=a]').getAttribute('aria-pressed')).toBe('true')
  })

  test('they stand one above the other for whoever wants that, on this device', async () => {
    const { study, page } = await onBallot(phone)
    await page.locator('[data-single]').uncheck()
    await page.reload()
    expect(await page.locator('[data-single]').isChecked()).toBe(false)
    await page.evaluate("document.querySelector('#response-b').scrollIntoView({ block: 'center' })")
    await vote(page)
    expect((await votesOf(db(), study))[0]?.claims).toMatchObject({ a_stood: 'top' })
  })

  test('a press before B was on the screen is answered once, and counts when it is repeated', async () => {
    const { study, page } = await onBallot(phone)
    const seen = () => db()`select seen_a, seen_b from votes where study_id = ${study.id} order by position`
    const first = await comparisonOn(page)
    await page.locator('.choice[value=a]').tap()
    await page.getByText('You have not seen B yet').waitFor()
    expect(await page.locator('[data-unseen]:visible').count()).toBe(1)
    expect(await seen()).toEqual([])
    await page.locator('.choice[value=b]').tap()
    await whenNext(page, first)
    const second = await comparisonOn(page)
    await page.keyboard.press('1')
    await page.getByText('You have not seen B yet').waitFor()
    await page.locator('[data-which=b]').tap()
    await expect.poll(() => page.locator('[data-unseen]:visible').count()).toBe(0)
    await page.keyboard.press('1')
    await whenNext(page, second)
    expect(await seen()).toEqual([
      { seen_a: true, seen_b: false },
      { seen_a: true, seen_b: true },
    ])
  })

  test('an answer that is taken back was seen before, and nobody is told otherwise', async () => {
    const { study, page } = await onBallot(phone)
    const first = await comparisonOn(page)
    await page.locator('[data-which=b]').tap()
    await vote(page)
    await page.locator('[data-just-saved] button').tap()
    await page.locator(`#ballot [name=comparison][value="${first}"]`).waitFor({ state: 'attached' })
    await page.locator('#screen:not([data-new])').waitFor()
    await vote(page, 'tie')
    const seen = await db()`select seen_b from votes where study_id = ${study.id} order by position`
    expect(seen).toEqual([{ seen_b: true }, { seen_b: true }])
  })

  test('whoever is new finishes ten pairs with three gestures a pair or fewer', async () => {
    const { study, page } = await onBallot(phone, { max_votes_per_tester: 10, repeat_share: 0 })
    let gestures = 0
    const tap = async (selector: string) => {
      gestures += 1
      await page.locator(selector).tap()
    }
    for (let pair = 0; pair < 10; pair += 1) {
      const before = await comparisonOn(page)
      await tap('[data-which=b]')
      await page.locator('[data-which=b][data-seen]').waitFor()
      if (pair % 2 === 0) await tap('[data-which=a]')
      await tap(`.choice[value=${pair % 2 === 0 ? 'a' : 'b'}]`)
      await whenNext(page, before)
    }
    await page.locator('[data-screen=done]').waitFor()
    process.stdout.write(`ten pairs on a phone: ${gestures} gestures\n`)
    expect(gestures).toBeLessThanOrEqual(30)
    const votes = await db()`select seen_a and seen_b as seen from votes where study_id = ${study.id}`
    expect(votes.map(({ seen: both }) => both)).toEqual(Array(10).fill(true))
  })

  test('what is not needed for every pair is in the menu, and keys show once one is pressed', async () => {
    const { page } = await onBallot(phone)
    const inMenu = page.locator('#more summary', { hasText: 'Report' })
    expect(await inMenu.isVisible()).toBe(false)
    await page.locator('.more').tap()
    expect(await inMenu.isVisible()).toBe(true)
    expect(await page.locator('[data-keys-switch]').isVisible()).toBe(false)
    await page.keyboard.press('?')
    await page.locator('[data-help][open]').waitFor()
    expect(await page.locator('[data-keys-switch]').isVisible()).toBe(true)
  })

  test('without a script no switch is offered that would do nothing', async () => {
    for (const viewport of [narrow, { width: 1280, height: 800 }]) {
      const { page } = await onBallot({ viewport, javaScriptEnabled: false })
      expect(await page.locator('[data-arranging]:visible, .which:visible').count()).toBe(0)
    }
  })
})

describe('the keys', () => {
  test('work only with Alt once that is chosen, say so, and can be put back', async () => {
    const { study, page } = await onBallot()
    await page.locator('[data-help] summary').click()
    await page.locator('input[data-keys-alt]').check()
    await page.keyboard.press('Escape')
    expect(await page.locator('.choice[value=a]').getAttribute('aria-keyshortcuts')).toBe('Alt+1')
    await page.locator('h1').click()
    await page.keyboard.press('2')
    const before = await comparisonOn(page)
    await page.keyboard.press('Alt+1')
    await whenNext(page, before)
    expect(await votesOf(db(), study)).toMatchObject([{ outcome: 'a', input: 'key' }])
    await page.reload()
    await page.keyboard.press('Alt+Shift+/')
    await page.locator('input[data-keys-alt]').uncheck()
    await page.keyboard.press('Escape')
    await page.locator('h1').click()
    await page.keyboard.press('2')
    await expect.poll(async () => (await votesOf(db(), study)).length).toBe(2)
    await page.locator('[data-keys-switch]').click()
    expect(await page.locator('.choice[value=a]').getAttribute('aria-keyshortcuts')).toBeNull()
  })
})

describe('a pause', () => {
  test('is there for the asking, and leads back to the same pair', async () => {
    const { page } = await onBallot()
    await vote(page)
    const before = await comparisonOn(page)
    await page.getByRole('link', { name: 'Take a break' }).click()
    await page.locator('[data-screen=break]', { hasText: '1 answer is saved' }).waitFor()
    await page.locator('[data-continue] button').click()
    await page.locator('[data-screen=comparison]').waitFor()
    expect(await comparisonOn(page)).toBe(before)
  })
})
