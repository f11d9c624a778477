import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createToken } from '../../db/accounts/tokens.ts'
import { createApp } from '../../server/app.tsx'
import { readConfig } from '../../server/config.ts'
import { useDatabase } from '../setup/database.ts'
import { type Ended, runCommand } from './run-command.ts'

const database = useDatabase()
let folder = ''
let file = ''

const tiebreak = (words: string[], more: Record<string, string> = {}): Promise<Ended> =>
  runCommand(words, { DATABASE_URL: database.url(), ...more })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tiebreak-cli-'))
  file = join(folder, 'answers.csv')
  await writeFile(file, 'ask,who,said\nName a tide,small,Spring\nName a tide,large,Neap\n')
})

describe('usage', () => {
  it.each([
    [['nonsense'], 'Unknown command'],
    [[], 'No command'],
    [['study', 'create', 'Tides', '--question', 'Which?', '--colour', 'red'], '--colour'],
    [['study', 'open'], 'SLUG'],
    [['study', 'open', 'one', 'two'], '"two"'],
    [['invite', 'x', '--open', '--personal', '2'], 'not both'],
    [['export', 'x', '--format', 'paper'], '--format'],
    [['withdraw', 'x', '--model', 'a', '--prompt', 'b'], '--model NAME or --prompt ID'],
    [['import', 'x', 'README.md', '--cost', 'm=dear'], '--cost'],
    [['token', 'create', '--name', 'n', '--scope', 'everything'], 'everything'],
  ])('exits 2 on %j', async (words, told) => {
    const { code, stdout, stderr } = await tiebreak(words)
    expect(stderr).toContain(told)
    expect(stdout).toBe('')
    expect(code).toBe(2)
  })

  it('prints help on stdout and exits 0', async () => {
    const { code, stdout } = await tiebreak(['study', 'create', '--help'])
    expect(code).toBe(0)
    expect(stdout).toContain('--question')
  })
})

