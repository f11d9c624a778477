import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createInvites } from '../../db/testers/invites.ts'
import { createApp } from '../../server/app.tsx'
import { readConfig } from '../../server/config.ts'
import { createLog } from '../../server/log.ts'
import { renderMarkdown } from '../../server/rendering/rendering.ts'
import { createBrowser, screenOf } from '../blindness/browser.ts'
import { goOn, join } from '../blindness/journey.ts'
import { plain } from '../blindness/labels.ts'
import { buildStudy } from '../blindness/study.ts'
import { launchBrowser } from '../setup/browser.ts'
import { useDatabase } from '../setup/database.ts'
import { sprawling } from './payloads.ts'

const database = useDatabase()
const config = readConfig({})
let browser: Browser
let comparison = ''
let app: ReturnType<typeof createApp>

beforeAll(async () => {
  const db = database.db()
  app = createApp({ db, config, log: createLog('silent') })
  const study = await buildStudy(db, plain, Math.random)
  const wanted = { studyId: study.id, kind: 'open', count: 1, label: '', cap: null, expires: null } as const
  const [invite] = await createInvites(db, wanted)
  const tester = await join(createBrowser(app, []), invite?.code ?? '')
  let screen = await tester.send(`/s/${study.key}`)
  while (screenOf(screen.body) === 'practice') {
    await goOn(tester, screen)
    screen = await tester.send(`/s/${study.key}`)
  }
  comparison = screen.body
  browser = await launchBrowser()
}, 60_000)
afterAll(() => browser?.close())

/** The tester's page as the app sends it, content policy included. */
async function openPage(width: number, height: number): Promise<{ page: Page; broken: string[] }> {
  const page = await browser.newPage({ viewport: { width, height } })
  const broken: string[] = []
  page.on('console', (line) => {
    if (/content security policy/i.test(line.text())) broken.push(line.text())
  })
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url())
    const answer = await app.request(pathname === '/page' ? '/login' : pathname)
    const body = pathname === '/page' ? comparison : await answer.text()
    await route.fulfill({
      status: answer.status,
      headers: {
        'content-type': answer.headers.get('content-type') ?? '',
        'content-security-policy': answer.headers.get('content-security-policy') ?? '',
      },
      body,
    })
  })
  await page.goto(`${config.publicUrl}/page`)
  return { page, broken }
}

/** Puts texts into all three blocks, then asks what a finger on each vote button would hit, at every scroll position. */
const covered = `async (html) => {
  const missed = []
  for (const id of ['prompt', 'response-a', 'response-b']) document.getElementById(id).innerHTML = html
  for (const expanded of [false, true]) {
    for (const part of document.querySelectorAll('.panes, .prompt')) part.toggleAttribute('data-expanded', expanded)
    for (const place of [0, 0.3, 0.7, 1]) {
      window.scrollTo(0, place * document.documentElement.scrollHeight)
      for (const button of document.querySelectorAll('.vote-bar .choice')) {
        const { left, top, width, height } = button.getBoundingClientRect()
        for (const [x, y] of [[0.5, 0.5], [0.1, 0.2], [0.9, 0.8]]) {
          const hit = document.elementFromPoint(left + x * width, top + y * height)
          if (!hit || !button.contains(hit)) missed.push([place, expanded, button.value, hit && hit.outerHTML.slice(0, 80)])
        }
      }
    }
  }
  return { missed, wide: document.documentElement.scrollWidth - document.documentElement.clientWidth }
}`

describe.each([
  [1280, 800],
  [360, 640],
])('on a screen of %i × %i', (width, height) => {
  test('no text covers a vote button, widens the page or breaks the content policy', async () => {
    const { page, broken } = await openPage(width, height)
    for (const text of sprawling) {
      const html = await renderMarkdown(text)
      const { missed, wide } = (await page.evaluate(`(${covered})(${JSON.stringify(html)})`)) as {
        missed: unknown[]
        wide: number
      }
      expect(missed.slice(0, 2), text.slice(0, 60)).toEqual([])
      expect(wide, text.slice(0, 60)).toBeLessThanOrEqual(0)
    }
    expect(broken).toEqual([])
    await page.close()
  }, 90_000)

  test('a text that is not rendered would be seen to cover one', async () => {
    const { page } = await openPage(width, height)
    const cover = '<dialog open>VOTE</dialog><p popover id="over">VOTE</p>'
    await page.evaluate(
      `document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(cover)}); document.getElementById('over').showPopover(); document.querySelector('dialog').close(); document.querySelector('dialog').showModal()`,
    )
    const { missed } = (await page.evaluate(`(${covered})('<p>x</p>')`)) as { missed: unknown[] }
    expect(missed.length).toBeGreaterThan(0)
    await page.close()
  })
})
