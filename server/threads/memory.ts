import type { Db } from '../../db/connection/client.ts'

/** Answers to questions that were asked before, the latest ones, for each database. A failed one is asked again. */
export class Memory<Value> {
  readonly #most: number
  readonly #by = new WeakMap<Db, Map<string, Promise<Value>>>()

  constructor({ most }: { most: number }) {
    this.#most = most
  }

  recall(db: Db, key: string): Promise<Value> | undefined {
    return this.#by.get(db)?.get(key)
  }

  remember(db: Db, key: string, make: () => Promise<Value>): Promise<Value> {
    const value = this.recall(db, key) ?? make()
    this.#keep(db, key, value)
    return value
  }

  replace(db: Db, key: string, value: Value): void {
    this.#keep(db, key, Promise.resolve(value))
  }

  #keep(db: Db, key: string, value: Promise<Value>): void {
    const known = this.#by.get(db) ?? new Map<string, Promise<Value>>()
    this.#by.set(db, known)
    known.delete(key)
    known.set(key, value)
    value.catch(() => {
      if (known.get(key) === value) known.delete(key)
    })
    if (known.size > this.#most) known.delete(known.keys().next().value as string)
  }
}
