import { serve } from '@hono/node-server'
import { pino } from 'pino'
import { createToken } from '../../db/accounts/tokens.ts'
import type { Db } from '../../db/connection/client.ts'
import { createApp } from '../../server/app.tsx'
import { readConfig } from '../../server/config.ts'

export type Remote = { environment: Record<string, string>; close: () => void }

/** The app on a port of its own, and what a command needs to work on it from afar as an administrator. */
export async function serveRemote(db: Db): Promise<Remote> {
  const app = createApp({ db, config: readConfig({}), log: pino({ level: 'silent' }) })
  let server: ReturnType<typeof serve> | undefined
  const port = await new Promise<number>((done) => {
    server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, (address) => done(address.port))
  })
  const token = { name: 'remote', scopes: ['admin' as const], studyId: null, days: null, by: 'test' }
  return {
    environment: {
      DATABASE_URL: '',
      TIEBREAK_URL: `http://127.0.0.1:${port}`,
      TIEBREAK_TOKEN: (await createToken(db, token)).token,
    },
    close: () => server?.close(),
  }
}
