import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderMarkdown } from '../../server/rendering/rendering.ts'
import { Document } from '../../views/layout.tsx'
import { uiIn } from '../../views/tester/messages/index.ts'
import { Pair } from '../../views/tester/pair.tsx'
import { launchBrowser } from '../setup/browser.ts'
import { hostileTexts, payloads } from './payloads.ts'
import { foreignParts, origin, setTrap, touchEverything } from './trap.ts'

const shared = join(process.env.SHARED_DIR ?? resolve(import.meta.dirname, '../../../shared'), 'data/messy')
const perPage = 250
const longestRaw = 100_000
const ui = uiIn('en')
let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
}, 60_000)
afterAll(() => browser?.close())

type Rendered = { html: string; text: string }

/** As a tester's page shows them, raw texts opened, many at once. */
function pageOf(texts: Rendered[]): string {
  const pairs = texts.map(({ html, text }, n) => {
    const next = texts[n + 1]
    if (n % 2 === 1) return null
    const sides = { responseA: html, responseB: next?.html ?? '', rawA: text, rawB: next?.text ?? '' }
    return <Pair ui={ui} pair={{ comparison: 'x', promptHtml: '', ...sides }} />
  })
  const page = (
    <Document title="x" lang="en" dir="ltr" styles={['/app.css']} scripts={['/htmx.js', '/ballot.js']}>
      <main id="screen">{pairs}</main>
    </Document>
  )
  return String(page).replaceAll('<details class="raw"', '<details open class="raw"')
}

type Seen = { calls: number; left: string[]; dialogs: string[]; popups: string[]; foreign: string[] }

async function open(pages: string[]): Promise<Seen> {
  const context = await browser.newContext()
  const page = await context.newPage()
  let html = ''
  const trap = await setTrap(page, () => html)
  const seen: Seen = { calls: 0, left: trap.left, dialogs: trap.dialogs, popups: trap.popups, foreign: [] }
  for (html of pages) {
    await page.goto(origin, { waitUntil: 'load', timeout: 90_000 })
    await page.evaluate(touchEverything)
    seen.foreign.push(...((await page.evaluate(foreignParts)) as string[]))
    await page.evaluate('new Promise((done) => setTimeout(done, 50))')
    expect(new URL(page.url()).origin).toBe(origin)
    seen.calls += await trap.calls()
  }
  await context.close()
  return seen
}

const harmless = { calls: 0, left: [], dialogs: [], popups: [], foreign: [] }

async function rendered(texts: string[]): Promise<string[]> {
  const all = await Promise.all(
    texts.map(async (text) => ({ text: text.slice(0, longestRaw), html: await renderMarkdown(text) })),
  )
  return Array.from({ length: Math.ceil(all.length / perPage) }, (_, n) =>
    pageOf(all.slice(n * perPage, (n + 1) * perPage)),
  )
}

describe('in a browser without a content policy', () => {
  test('more than a thousand hostile texts run nothing, load nothing and leave nothing behind', async () => {
    const texts = hostileTexts()
    expect(texts.length).toBeGreaterThan(1000)
    expect(await open(await rendered(texts))).toEqual(harmless)
  }, 120_000)

  test('the same trap goes off when the texts are not made safe', async () => {
    const raw = payloads.filter(
      (payload) => payload.startsWith('<') && !/refresh|<plaintext|<base/i.test(payload),
    )
    const pages = raw.map((html) => pageOf([{ html, text: '' }]))
    const seen = await open([
      ...pages.slice(0, 45),
      pageOf([{ html: '<base href="https://evil.example/"><img src="y">', text: '' }]),
    ])
    expect(seen.calls).toBeGreaterThan(10)
    expect(seen.left.length).toBeGreaterThan(10)
    expect(seen.foreign.length).toBeGreaterThan(40)
  }, 120_000)
})

describe.skipIf(!existsSync(shared))('real outputs (skipped where the shared data is absent)', () => {
  test('run and load nothing either, the huge ones included', async () => {
    const texts = ['outputs-permissive.jsonl', 'huge-outputs.jsonl'].flatMap((file) =>
      readFileSync(join(shared, file), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => (JSON.parse(line) as { output: string }).output),
    )
    expect(texts.length).toBeGreaterThan(130)
    expect(await open(await rendered(texts))).toEqual(harmless)
  }, 120_000)
})
