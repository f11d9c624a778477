import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { createInvites } from '../db/testers/invites.ts'
import { launchBrowser } from '../test/setup/browser.ts'
import { compiledProgram, startApp, stopApp } from './setup/app-process.ts'
import { withThrowAwayDatabase } from './setup/database.ts'
import { median, ms, table } from './setup/figures.ts'
import { gridStudy } from './setup/grid.ts'

const rounds = 5
/** Slow 4G as Lighthouse has it: 150 ms there and back, 1.6 Mbit/s down, 0.75 up. */
const slow4G = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_638_400 / 8,
  uploadThroughput: 750_000 / 8,
}
const slowDown = 4

type Visit = { screen: string; bytes: Record<string, number>; outputs: number; paintMs: number }

/**
 * What a tester's pages weigh as transferred, and when the first content is painted on a slow telephone. Goals:
 * ≤ 100 kB before the outputs, ≤ 1 s.
 */
export default async function page(): Promise<void> {
  await withThrowAwayDatabase(async ({ url, db }) => {
    const study = await gridStudy(db, { slug: 'page', models: 4, prompts: 10 })
    const some = { kind: 'open', count: 1, label: '', cap: null, expires: null } as const
    const [invite] = await createInvites(db, { studyId: study.id, ...some })
    const app = await startApp({ DATABASE_URL: url }, { program: compiledProgram() })
    const browser = await launchBrowser()
    const visits: Visit[] = []
    for (let round = 0; round < rounds; round++)
      visits.push(...(await firstVisits(browser, `${app.url}/join/${invite?.code}`)))
    await browser.close()
    await stopApp(app)
    show(visits)
  })
}

/** The landing page and a pair, each in a browser that has never been here, and the pair as it is met: after landing. */
async function firstVisits(browser: Browser, invite: string): Promise<Visit[]> {
  const phone = { viewport: { width: 360, height: 740 } }
  const fresh = await browser.newContext(phone)
  const landing = await measure(fresh, 'landing', (page) => page.goto(invite))
  const met = await measure(fresh, 'pair, after landing', async (page) => {
    await page.goto(invite)
    for (const box of await page.locator('input[type=checkbox][required]').all()) await box.check()
    await page.locator('main form button.primary').first().click()
    await page.locator('[data-screen=comparison]').waitFor()
  })
  const address = new URL((await fresh.pages().at(-1)?.url()) ?? invite)
  const cookies = await fresh.cookies()
  await fresh.close()

  const cold = await browser.newContext(phone)
  await cold.addCookies(cookies)
  const pair = await measure(cold, 'pair, empty cache', (page) => page.goto(address.href))
  await cold.close()
  return [landing, pair, met]
}

async function measure(
  context: BrowserContext,
  screen: string,
  open: (page: Page) => Promise<unknown>,
): Promise<Visit> {
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  const bytes = await countBytes(session)
  await session.send('Network.emulateNetworkConditions', slow4G)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowDown })
  await open(page)
  await page.waitForLoadState('load')
  const paintMs = await page.evaluate<number>(
    `new Promise((found) => new PerformanceObserver((list) => {
      const [paint] = list.getEntriesByName('first-contentful-paint')
      if (paint) found(paint.startTime)
    }).observe({ type: 'paint', buffered: true }))`,
  )
  const outputs = await page.evaluate<number>(
    `[...document.querySelectorAll('#prompt, #response-a, #response-b, .raw')]
      .reduce((sum, one) => sum + new TextEncoder().encode(one.innerHTML).length, 0)`,
  )
  await session.detach()
  return { screen, bytes, outputs, paintMs }
}

/** Bytes on the wire by kind of file, headers included; what comes from the cache counts nothing. */
async function countBytes(session: CDPSession): Promise<Record<string, number>> {
  const bytes: Record<string, number> = {}
  const kinds = new Map<string, string>()
  session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? 'Other'
    bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength
  })
  await session.send('Network.enable')
  return bytes
}

function show(visits: Visit[]): void {
  const screens = [...new Set(visits.map(({ screen }) => screen))]
  const rows = screens.map((screen) => {
    const same = visits.filter((visit) => visit.screen === screen)
    const [{ bytes, outputs }] = same as [Visit]
    const all = Object.values(bytes).reduce((sum, one) => sum + one, 0)
    const kinds = ['Document', 'Stylesheet', 'Script'].map((kind) => kilobytes(bytes[kind] ?? 0))
    const paints = same.map(({ paintMs }) => paintMs)
    return [screen, ...kinds, kilobytes(all - outputs), ms(median(paints)), ms(Math.max(...paints))]
  })
  const head = [
    'page',
    'HTML kB',
    'CSS kB',
    'scripts kB',
    'before outputs kB',
    'first paint ms',
    'slowest ms',
  ]
  table(`First visit, slow 4G, processor ${slowDown} times slower, ${rounds} rounds`, head, rows)
}

const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1)
