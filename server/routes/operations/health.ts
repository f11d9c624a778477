import { Hono } from 'hono'
import { isMigrated } from '../../../db/connection/migrate.ts'
import type { AppEnv } from '../../http/app-env.ts'

export const healthRoutes = new Hono<AppEnv>()
  .get('/healthz', (c) => c.json({ status: 'ok' }))
  .get('/readyz', async (c) => {
    if (c.get('draining')()) return c.json({ status: 'stopping' }, 503)
    const ready = await Promise.race([isMigrated(c.get('db')), after(3000)]).catch(() => false)
    return ready ? c.json({ status: 'ready' }) : c.json({ status: 'the database does not answer' }, 503)
  })

const after = (ms: number) => new Promise<false>((done) => setTimeout(done, ms, false).unref())
