import { type ServerType, serve } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppProcess, startApp, stopApp } from '../../bench/setup/app-process.ts'
import { connect } from '../../db/connection/client.ts'
import { useDatabase } from '../setup/database.ts'
import { testerApp } from '../setup/tester-visit.ts'
import { visitInCrowd } from './setup/crowd.ts'

const database = useDatabase()
/** The long form: CROWD_ROUNDS=20 npx vitest run test/faults/crowd.test.ts */
const rounds = Number(process.env.CROWD_ROUNDS ?? 2)
const testers = 30
const timeout = 120_000 + rounds * 60_000

let number = 0

function crowds(urls: () => string[], times: number) {
  const come = (pairs: number, votesPerPair: number) => {
    number += 1
    const slug = `crowd-${number}`
    return visitInCrowd(database.db(), { urls: urls(), slug, testers, pairs, votesPerPair })
  }

  test.each([2, 5, 10])(`each of ${testers} testers gets all of %s pairs`, { timeout }, async (pairs) => {
    for (let round = 0; round < times; round++) {
      const { answers, problems } = await come(pairs, testers + 10)
      expect(problems).toEqual([])
      expect(answers).toEqual(Array.from({ length: testers }, () => pairs))
    }
  })

  test(`${testers} testers fill every slot of too few, and nobody one too many`, { timeout }, async () => {
    const { answers, problems } = await come(5, 7)
    expect(problems).toEqual([])
    expect(answers.reduce((sum, each) => sum + each)).toBe(35)
  })
}

describe('who come in the same second to one process', () => {
  let server: ServerType
  let url = ''
  beforeAll(async () => {
    const db = connect(database.url(), { byKey: true })
    const port = await new Promise<number>((done) => {
      server = serve({ fetch: testerApp(db).fetch, port: 0, hostname: '127.0.0.1' }, (at) => done(at.port))
    })
    url = `http://127.0.0.1:${port}`
    return () => db.end()
  })
  afterAll(() => new Promise((done) => server.close(done)))
  crowds(() => [url], rounds)
})

describe('who come in the same second to three processes', () => {
  const apps: AppProcess[] = []
  beforeAll(async () => {
    for (const _ of [1, 2, 3])
      apps.push(await startApp({ DATABASE_URL: database.url() }, { deadlineMs: 120_000 }))
  }, 400_000)
  afterAll(() => Promise.all(apps.map(stopApp)))
  crowds(() => apps.map(({ url }) => url), Math.ceil(rounds / 2))
})
