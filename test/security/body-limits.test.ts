import { expect, test } from 'vitest'
import { createToken } from '../../db/accounts/tokens.ts'
import { createStudy } from '../../db/studies/studies.ts'
import { createApp } from '../../server/app.tsx'
import { readConfig } from '../../server/config.ts'
import { NewStudy } from '../../server/domain/settings/study-settings.ts'
import { createLog } from '../../server/log.ts'
import { useDatabase } from '../setup/database.ts'

const database = useDatabase()
const megabyte = 1024 * 1024

/** How much of a body without an end is taken from somebody whom nothing entitles to send one. */
async function taken(method: string, path: string, more: Record<string, string> = {}): Promise<number> {
  let bytes = 0
  const piece = new Uint8Array(64 * 1024)
  const body = new ReadableStream({
    pull(controller) {
      if (bytes > 32 * megabyte) return controller.close()
      bytes += piece.length
      controller.enqueue(piece)
    },
  })
  const app = createApp({ db: database.db(), config: readConfig({}), log: createLog('silent') })
  const headers = { 'Content-Type': 'multipart/form-data; boundary=x', Authorization: 'Bearer none', ...more }
  const answer = await app.request(path, { method, headers, body, duplex: 'half' } as RequestInit)
  expect(answer.status).toBeGreaterThanOrEqual(300)
  return bytes
}

test.each([
  'POST /studies/one/judges',
  'PUT /api/v1/studies/one/judges/gpt',
  'POST /studies/one/batches',
  'POST /api/v1/studies/one/batches',
  'POST /api/v1/studies/one/drafts',
  'POST /api/v1/studies/one/drafts/1',
  'POST /s/no-such-key/judges',
  'POST /no/judges/here',
  'PATCH /api/v1/studies/drafts',
])('an endless body of a stranger is not taken in: %s', async (route) => {
  const [method = '', path = ''] = route.split(' ')
  expect(await taken(method, path)).toBeLessThan(3 * megabyte)
})

test('nor is one that is no upload but comes to its address under a key', async () => {
  const by = { name: 'k', scopes: ['studies:write'] as const, studyId: null, days: 1, by: 'test' }
  const { token } = await createToken(database.db(), by)
  const headers = {
    Authorization: `Bearer ${token}`,
    'Content-Type': 'application/json',
    'Idempotency-Key': 'once',
  }
  expect(await taken('POST', '/api/v1/studies/one/batches', headers)).toBeLessThan(3 * megabyte)
})

test('nor is one beyond the limit of somebody who may send verdicts', async () => {
  const db = database.db()
  const { token } = await createToken(db, {
    name: 't',
    scopes: ['studies:write'],
    studyId: null,
    days: 1,
    by: 'test',
  })
  await createStudy(db, NewStudy.parse({ name: 'One', slug: 'one', question: 'Which?' }))
  const config = { ...readConfig({}), uploadLimits: { totalBytes: megabyte } }
  const app = createApp({ db, config, log: createLog('silent') })
  const body = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024)) })
  const headers = { 'Content-Type': 'multipart/form-data; boundary=x', Authorization: `Bearer ${token}` }
  const request = { method: 'PUT', headers, body, duplex: 'half' } as RequestInit
  expect((await app.request('/api/v1/studies/one/judges/gpt', request)).status).toBe(413)
})
