import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import type { CommandDef } from 'citty'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useDatabase } from '../setup/database.ts'
import { type Remote, serveRemote } from '../setup/remote.ts'
import { answer, join, openStudy } from '../setup/voted-study.ts'
import { runCommand } from './run-command.ts'

const database = useDatabase()
let server: Remote | null = null
let remote: Record<string, string> = {}
let folder = ''

beforeAll(async () => {
  const db = database.db()
  const study = await openStudy(db, { slug: 'spoken', models: ['x', 'y'], prompts: 5 })
  await answer(db, await join(db, study), { count: 5, choose: () => 'a' })
  folder = await mkdtemp(joinPath(tmpdir(), 'tiebreak-json-'))
  await writeFile(joinPath(folder, 'more.csv'), 'prompt,model,output\nNew?,x,Yes\nNew?,y,No\n')
  await writeFile(joinPath(folder, 'judge.csv'), 'prompt,model_a,model_b,verdict\np0,x,y,a\n')
  await writeFile(joinPath(folder, 'ratings.csv'), 'unit,rater,value\n1,r,a\n1,s,a\n2,r,b\n2,s,a\n')
  server = await serveRemote(db)
  remote = server.environment
})
afterAll(() => {
  server?.close()
})

test('every command has --json', async () => {
  const main = await readFile(joinPath(import.meta.dirname, '../../server/cli/main.ts'), 'utf8')
  const files = [...main.matchAll(/import\('\.\/commands\/([\w-]+)\.ts'\)/g)].map(([, name]) => name)
  expect(files.length).toBeGreaterThan(15)
  for (const file of files) {
    const { default: command } = (await import(`../../server/cli/commands/${file}.ts`)) as {
      default: CommandDef
    }
    const leaves = Object.values((command.subCommands ?? { file: command }) as Record<string, CommandDef>)
    for (const leaf of leaves) expect(leaf.args, JSON.stringify(leaf.meta)).toHaveProperty('json')
  }
})

/** One JSON document on stdout, and nothing else there. */
async function spoken(words: string[], where: Record<string, string>): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await runCommand([...words, '--json'], where)
  expect(code, `${words.join(' ')}: ${stderr}`).toBe(0)
  try {
    return JSON.parse(stdout) as Record<string, unknown>
  } catch {
    throw new Error(`${words.join(' ')} printed ${stdout.slice(0, 300)}`)
  }
}

const eitherWay = async (where: Record<string, string>, name: string) => {
  const at = (file: string) => joinPath(folder, file)
  await spoken(['study', 'create', name, '--question', 'Which?'], where)
  const list = await spoken(['study', 'list'], where)
  expect(JSON.stringify(list)).toContain(name)
  await spoken(['import', name, at('more.csv')], where)
  await spoken(['study', 'open', name], where)
  await spoken(['invite', name, '--open'], where)
  await spoken(['withdraw', name, '--model', 'x'], where)
  await spoken(['study', 'close', name], where)
  await spoken(['judge', 'spoken', at('judge.csv'), '--name', 'gpt'], where)
  await spoken(['judge', 'spoken', '--name', 'gpt'], where)
  expect(await spoken(['results', 'spoken'], where)).toMatchObject({ study: 'spoken', position: 5 })
  const out = at(`${name}-exports`)
  const exported = await spoken(['export', 'spoken', '--format', 'dpo', '--out', out], where)
  expect(exported).toMatchObject({ counts: { rows: 5 } })
  const { id } = await spoken(['snapshot', 'spoken', '--out', at(name)], where)
  await spoken(['snapshot', 'spoken', '--list'], where)
  await spoken(['snapshot', 'spoken', '--share', String(id)], where)
  await spoken(['snapshot', 'spoken', '--get', String(id), '--changes', String(id)], where)
  expect(await spoken(['verify', at(name)], where)).toMatchObject({ ok: true })
  await spoken(['snapshot', 'spoken', '--revoke', String(id), '--reason', 'Done'], where)
}

test('--json prints one document, on the database and on a server alike', async () => {
  await Promise.all([eitherWay({ DATABASE_URL: database.url() }, 'here'), eitherWay(remote, 'there')])
}, 400_000)

test('--json prints one document where no server is asked', async () => {
  const where = { DATABASE_URL: database.url() }
  const votes = joinPath(folder, 'votes.jsonl')
  await writeFile(
    votes,
    '{"model_a":"x","model_b":"y","winner":"model_a"}\n{"model_a":"x","model_b":"y","winner":"tie"}\n',
  )
  for (const words of [
    ['migrate'],
    ['config'],
    ['plan', '--models', '5', '--testers', '9', '--prompts', '40', '--difference-elo', '50'],
    ['rank', votes],
    ['agreement', joinPath(folder, 'ratings.csv')],
    ['admin', 'create', 'a@example.org'],
    ['admin', 'reset-password', 'a@example.org'],
    ['token', 'create', '--name', 't', '--scope', 'data:read'],
    ['verify', 'spoken'],
  ])
    await spoken(words, where)
}, 400_000)