describe('a study from the command line', () => {
  it('goes from nothing to links, results and exports', async () => {
    const made = await tiebreak(['study', 'create', 'Tides', '--question', 'Which is better?', '--json'])
    expect(made).toMatchObject({ code: 0 })
    expect(JSON.parse(made.stdout)).toMatchObject({ slug: 'tides', state: 'draft' })

    const early = await tiebreak(['study', 'open', 'tides'])
    expect(early).toMatchObject({ code: 1, stdout: '' })
    expect(early.stderr).toContain('nothing to compare')

    const map = ['--map', 'prompt=ask', '--map', 'model=who', '--map', 'output=said']
    const imported = await tiebreak(['import', 'tides', file, ...map, '--json'])
    expect(imported.code).toBe(0)
    expect(JSON.parse(imported.stdout)).toMatchObject({ prompts: 1, outputs: 2, state: 'published' })

    expect(await tiebreak(['study', 'open', 'tides'])).toMatchObject({ code: 0, stdout: 'open\n' })
    const links = await tiebreak(['invite', 'tides', '--personal', '2'])
    expect(links.stdout.trim().split('\n')).toHaveLength(2)

    const withdrawn = await tiebreak(['withdraw', 'tides', '--prompt', 'p_none'])
    expect(withdrawn).toMatchObject({ code: 1, stdout: '' })

    const results = await tiebreak(['results', 'tides', '--json'])
    expect(JSON.parse(results.stdout)).toMatchObject({ study: 'tides', position: 0 })

    const exported = await tiebreak(['export', 'tides', '--format', 'votes', '--out', folder])
    expect(exported.code).toBe(0)
    expect(await readFile(exported.stdout.trim(), 'utf8')).toContain('vote_id,study')

    const list = await tiebreak(['study', 'list', '--json'])
    expect(JSON.parse(list.stdout)).toMatchObject({ studies: [{ slug: 'tides', counts: { outputs: 2 } }] })
  }, 120_000)

  it('takes every setting from a file, and options over it', async () => {
    const settings = join(folder, 'settings.json')
    const rated = { question: 'Which?', slug: 'rated', scores: true, reasons: ['useful'], check_share: 0.1 }
    await writeFile(settings, JSON.stringify({ ...rated, repeat_share: 0.2, votes_per_pair: 2 }))
    const asked = ['study', 'create', 'Rated', '--settings', settings, '--votes-per-pair', '4', '--json']
    expect(JSON.parse((await tiebreak(asked)).stdout)).toMatchObject({
      ...rated,
      name: 'Rated',
      repeat_share: 0.2,
      votes_per_pair: 4,
    })
    await writeFile(settings, JSON.stringify({ ...rated, slug: 'wrong', scoers: true }))
    const misspelt = await tiebreak(['study', 'create', 'Wrong', '--settings', settings])
    expect(misspelt).toMatchObject({ code: 1, stdout: '' })
    expect(misspelt.stderr).toContain('scoers')
    await writeFile(settings, '[1')
    expect((await tiebreak(['study', 'create', 'Wrong', '--settings', settings])).code).toBe(1)
  }, 120_000)

  it('sets how many votes each pair gets, and refuses to lower them in an open study', async () => {
    const file = join(folder, 'raised.jsonl')
    const lines = ['x', 'y'].map((model) => JSON.stringify({ id: 'p', prompt: 'Why?', model, output: model }))
    await writeFile(file, lines.join('\n'))
    await tiebreak(['study', 'create', 'Raised', '--question', 'Which?', '--votes-per-pair', '2'])
    await tiebreak(['import', 'raised', file])
    const set = (...rest: string[]) => tiebreak(['study', 'votes-per-pair', 'raised', ...rest])
    const lower = await set('1')
    expect(lower).toMatchObject({ code: 0, stdout: '1\n' })
    expect(lower.stderr).toContain('1 votes planned')
    await tiebreak(['study', 'open', 'raised'])
    const raised = await set('4', '--json')
    expect(JSON.parse(raised.stdout)).toMatchObject({ votes_per_pair: 4, plan: { planned_votes: 4 } })
    const refused = await set('3')
    expect(refused).toMatchObject({ code: 1, stdout: '' })
    expect(refused.stderr).toContain('can only be raised')
    for (const nonsense of ['many', '0']) expect((await set(nonsense)).code).toBe(1)
    expect((await set()).code).toBe(2)
  }, 120_000)

  it('exits 1 on an unknown study, a missing file and an import with problems', async () => {
    expect(await tiebreak(['results', 'nowhere'])).toMatchObject({ code: 1, stdout: '' })
    expect(await tiebreak(['import', 'nowhere', join(folder, 'none.csv')])).toMatchObject({ code: 1 })
  }, 60_000)
})

describe('accounts and tokens', () => {
  it('prints a token once, as JSON when asked', async () => {
    const { code, stdout } = await tiebreak(['token', 'create', '--name', 'ci', '--scope', 'admin', '--json'])
    expect(code).toBe(0)
    expect((JSON.parse(stdout) as { token: string }).token).toMatch(/^tb_/)
    const [row] = await database.db()<{ scopes: string[] }[]>`select scopes from api_tokens where name = 'ci'`
    expect(row?.scopes).toEqual(['admin'])
  })

  it('makes the first account an owner and refuses the same address again', async () => {
    const secret = join(folder, 'password')
    await writeFile(secret, 'a long enough secret\n')
    const create = ['admin', 'create', 'ada@example.org', '--password-file', secret]
    expect(await tiebreak(create)).toMatchObject({ code: 0, stdout: '' })
    expect(await tiebreak(create)).toMatchObject({ code: 1 })
    const rows = await database.db()<{ role: string }[]>`select role from people`
    expect(rows.map(({ role }) => role)).toEqual(['owner'])
  })

  it('prints the settings without their secrets', async () => {
    const { code, stdout } = await tiebreak(['config'], { DATABASE_URL: 'postgres://me:hush@127.0.0.1/x' })
    expect(code).toBe(0)
    expect(stdout).toContain('DATABASE_URL=postgres://me:***@127.0.0.1/x')
    expect(stdout).not.toContain('hush')
  })
})

