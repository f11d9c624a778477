import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { createLog } from '../../server/log.ts'
import { type RunningServer, serve } from '../../server/main.ts'
import { launchBrowser } from './browser.ts'
import { useDatabase } from './database.ts'

export const wide = { width: 1280, height: 800 }
export const narrow = { width: 360, height: 740 }
const patience = 30_000

type Options = BrowserContextOptions & {
  /** Statuses this visit provokes, of which the browser complains in its console. */
  provokes?: number[]
}

/**
 * One server and one browser for the file that calls it. After each test nothing may have been complained of in the
 * console, thrown in a page, or asked of another host.
 */
export function useBrowser() {
  vi.setConfig({ testTimeout: 180_000 })
  const database = useDatabase()
  let server: RunningServer | null = null
  let browser: Browser | null = null
  const visits: BrowserContext[] = []
  const faults: string[] = []

  beforeAll(async () => {
    const config = readConfig({ DATABASE_URL: database.url(), PORT: '0', LOG_LEVEL: 'error' })
    server = await serve({ config, log: createLog('error') })
    browser = await launchBrowser()
  }, 120_000)
  afterEach(async () => {
    await Promise.all(visits.splice(0).map((visit) => visit.close()))
    expect(faults.splice(0)).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  const running = () => {
    if (!server || !browser) throw new Error('Server and browser are ready only inside tests')
    return { server, browser }
  }

  async function visit({ provokes = [], ...options }: Options = {}): Promise<Page> {
    const context = await running().browser.newContext({
      viewport: wide,
      baseURL: running().server.url,
      ...options,
    })
    visits.push(context)
    context.setDefaultTimeout(patience)
    trap(context, { origin: running().server.url, provokes, faults })
    return context.newPage()
  }

  return { visit, db: () => running().server.db, setupUrl: () => running().server.setupUrl ?? '' }
}

type Trap = { origin: string; provokes: number[]; faults: string[] }

function trap(context: BrowserContext, { origin, provokes, faults }: Trap): void {
  const isProvoked = (text: string) => provokes.some((status) => text.includes(`status of ${status}`))
  context.on('request', (request) => {
    const url = new URL(request.url())
    if (url.origin !== origin) faults.push(`asked another host: ${url.href}`)
  })
  context.on('console', (message) => {
    const isWorse = message.type() === 'error' || message.type() === 'warning'
    if (isWorse && !isProvoked(message.text())) faults.push(`console: ${message.text()}`)
  })
  context.on('weberror', (error) => faults.push(`thrown: ${error.error().message}`))
}
