import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { Study } from '../../server/domain/study.ts'

import { useBrowser } from '../setup/browser-page.ts'
import { comparisonOn, inviteTo, join, openStudy, votesOf, whenNext, whenReplaced } from '../setup/study.ts'

const { visit, db } = useBrowser()

async function onBallot(settings: Record<string, unknown> = {}, options: Parameters<typeof visit>[0] = {}) {
  const study = await openStudy(db(), settings)
  const page = await visit(options)
  await join(page, await inviteTo(db(), study))
  return { study, page }
}

const outcomes = async (study: Study) => (await votesOf(db(), study)).map((vote) => vote.outcome)

/** Presses a key and waits for the next pair. */
async function press(page: Page, key: string): Promise<void> {
  const before = await comparisonOn(page)
  await page.keyboard.press(key)
  await whenNext(page, before)
}

function countPosts(page: Page): () => number {
  let posts = 0
  page.on('request', (request) => {
    if (request.method() === 'POST') posts += 1
  })
  return () => posts
}

describe('a vote in the browser', () => {
  test('swaps the pair in place, moves the focus to its heading and says what is saved', async () => {
    const { study, page } = await onBallot()
    const posts = countPosts(page)
    const before = await comparisonOn(page)
    await page.locator('.choice[value=b]').click()
    await whenReplaced(page, before)
    await page.locator('h1:focus').waitFor()
    await page.locator('[role=status]', { hasText: 'Saved. 2 of 8' }).waitFor()
    expect(posts()).toBe(1)
    const [vote] = await votesOf(db(), study)
    expect(vote).toMatchObject({ outcome: 'b', input: 'click', comparison: before })
    expect(vote?.claims).toMatchObject({ input: 'click', expanded: 0, differences: 0 })
    expect(typeof vote?.claims.a_end).toBe('boolean')
    expect(vote?.claims.visible_ms).toBeGreaterThan(0)
  })

  test('is cast by the number keys, undone, skipped and cast again', async () => {
    const { study, page } = await onBallot()
    const first = await comparisonOn(page)
    for (const key of ['1', '2', '3', '4']) await press(page, key)
    expect(await outcomes(study)).toEqual(['a', 'b', 'tie', 'both_bad'])
    expect((await votesOf(db(), study)).every((vote) => vote.input === 'key')).toBe(true)

    await press(page, 'u')
    expect(await comparisonOn(page)).not.toBe(first)
    await page.locator('.choice[data-earlier][value=both_bad]').waitFor()
    await press(page, '1')
    await page.keyboard.press('s')
    await page.locator('[data-skip][open] button[value=cannot_judge]:focus').waitFor()
    await press(page, 'Enter')
    expect(await outcomes(study)).toEqual(['a', 'b', 'tie', 'both_bad', 'a', 'skip'])
    await press(page, '2')
    await press(page, 'Backspace')
    await page.locator('.choice[data-earlier][value=b]').waitFor()
  })

  test('is not asked for where an answer is broken: it is reported, and the next pair comes', async () => {
    const { study, page } = await onBallot()
    const before = await comparisonOn(page)
    await page.getByText('Report…').click()
    await page.getByRole('button', { name: 'An answer is broken or empty' }).click()
    await whenNext(page, before)
    await page.locator('[role=status]', { hasText: 'Skipped' }).waitFor()
    const [skip] = await votesOf(db(), study)
    expect(skip).toMatchObject({ outcome: 'skip', reasons: ['broken'], input: 'click', comparison: before })
    expect(skip?.claims.visible_ms).toBeGreaterThan(0)
  })

  test('counts nothing in the first 0.8 seconds of a pair', async () => {
    const { study, page } = await onBallot()
    const before = await comparisonOn(page)
    await page.keyboard.press('1')
    await page.locator('#screen[data-new]').waitFor()
    await page.keyboard.press('2')
    await page.locator('.choice[value=b]').click()
    const fresh = await comparisonOn(page)
    await page.waitForTimeout(300)
    await page.keyboard.press('2')
    await page.locator('#screen:not([data-new])').waitFor()
    expect(await outcomes(study)).toEqual(['a'])
    expect([fresh, await comparisonOn(page)]).toEqual([fresh, fresh])
    expect(fresh).not.toBe(before)
    await press(page, '2')
    expect(await outcomes(study)).toEqual(['a', 'b'])
  })

  test('is followed by a pause that can be left at once', async () => {
    const { page } = await onBallot({ break_after: 1 })
    const before = await comparisonOn(page)
    await page.evaluate(
      "addEventListener('htmx:after:swap', () => document.querySelector('[data-screen=break] [data-continue] button').click())",
    )
    await page.keyboard.press('1')
    await whenReplaced(page, before)
    await page.locator('[data-screen=comparison]').waitFor()
  })

  test('is sent once by a double click, and marks its button until the next pair is there', async () => {
    const { study, page } = await onBallot()
    const posts = countPosts(page)
    let release = () => {}
    const held = new Promise<void>((go) => {
      release = go
    })
    await page.route('**/votes', async (route) => {
      await held
      await route.continue()
    })
    const before = await comparisonOn(page)
    await page.locator('.choice[value=a]').dblclick()
    await page.locator('.choice[value=a][data-chosen]').waitFor()
    await page.locator('.choice[value=b]').click()
    release()
    await whenNext(page, before)
    expect(posts()).toBe(1)
    expect(await outcomes(study)).toEqual(['a'])
  })

  test('that does not reach the server keeps the choice and the comment, and is sent by one more press', async () => {
    const { study, page } = await onBallot({}, { provokes: [503] })
    await page.route('**/votes', (route) => route.fulfill({ status: 503, body: 'down' }))
    await page.getByLabel('Comment').fill('Kept')
    await page.locator('.choice[value=tie]').click()
    await page.locator('[data-not-saved=vote]', { hasText: 'Not saved' }).waitFor()
    await page.locator('.choice[value=tie][data-chosen]').waitFor()
    await page.unroute('**/votes')
    const before = await comparisonOn(page)
    await page.locator('h1').click()
    await page.keyboard.press('Enter')
    await whenNext(page, before)
    expect(await votesOf(db(), study)).toMatchObject([{ outcome: 'tie', comment: 'Kept' }])
  })

  test('is not what a skip or an undo that fails is called, and nothing is lost', async () => {
    const { study, page } = await onBallot({}, { provokes: [503] })
    await press(page, '1')
    await page.getByLabel('Comment').fill('Kept')
    await page.route('**/{skips,undo}', (route) => route.fulfill({ status: 503, body: 'down' }))
    await page.locator('[data-skip] summary').click()
    await page.locator('[data-skip] button[value=other]').click()
    await page.locator('[data-not-saved=skip]', { hasText: 'Not skipped' }).waitFor()
    expect(await page.locator('[data-not-saved]:visible').count()).toBe(1)
    await page.locator('[data-undo] button').click()
    await page.locator('[data-not-saved=undo]', { hasText: 'Not undone' }).waitFor()
    expect(await page.locator('[data-not-saved]:visible').count()).toBe(1)
    await page.unroute('**/{skips,undo}')
    const before = await comparisonOn(page)
    await page.locator('[data-skip] button[value=other]').click()
    await whenNext(page, before)
    expect(await outcomes(study)).toEqual(['a', 'skip'])
  })

  test('can be undone beside the bar for a while', async () => {
    const { study, page } = await onBallot()
    await page.clock.install()
    const before = await comparisonOn(page)
    await page.keyboard.press('1')
    await whenReplaced(page, before)
    const near = page.locator('[data-just-saved] button')
    await page.clock.runFor(5000)
    expect(await near.isVisible()).toBe(true)
    await page.clock.runFor(1500)
    expect(await near.isVisible()).toBe(false)
    expect(await page.locator('[data-undo] button').isVisible()).toBe(true)
    const second = await comparisonOn(page)
    await page.keyboard.press('2')
    await whenReplaced(page, second)
    await page.clock.runFor(1000)
    await near.click()
    await page.locator('.choice[data-earlier][value=b]').waitFor()
    expect(await comparisonOn(page)).toBe(second)
    expect(await outcomes(study)).toEqual(['a', 'b'])
  })
})

