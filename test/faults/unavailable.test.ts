import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import { joinTesters } from '../../bench/setup/testers.ts'
import { createToken } from '../../db/accounts/tokens.ts'
import { connect } from '../../db/connection/client.ts'
import { handOutPair } from '../../db/voting/comparisons.ts'
import { createApp } from '../../server/app.tsx'
import { readConfig } from '../../server/config.ts'
import { createLog } from '../../server/log.ts'
import { planPairs } from '../../server/pairing/planning.ts'
import { useDatabase } from '../setup/database.ts'
import { openMadeStudy, outputsOf } from '../setup/made-study.ts'
import { startProxy } from './setup/tcp-proxy.ts'

const database = useDatabase()

async function appThroughProxy(slug: string) {
  const db = database.db()
  const study = await openMadeStudy(db, { slug, outputs: outputsOf(['m1', 'm2'], 3) })
  const [joined] = await joinTesters(db, { studyId: study.id, count: 1 })
  if (!joined) throw new Error('nobody joined')
  await planPairs(db, { study })
  const { token } = await createToken(db, {
    name: slug,
    scopes: ['data:read'],
    studyId: null,
    days: 1,
    by: 'test',
  })
  const live = await handOutPair(db, { studyId: study.id, testerId: joined.tester.id })
  const address = new URL(database.url())
  const proxy = await startProxy(Number(address.port))
  address.port = String(proxy.port)
  const through = connect(address.href, { max: 3, statementSeconds: 1 })
  let draining = false
  const app = createApp({
    db: through,
    config: readConfig({}),
    log: createLog('silent'),
    draining: () => draining,
  })
  const cookie = `tester_${joined.key}=${joined.token}`
  const comparison = live?.id ?? ''
  return {
    app,
    proxy,
    study,
    token,
    comparison,
    drain: () => {
      draining = true
    },
    vote: async (fields: Record<string, string>, headers: Record<string, string> = {}) =>
      app.request(`/s/${joined.key}/votes`, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { cookie, ...headers },
      }),
    page: () => app.request(`/s/${joined.key}`, { headers: { cookie } }),
    close: async () => {
      await through.end({ timeout: 0 })
      await proxy.close()
    },
  }
}

const main = (html: string) => parseHTML(html).document.querySelector('main')

describe.each(['refuse', 'blackhole'] as const)('with the database away (%s)', (weather) => {
  test('a vote is answered "not saved", and sending that form again counts it once', async () => {
    const { vote, proxy, comparison, study, close } = await appThroughProxy(`away-${weather}`)
    proxy.set(weather)
    proxy.resetAll()
    const sent = { comparison, choice: 'b', comment: 'typed & kept' }
    const refused = await vote(sent)
    expect(refused.status).toBe(503)
    expect(refused.headers.get('retry-after')).toBe('2')
    const notice = main(await refused.text())
    expect(notice?.getAttribute('data-notice')).toBe('unavailable')
    const fields = Array.from(notice?.querySelectorAll('form input') ?? [], (input) => [
      input.getAttribute('name') ?? '',
      input.getAttribute('value') ?? '',
    ])
    expect(Object.fromEntries(fields)).toEqual(sent)

    proxy.set('clear')
    const again = () => vote(Object.fromEntries(fields), { 'HX-Request': 'true' })
    const saved = await again().then((answer) => (answer.status === 503 ? again() : answer))
    expect(saved.status).toBe(200)
    expect((await again()).status).toBe(200)
    const votes = await database.db()`select outcome, comment from votes where study_id = ${study.id}`
    expect(votes).toEqual([{ outcome: 'b', comment: 'typed & kept' }])
    await close()
  })

  test('pages, the API and readiness say 503 in their own way, and are back at once', async () => {
    const { app, page, token, proxy, close } = await appThroughProxy(`others-${weather}`)
    proxy.set(weather)
    proxy.resetAll()
    const [testers, admins, api, ready, healthy] = await Promise.all([
      page(),
      app.request('/studies', { headers: { cookie: 'tb=some' } }),
      app.request('/api/v1/studies', { headers: { authorization: `Bearer ${token}` } }),
      app.request('/readyz'),
      app.request('/healthz'),
    ])
    expect([testers.status, admins.status, api.status, ready.status, healthy.status]).toEqual([
      503, 503, 503, 503, 200,
    ])
    expect(main(await testers.text())?.getAttribute('data-notice')).toBe('unavailable')
    expect(api.headers.get('content-type')).toContain('application/problem+json')
    expect(await api.json()).toMatchObject({ status: 503 })
    proxy.set('clear')
    const back = async () => (await app.request('/readyz')).status === 200
    await expect.poll(back, { timeout: 10_000 }).toBe(true)
    expect((await page()).status).toBe(200)
    await close()
  })
})

test('a process that is about to stop says so, and lets connections go', async () => {
  const { app, drain, close } = await appThroughProxy('drain')
  expect((await app.request('/readyz')).status).toBe(200)
  drain()
  const ready = await app.request('/readyz')
  expect(ready.status).toBe(503)
  expect(ready.headers.get('connection')).toBe('close')
  expect((await app.request('/healthz')).status).toBe(200)
  await close()
})