describe('a server given by TIEBREAK_URL', () => {
  let server: ReturnType<typeof serve> | null = null
  let remote: Record<string, string> = {}

  beforeAll(async () => {
    const log = pino({ level: 'silent' })
    const app = createApp({ db: database.db(), config: readConfig({}), log })
    const port = await new Promise<number>((done) => {
      server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, (address) => done(address.port))
    })
    const token = { name: 'remote', scopes: ['admin' as const], studyId: null, days: null, by: 'test' }
    remote = {
      DATABASE_URL: '',
      TIEBREAK_URL: `http://127.0.0.1:${port}`,
      TIEBREAK_TOKEN: (await createToken(database.db(), token)).token,
    }
  })
  afterAll(() => {
    server?.close()
  })

  it('does the same over HTTP, and refuses the same', async () => {
    const made = await tiebreak(['study', 'create', 'Winds', '--question', 'Which?', '--json'], remote)
    expect(JSON.parse(made.stdout)).toMatchObject({ slug: 'winds', state: 'draft' })
    const again = await tiebreak(['study', 'create', 'Winds', '--question', 'Which?'], remote)
    expect(again).toMatchObject({ code: 1, stdout: '' })

    const map = ['--map', 'prompt=ask', '--map', 'model=who', '--map', 'output=said']
    const names = ['--rename', 'small=Breeze', '--cost', 'Breeze=0.25']
    const imported = await tiebreak(['import', 'winds', file, ...map, ...names, '--json'], remote)
    expect(JSON.parse(imported.stdout)).toMatchObject({ outputs: 2, state: 'published' })
    const [breeze] = await database.db()`select cost from models where name = 'Breeze'`
    expect(breeze).toEqual({ cost: 0.25 })
    const gone = await tiebreak(['withdraw', 'winds', '--model', 'Breeze'], remote)
    expect(gone).toMatchObject({ code: 0, stdout: '"Breeze" is withdrawn: 0 pairs closed\n' })
    expect(await tiebreak(['withdraw', 'winds', '--model', 'Breeze'], remote)).toMatchObject({ code: 1 })
    const back = await tiebreak(['withdraw', 'winds', '--model', 'Breeze', '--undo', '--json'], remote)
    expect(JSON.parse(back.stdout)).toEqual({ name: 'Breeze', pairs: 0 })
    const broken = join(folder, 'broken.jsonl')
    await writeFile(broken, '{"prompt":"a","model":"b","output":7}\n')
    const refused = await tiebreak(['import', 'winds', broken, '--json'], remote)
    expect(refused.code).toBe(1)
    expect(JSON.parse(refused.stdout)).toMatchObject({ state: 'rejected', problems: [{ line: 1 }] })

    const links = await tiebreak(['invite', 'winds', '--open', '--json'], remote)
    expect(JSON.parse(links.stdout)).toMatchObject({ invites: [{ kind: 'open' }] })
    const exported = await tiebreak(['export', 'winds', '--format', 'votes.csv'], remote)
    expect(exported.stdout).toContain('vote_id,study')
    const list = await tiebreak(['study', 'list', '--json'], remote)
    expect(list.stdout).toContain('"winds"')
  }, 120_000)

  it('says which setting is missing or wrong', async () => {
    expect(await tiebreak(['study', 'list'], { ...remote, TIEBREAK_TOKEN: '' })).toMatchObject({ code: 2 })
    expect(await tiebreak(['study', 'list'], { ...remote, TIEBREAK_TOKEN: 'tb_no' })).toMatchObject({
      code: 1,
    })
  })
})