describe('the keys', () => {
  test('are ignored while typing, with modifiers, on repeat and while a word is composed', async () => {
    const { study, page } = await onBallot()
    await page.getByLabel('Comment').fill('1')
    await page.keyboard.press('2')
    await page.locator('h1').click()
    await page.keyboard.press('Alt+1')
    await page.keyboard.press('Shift+1')
    for (const what of ['repeat: true', 'isComposing: true', 'ctrlKey: true', 'metaKey: true'])
      await page.evaluate(
        `document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '1', code: 'Digit1', bubbles: true, ${what} }))`,
      )
    expect(await outcomes(study)).toEqual([])
    expect(await page.getByLabel('Comment').inputValue()).toBe('12')
    await press(page, '1')
    expect(await outcomes(study)).toEqual(['a'])
  })

  test('can be switched off, and stay so', async () => {
    const { study, page } = await onBallot()
    await page.getByRole('button', { name: 'Keys on' }).click()
    await page.getByRole('button', { name: 'Keys off' }).waitFor()
    await page.locator('h1').click()
    await page.keyboard.press('1')
    await page.reload()
    await page.getByRole('button', { name: 'Keys off' }).waitFor()
    await page.keyboard.press('1')
    expect(await page.locator('.choice .key').first().isVisible()).toBe(false)
    await page.getByRole('button', { name: 'Keys off' }).click()
    await page.locator('h1').click()
    await press(page, '2')
    expect(await outcomes(study)).toEqual(['b'])
  })

  test('open both answers, the differences and the help, and the vote says so', async () => {
    const { study, page } = await onBallot({ difference_view: true })
    while (!(await page.locator('[data-expand]').isVisible())) await press(page, '3')
    const done = (await outcomes(study)).length
    const heights = async () =>
      Promise.all(
        ['a', 'b'].map(async (side) => (await page.locator(`#response-${side}`).boundingBox())?.height),
      )
    const [a, b] = await heights()
    expect(a).toBe(b)
    await page.keyboard.press('e')
    const [tallA, tallB] = await heights()
    expect(tallA).toBe(tallB)
    expect(tallA).toBeGreaterThan(a ?? 0)
    await page.keyboard.press('d')
    await page.locator('.differences[open] .difference-text :is(ins, del)').first().waitFor()
    await page.keyboard.press('?')
    await page.locator('[data-help][open]', { hasText: 'have received' }).waitFor()
    await page.keyboard.press('Escape')
    await page.locator('[data-help]:not([open])').waitFor()
    await press(page, '1')
    const vote = (await votesOf(db(), study))[done]
    expect(vote?.claims).toMatchObject({ input: 'key', expanded: 1, differences: 1 })
  })

  test('run along the scale of a study that asks how much, and Enter sends', async () => {
    const study7 = await onBallot({ strength: true })
    await study7.page.keyboard.press('1')
    await study7.page.locator('.choice[value=a][data-chosen]').waitFor()
    await press(study7.page, 'Enter')
    await study7.page.keyboard.press('5')
    await press(study7.page, 'Enter')
    await study7.page.keyboard.press('4')
    await press(study7.page, 'Enter')
    expect(await votesOf(db(), study7.study)).toMatchObject([
      { outcome: 'a', strength: 3 },
      { outcome: 'b', strength: 1 },
      { outcome: 'tie', strength: null },
    ])

    const study5 = await onBallot({ strength: true, strength_points: 5 })
    await study5.page.keyboard.press('2')
    await press(study5.page, 'Enter')
    await study5.page.keyboard.press('5')
    await press(study5.page, 'Enter')
    expect(await votesOf(db(), study5.study)).toMatchObject([
      { outcome: 'a', strength: 1 },
      { outcome: 'b', strength: 2 },
    ])
  })
})

