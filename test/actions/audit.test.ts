import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Db } from '../../db/connection/client.ts'
import type { ActionContext } from '../../server/actions/context.ts'
import { startQuickly } from '../../server/actions/studies/quick-start.ts'
import { permissions } from '../../server/domain/permission.ts'
import { Invalid, NotFound } from '../../server/domain/refusals.ts'
import { createLog } from '../../server/log.ts'
import { acts, newWorld, type TriedAct, type World } from '../setup/acts.ts'
import { cutOff } from '../setup/cut-off.ts'
import { useDatabase } from '../setup/database.ts'

const database = useDatabase()
const root = join(import.meta.dirname, '../../server')

const contextFor = (db: Db): ActionContext => ({
  db,
  actor: { name: 'tried', may: permissions, only: null },
  publicUrl: 'http://127.0.0.1',
  log: createLog('silent'),
})

/** The acts written down since the id. */
const actsSince = async (id: number) =>
  database.db()<{ act: string; studyId: number | null; actor: string }[]>`
    select act, study_id as "studyId", actor from audit where id > ${id} and actor = 'tried' order by id`

async function newest(): Promise<number> {
  const [row] = await database.db()<{ id: number }[]>`select coalesce(max(id), 0) as id from audit`
  return row?.id ?? 0
}

const isDone = async ({ done }: TriedAct, world: World) =>
  done === undefined ? null : (await done(database.db(), world)).length > 0

const sources = readdirSync(join(root, 'actions'), { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\/.*\.ts$/.test(name),
)

describe('the room of acts', () => {
  test('holds no act that is not tried here', () => {
    const files = sources.map((name) => name.replace('.ts', ''))
    expect(acts.map(({ file }) => file).sort()).toEqual(
      files.filter((name) => name !== 'accounts/within-reach').sort(),
    )
  })

  test('has an act for every permission that writes', () => {
    const asked = sources.map((name) => readFileSync(join(root, 'actions', name), 'utf8')).join('\n')
    const writing = permissions.filter((permission) => permission.endsWith(':write'))
    expect(writing.filter((permission) => !asked.includes(`'${permission}'`))).toEqual([])
  })

  test('is the only one that writes the audit, but for downloads and signing in', () => {
    const places = ['routes', 'cli/client', 'cli/commands'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.tsx?$/.test(name))
        .map((name) => `${folder}/${name}`),
    )
    const writes = places.filter((name) => /act: '\w+\.\w+'/.test(readFileSync(join(root, name), 'utf8')))
    expect(writes).toEqual(['routes/accounts/login.tsx', 'routes/datasets/exports.tsx'])
  })
})

describe.each(acts)('$file', (tried) => {
  test('leaves one row of the audit, under its name', async () => {
    const db = database.db()
    const world = await newWorld(db, tried)
    const before = await newest()
    await tried.run(contextFor(db), world)
    expect((await actsSince(before)).map(({ act }) => act)).toEqual([tried.act])
    expect(await isDone(tried, world)).not.toBe(false)
  })

  test('and its record are both there or neither, wherever it is cut off', async () => {
    for (let at = 0; ; at++) {
      const world = await newWorld(database.db(), tried)
      const before = await newest()
      const cut = cutOff(database.db(), at)
      await tried.run(contextFor(cut.db), world).catch(() => {})
      const rows = (await actsSince(before)).length
      const done = await isDone(tried, world)
      expect(rows, `cut off at statement ${at}`).toBeLessThanOrEqual(1)
      if (done !== null) expect(rows, `cut off at statement ${at}`).toBe(done ? 1 : 0)
      if (!cut.reached()) break
    }
  })

  test('is nothing to somebody who may not', async () => {
    const db = database.db()
    const world = await newWorld(db, tried)
    const before = await newest()
    const ctx = { ...contextFor(db), actor: { name: 'tried', may: ['studies:read'] as const, only: null } }
    await expect(tried.run(ctx, world)).rejects.toThrow(NotFound)
    expect(await actsSince(before)).toEqual([])
    expect(await isDone(tried, world)).not.toBe(true)
  })
})

test('an actor kept to one study reaches no other', async () => {
  const db = database.db()
  const edit = acts.find(({ file }) => file === 'studies/edit') as TriedAct
  const [own, other] = [await newWorld(db, edit), await newWorld(db, edit)]
  const kept = { ...contextFor(db), actor: { name: 'tried', may: permissions, only: own.study.id } }
  await edit.run(kept, own)
  await expect(edit.run(kept, other)).rejects.toThrow(NotFound)
})

test('a quick start that is refused leaves no study behind', async () => {
  const db = database.db()
  const studies = async () => (await db`select from studies`).length
  const before = await studies()
  const quick = {
    ...{ name: 'Refused', question: 'Which?', first: 'one', second: 'two' },
    examples: [{ prompt: 'Ask', first: 'half of a character: \ud800', second: 'At length' }],
  }
  await expect(startQuickly(contextFor(db), quick)).rejects.toThrow(Invalid)
  expect(await studies()).toBe(before)
})
