import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { SharedPage } from '../../../views/shared.tsx'
import { snapshotFile, snapshotZip } from '../../datasets/snapshot-files.ts'
import { sharedSnapshot } from '../../datasets/snapshot-sharing.ts'
import type { Snapshot } from '../../domain/result-rows.ts'
import type { Study } from '../../domain/study.ts'
import type { AppEnv } from '../../http/app-env.ts'

/** Snapshots behind a signed link: for people and programs without an account. */
export const sharedRoutes = new Hono<AppEnv>()

const link = '/shared/:slug/:id/:expires/:signature'

sharedRoutes.get(link, async (c) => {
  const { snapshot, study } = await shared(c)
  if (snapshot.state === 'revoked') {
    throw new HTTPException(410, { message: `This snapshot was revoked: ${snapshot.revokedReason}` })
  }
  const { publicUrl } = c.get('config')
  const address = `${publicUrl}${c.req.path.replace(/\/$/, '')}`
  const expires = new Date(Number(c.req.param('expires')) * 1000)
  return c.html(<SharedPage {...{ assets: c.get('assets'), name: study.name, snapshot, address, expires }} />)
})

sharedRoutes.get(`${link}/files/:path{.+}`, async (c) => {
  const { snapshot, study } = await shared(c)
  return snapshotFile(c, { studyId: study.id, snapshot, path: c.req.param('path') })
})

sharedRoutes.get(`${link}/zip`, async (c) => {
  const { snapshot, study } = await shared(c)
  return snapshotZip(c, { studyId: study.id, snapshot, name: study.slug })
})

async function shared(c: Context<AppEnv>): Promise<{ study: Study; snapshot: Snapshot }> {
  const [slug = '', id = '', expires = '', signature = ''] = ['slug', 'id', 'expires', 'signature'].map(
    (name) => c.req.param(name) ?? '',
  )
  const found = await sharedSnapshot(c.get('db'), { slug, id, expires, signature })
  if (found.isExpired) throw new HTTPException(410, { message: 'This link has expired: ask for a new one' })
  return found
}