describe('what a study asks beside the choice', () => {
  const everything = {
    strength: true,
    criteria: ['accuracy', 'tone'],
    reasons: ['useful', 'incorrect'],
    confidence: true,
  }

  test('is stored with the vote, and Enter in a box is no vote', async () => {
    const { study, page } = await onBallot(everything)
    await page.locator('.choice[value=b]').click()
    await page.locator('[data-marked]').waitFor()
    await page.locator('.choice[value=b]').click()
    expect(await outcomes(study)).toEqual([])

    await page.getByLabel('clearly').check()
    await page.getByRole('group', { name: 'accuracy' }).getByLabel('Tie').check()
    await page.getByRole('group', { name: 'About A' }).getByLabel('incorrect').check()
    await page.getByRole('group', { name: 'About B' }).getByLabel('useful').check()
    await page.getByLabel('fairly sure').check()
    const before = await comparisonOn(page)
    await page.locator('[data-send]').click()
    await whenNext(page, before)
    const stored = await votesOf(db(), study)
    expect(stored).toMatchObject([
      { outcome: 'b', strength: 2, reasons: ['a:incorrect', 'b:useful'], criteria: { accuracy: 'tie' } },
    ])
    expect(stored[0]?.claims.confidence).toBe(2)

    await press(page, 'u')
    await page.locator('.choice[value=b]').click()
    expect(await page.getByLabel('fairly sure').isChecked()).toBe(true)
    expect(await page.getByLabel('clearly').isChecked()).toBe(true)
  })

  test('is sent by Enter too, which is named for as long as the keys are on', async () => {
    const { page } = await onBallot(everything)
    await page.locator('.choice[value=b]').click()
    const enter = page.locator('[data-send]').getByText('Enter')
    await enter.waitFor()
    await page.locator('[data-keys-switch]').click()
    expect(await enter.isVisible()).toBe(false)
    await page.keyboard.press('Escape')
    expect(await page.locator('[data-send]').isVisible()).toBe(false)
    expect(await page.locator('.choice[data-chosen]').count()).toBe(0)

    const { page: onPhone } = await onBallot(everything, { isMobile: true, hasTouch: true })
    await onPhone.locator('.choice[value=b]').tap()
    await onPhone.getByText('Marked, not sent yet').waitFor()
    expect(await onPhone.locator('[data-send]').getByText('Enter').isVisible()).toBe(false)
  })

  test('leaves out by how much after a tie, and sends at once where nothing else is left to ask', async () => {
    const { study, page } = await onBallot({ ...everything, choices: ['a', 'b', 'tie', 'both_bad'] })
    await page.locator('.choice[value=a]').click()
    await page.getByLabel('clearly').check()
    for (const undecided of ['tie', 'both_bad']) {
      await page.locator(`.choice[value=${undecided}]`).click()
      expect(await page.getByLabel('clearly').isVisible()).toBe(false)
      expect(await page.getByLabel('fairly sure').isVisible()).toBe(true)
    }
    const before = await comparisonOn(page)
    await page.locator('[data-send]').click()
    await whenNext(page, before)
    expect(await votesOf(db(), study)).toMatchObject([{ outcome: 'both_bad', strength: null }])

    const onlyScale = await onBallot({ strength: true, comment: false })
    await press(onlyScale.page, '4')
    expect(await outcomes(onlyScale.study)).toEqual(['tie'])
  })

  test('without a script, Enter in a box sends nothing', async () => {
    const { study, page } = await onBallot(everything, { javaScriptEnabled: false })
    const posts = countPosts(page)
    await page.getByLabel('slightly').check()
    expect(await page.locator('[data-send]').isVisible()).toBe(false)
    await page.keyboard.press('Enter')
    await page.reload()
    expect(posts()).toBe(0)
    expect(await outcomes(study)).toEqual([])
  })

  test('stays with its pair while the answer before it is taken back and given again', async () => {
    const { page } = await onBallot()
    await press(page, '1')
    await page.getByLabel('Comment').fill('Of the second')
    await page.locator('h1').click()
    await press(page, 'u')
    expect(await page.getByLabel('Comment').inputValue()).toBe('')
    await press(page, '2')
    expect(await page.getByLabel('Comment').inputValue()).toBe('Of the second')
  })

  test('is forgotten by the browser of whoever withdraws', async () => {
    const { page } = await onBallot()
    await press(page, '1')
    await page.getByLabel('Comment').fill('Never sent')
    expect(await page.evaluate('Object.keys(localStorage).length')).toBe(1)
    await page.locator('[data-finish] summary').click()
    await page.getByRole('button', { name: 'Finish now' }).click()
    await page.locator('[data-screen=done] summary').click()
    await page.locator('[name=confirm]').check()
    await page.getByRole('button', { name: 'Withdraw my answers' }).click()
    await page.locator('[data-notice=withdrawn]').waitFor()
    await expect.poll(() => page.evaluate('Object.keys(localStorage).length')).toBe(0)
  })

  test('is kept in the browser until it is sent, and forgotten then', async () => {
    const { study, page } = await onBallot({ reasons: ['useful'] })
    const choice = page.locator('.choice[value=a]')
    await choice.click()
    await page.getByLabel('Comment').fill('Half a thou')
    await page.getByRole('group', { name: 'About A' }).getByLabel('useful').check()
    await page.reload()
    await choice.click()
    expect(await page.getByLabel('Comment').inputValue()).toBe('Half a thou')
    expect(await page.getByRole('group', { name: 'About A' }).getByLabel('useful').isChecked()).toBe(true)
    const before = await comparisonOn(page)
    await page.locator('[data-send]').click()
    await whenNext(page, before)
    expect(await page.getByLabel('Comment').inputValue()).toBe('')
    expect(await page.evaluate('Object.keys(localStorage).length')).toBe(0)
    expect(await votesOf(db(), study)).toMatchObject([{ comment: 'Half a thou', reasons: ['a:useful'] }])
  })
})
