import type { Db } from '../../db/connection/client.ts'

type Then = (ok?: unknown, bad?: unknown) => Promise<unknown>

/**
 * A database whose caller is cut off at its n-th statement, counted from 0: it is sent and done, its answer is lost, and
 * nothing is sent after it. `reached` tells whether it came so far.
 */
export function cutOff(db: Db, at: number): { db: Db; reached: () => boolean } {
  let asked = 0
  const lost = () => Promise.reject(new Error('Cut off'))
  const cutting = new Proxy(db, {
    apply(target, self, args) {
      const query = Reflect.apply(target, self, args)
      if (!(query instanceof Promise)) return query
      const send = (query.then as Then).bind(query)
      // biome-ignore lint/suspicious/noThenProperty: a query is sent when it is waited for
      query.then = ((ok, bad) => {
        const number = asked++
        if (number < at) return send(ok, bad)
        return (number > at ? lost() : send().then(lost, lost)).then(ok as never, bad as never)
      }) as Then as never
      return query
    },
  })
  return { db: cutting, reached: () => asked > at }
}
