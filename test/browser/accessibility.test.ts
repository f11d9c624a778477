import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { setStudyState } from '../../db/studies/studies.ts'
import type { Study } from '../../server/domain/study.ts'
import { findings, hasRoom } from '../setup/axe.ts'
import { narrow, useBrowser, wide } from '../setup/browser-page.ts'
import { inviteTo, join, openStudy, votesOf } from '../setup/study.ts'

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

/** Reflow (WCAG 1.4.10), zoom and larger text (1.4.4), text spacing (1.4.12). */
const narrowings = {
  '320 px': { width: 320, css: '' },
  'a window of 1280 px at 200 %': { width: 640, css: '' },
  'twice the text size': { width: 640, css: 'html { font-size: 200% }' },
  'text spaced wide': {
    width: 360,
    css: '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }',
  },
}

type Reached = 'landing' | 'practice' | 'comparison' | 'done'

async function reach(page: Page, screen: Reached, study: Study): Promise<void> {
  if (screen === 'landing') return void (await page.goto(await inviteTo(db(), study)))
  if (screen === 'practice') {
    await page.locator('input[type=checkbox][required]').check()
    await page.locator('main form button.primary').click()
  } else if (screen === 'comparison') {
    await page.locator('[data-continue] .choice[value=a]').click()
    await page.locator('[data-continue] button.primary').click()
  } else {
    await page.locator('.choice[value=a]').click()
    await page.locator('[data-send]').click()
  }
  await page.locator(`[data-screen=${screen}]`).waitFor()
}

/** Words of the page itself, not of an answer, that do not fit where they stand. */
const cutWords = (page: Page) =>
  page.evaluate<string[]>(
    `[...document.querySelectorAll('button, .button, summary, label, legend, h1, h2, h3, p, li, dt, dd, figcaption')]
      .filter((one) => one.checkVisibility() && !one.closest('.output, .visually-hidden') && getComputedStyle(one).display !== 'inline')
      .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1)
      .map((one) => one.tagName + ': ' + one.textContent.trim().slice(0, 40))`,
  )

/** Places and controls as a screen reader meets them; what an answer says and how long it is differs by the draw. */
async function heard(page: Page): Promise<string[]> {
  const lines = (await page.locator('main').ariaSnapshot())
    .split('\n')
    .map((line) => line.trim().slice('- '.length))
  return lines
    .filter(
      (line) =>
        /^(heading|region|group|status|checkbox|radio|textbox|button)\b/.test(line) &&
        !/Show all of both|Wide text, scrolls sideways/.test(line),
    )
    .map((line) => line.replace(/:$/, ''))
}

const asked = [
  'region "Tell us more"',
  'group "By how much?"',
  ...['slightly', 'clearly', 'far better'].map((name) => `radio "${name}"`),
  'group "Which is better in …"',
  'group "accuracy"',
  ...['A', 'Tie', 'B'].map((name) => `radio "${name}"`),
  'group "Why?"',
  ...['A', 'B'].flatMap((side) => [`group "About ${side}"`, 'checkbox "useful"', 'checkbox "incorrect"']),
  'group "How sure are you?"',
  ...['a guess', 'fairly sure', 'certain'].map((name) => `radio "${name}"`),
  'textbox "Comment (optional)"',
  'button "Send"',
]

describe('the comparison screen', () => {
  test('is heard as question, answers, what else is asked, the choice and what stands beside it', async () => {
    const study = await openStudy(db(), { ...everything, practice: [] })
    const page = await visit()
    await join(page, await inviteTo(db(), study))
    expect(await heard(page)).toEqual([
      'heading "Which answer helps more?" [level=1]',
      'region "Question"',
      'heading "Question" [level=2]',
      'checkbox "Show all of the question"',
      'region "Answer A"',
      'heading "Answer A" [level=2]',
      'region "Answer B"',
      'heading "Answer B" [level=2]',
      'checkbox "Both as plain text"',
      'group: Differences',
      'checkbox "Scroll each in its own box"',
      'status',
      'group "Your choice"',
      ...['A is better', 'Tie', 'B is better', 'Both bad'].map((name) => `button "${name}"`),
      'group: Skip…',
      'group: Report…',
      'group: Finish…',
      'button "Keys on" [pressed]',
      'group: Help',
    ])

    await page.locator('.choice[value=a]').click()
    const marked = 'status: Marked, not sent yet.'
    await expect.poll(() => heard(page)).toContain(marked)
    const questions = await heard(page)
    expect(questions.slice(questions.indexOf(asked[0] ?? ''))).toEqual(expect.arrayContaining(asked))
    expect(questions).toContain('button "A is better" [pressed]')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.locator('[data-screen=done] h1:focus').waitFor()
    expect(await page.title()).toBe('Thank you')
    const ended = 'status: You have answered everything we wanted to ask.'
    await expect.poll(() => heard(page)).toContain(ended)
  })

  test('cuts no word and never scrolls sideways at 320 px, at 200 %, in twice the text size or spaced wide', async () => {
    const study = await openStudy(db(), { ...everything, max_votes_per_tester: 1 })
    const page = await visit({ bypassCSP: true, locale: 'de' })
    for (const screen of ['landing', 'practice', 'comparison', 'done'] as const) {
      await reach(page, screen, study)
      for (const [name, { width, css }] of Object.entries(narrowings)) {
        await page.setViewportSize({ width, height: 640 })
        await page.evaluate(
          `document.head.insertAdjacentHTML('beforeend', '<style id="spaced">${css}</style>'); dispatchEvent(new Event('resize'))`,
        )
        const found = [...(await hasRoom(page)), ...(await cutWords(page))]
        expect(found, `${screen}, ${name}`).toEqual([])
        await page.evaluate("document.querySelector('#spaced').remove()")
      }
      await page.setViewportSize(wide)
    }
  })

  test('gives a comment that was not taken back without scrolling sideways, however long its words', async () => {
    const study = await openStudy(db())
    const page = await visit({ viewport: narrow, provokes: [409] })
    await join(page, await inviteTo(db(), study))
    await page.getByLabel('Comment').fill('Wind'.repeat(200))
    await setStudyState(db(), { id: study.id, state: 'paused' })
    await page.locator('[data-which=b]').click()
    await page.locator('.choice[value=a]').click()
    await page.locator('[data-notice=paused] blockquote', { hasText: 'WindWind' }).waitFor()
    expect(await hasRoom(page)).toEqual([])
    await setStudyState(db(), { id: study.id, state: 'open' })
    await page.locator('[data-notice=paused] form button').click()
    await page.locator('[data-screen=comparison]').waitFor()
    expect(await votesOf(db(), study)).toMatchObject([{ outcome: 'a', comment: 'Wind'.repeat(200) }])
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
