import { describe, expect, test } from 'vitest'
import { connect } from '../../db/connection/client.ts'
import { isConnectionLost, isDriverFault, isUnavailable } from '../../db/connection/unavailable.ts'
import { startProxy } from '../faults/setup/tcp-proxy.ts'
import { useDatabase } from '../setup/database.ts'

const database = useDatabase()

async function throughProxy() {
  const address = new URL(database.url())
  const proxy = await startProxy(Number(address.port))
  address.port = String(proxy.port)
  const db = connect(address.href, { max: 3, statementSeconds: 1 })
  return {
    proxy,
    db,
    close: async () => {
      await db.end({ timeout: 0 })
      await proxy.close()
    },
  }
}

describe('a pool', () => {
  test('works again after all its connections were reset, however often', async () => {
    const { proxy, db, close } = await throughProxy()
    for (let round = 0; round < 20; round++) {
      const asked = Array.from({ length: 12 }, () => db`select 1 as one`.catch((error) => error))
      if (round % 2 === 0) proxy.resetAll()
      for (const answer of await Promise.all(asked))
        if (answer instanceof Error) expect(isUnavailable(answer), String(answer)).toBe(true)
    }
    await new Promise((done) => setTimeout(done, 300))
    proxy.resetAll()
    await db`select 1`.catch(() => {})
    expect(await db`select 1 as one`.catch(() => db`select 1 as one`)).toEqual([{ one: 1 }])
    await close()
  })

  test('gives up on a silent server, and asks a new connection afterwards', async () => {
    const { proxy, db, close } = await throughProxy()
    await db`select 1`
    proxy.set('blackhole')
    const error = await db`select 1`.then(
      () => null,
      (reason) => reason,
    )
    expect(isUnavailable(error)).toBe(true)
    proxy.set('clear')
    expect(await db`select 1 as one`).toEqual([{ one: 1 }])
    await close()
  })

  test('lets a statement that takes too long be cut short by the server', async () => {
    const db = connect(database.url(), { max: 1, statementSeconds: 1 })
    const error = await db`select pg_sleep(3)`.catch((reason) => reason)
    expect(error.code).toBe('57014')
    expect(isUnavailable(error)).toBe(true)
    await db.end()
  })

  test('says which errors pass and which do not', () => {
    expect(isUnavailable({ code: 'ECONNREFUSED' })).toBe(true)
    expect(isUnavailable({ code: '53100' })).toBe(true)
    expect(isUnavailable({ code: '23505' })).toBe(false)
    expect(isUnavailable(new Error('no code'))).toBe(false)
    const fault = new TypeError("Cannot read properties of null (reading 'write')")
    fault.stack = `${fault}\n    at nextWrite (file:///app/node_modules/postgres/src/connection.js:255:22)`
    for (const says of [isDriverFault, isConnectionLost, isUnavailable]) expect(says(fault)).toBe(true)
    for (const says of [isDriverFault, isConnectionLost, isUnavailable])
      expect(says(new TypeError('ours'))).toBe(false)
    const ended = Object.assign(new Error('write after end'), { code: 'ERR_STREAM_WRITE_AFTER_END' })
    expect(isDriverFault(ended)).toBe(false)
    ended.stack = `${ended}\n    at nextWrite (file:///app/node_modules/postgres/src/connection.js:255:22)`
    expect(isDriverFault(ended)).toBe(true)
    const unheard = Object.assign(new Error('write ECONNRESET'), { code: 'ECONNRESET', syscall: 'write' })
    expect(isDriverFault(unheard)).toBe(true)
    const own = Object.assign(new Error('write CONNECTION_DESTROYED'), { code: 'CONNECTION_DESTROYED' })
    expect(isDriverFault(own)).toBe(true)
    expect(isDriverFault(Object.assign(new Error('ours'), { code: 'ENOENT', syscall: 'open' }))).toBe(false)
  })
})
