import postgres from 'postgres'
import { isConnectionLost } from './unavailable.ts'

export type Sql = postgres.Sql<{ bigint: number }>
type Options = Parameters<typeof postgres>[1]
/** `url` is asked again for every new generation: an embedded server may come back on another port. */
export type PoolOptions = { url: () => string; options: Options; answerMs: number }

/** The parts of a driver's query that this file watches. */
type Query = Promise<unknown> & {
  handle: () => Promise<void>
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
  cursorFn?: unknown
}
type Generation = { sql: Sql; url: string; since: number; waiting: Set<{ query: Query; since: number }> }

const youngMs = 250
const lookMs = 500
const farewellSeconds = 2

/**
 * One pool of the driver that heals: when a connection is lost, an answer takes longer than `answerMs`, or the server
 * is at another place, the whole pool is put aside and a new one takes over. The driver (postgres 3.4) can keep
 * half-written state of a connection that vanished under load, and waits for ever on one that is silent; a new pool
 * knows nothing of either.
 */
export function openPool({ url, options, answerMs }: PoolOptions): Sql {
  let current = newGeneration({ url, options })
  let ended = false
  const replace = (old: Generation, timeout: number) => {
    if (ended || old !== current || performance.now() - old.since < youngMs) return
    current = newGeneration({ url, options })
    void old.sql.end({ timeout }).catch(() => {})
  }
  const watch = setInterval(() => {
    if (url() !== current.url) replace(current, farewellSeconds)
    const oldest = Math.min(...[...current.waiting].map(({ since }) => since))
    if (performance.now() - oldest > answerMs) replace(current, 0)
  }, lookMs).unref()

  const ask = (...given: unknown[]) => {
    const generation = current
    const asked = (generation.sql as unknown as (...args: unknown[]) => unknown)(...given)
    if (isQuery(asked)) follow(asked, generation, () => replace(generation, farewellSeconds))
    return asked
  }
  return new Proxy(ask, {
    get: (_, name) => {
      if (name === 'end') {
        ended = true
        clearInterval(watch)
      }
      return Reflect.get(current.sql, name)
    },
  }) as unknown as Sql
}

function newGeneration({ url: place, options }: Pick<PoolOptions, 'url' | 'options'>): Generation {
  const url = place()
  return { sql: postgres(url, options) as unknown as Sql, url, since: performance.now(), waiting: new Set() }
}

const isQuery = (asked: unknown): asked is Query =>
  asked instanceof Promise && typeof (asked as Partial<Query>).handle === 'function'

/** Notes when the query is sent and when it settles. A cursor may take its time: its reader sets the pace. */
function follow(query: Query, { waiting }: Generation, onLoss: () => void): void {
  const { handle, resolve, reject } = query
  const entry = { query, since: 0 }
  query.handle = () => {
    if (entry.since === 0 && !query.cursorFn) {
      entry.since = performance.now()
      waiting.add(entry)
    }
    return handle.call(query)
  }
  query.resolve = (value) => {
    waiting.delete(entry)
    resolve(value)
  }
  query.reject = (error) => {
    waiting.delete(entry)
    if (isConnectionLost(error)) onLoss()
    reject(error)
  }
}
