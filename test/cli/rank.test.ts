import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readVotesFile, type VotesFileOptions } from '../../server/formats/votes/votes-file.ts'
import type { Ranking } from '../../server/stats/ranking/ranking.ts'
import { runCommand } from './run-command.ts'

async function* bytes(text: string, size = 7) {
  const all = new TextEncoder().encode(text)
  for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size)
}
const read = (text: string, options: Partial<VotesFileOptions> = {}) =>
  readVotesFile(bytes(text), { format: 'csv', ...options })

const head = 'model_a,model_b,winner,tester,prompt\n'

describe('a votes file', () => {
  test('takes every word for every outcome', async () => {
    const words = 'a,model_a,left,first,b,model_b,right,second,tie,draw,both_bad,tie (bothbad),bothbad'.split(
      ',',
    )
    const table = await read(head + words.map((word) => `A,B,${word},t,p\n`).join(''))
    expect([...table.outcome]).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 3])
  })

  test('takes the name of a model for its win', async () => {
    const table = await read(`${head}GPT,Claude,GPT,t,p\nGPT,Claude,Claude,t,p\na,b,b,t,p\n`)
    expect([...table.outcome]).toEqual([0, 1, 1])
    await expect(read(`${head}GPT,Claude,Gemini,t,p\n`)).rejects.toThrow('found "Gemini"')
  })

  test('reads quoted fields over several lines, CRLF, a BOM and chunks that cut characters', async () => {
    const table = await read(`\uFEFF${head.trim()}\r\n"Ä ""x""",B,a,"t\n1",p\r\nB,"Ä ""x""",b,t2,p`)
    expect(table.models).toEqual(['Ä "x"', 'B'])
    expect(table.testers).toEqual(['t\n1', 't2'])
  })

  test('reads tabs, semicolons and JSON Lines alike', async () => {
    const lines = ['A,B,a,t,p', 'B,A,tie,t,q']
    const tsv = await read((head + lines.join('\n')).replaceAll(',', '\t'), { format: 'tsv' })
    const semicolons = await read((head + lines.join('\n')).replaceAll(',', ';'))
    const jsonl = await read(
      '{"winner":"a","model_a":"A","model_b":"B","tester":"t","prompt":"p"}\n\n{"model_a":"B","model_b":"A","prompt":"q","winner":"tie","tester":"t"}\n',
      { format: 'jsonl' },
    )
    for (const table of [semicolons, jsonl]) {
      expect([...table.first]).toEqual([...tsv.first])
      expect([...table.outcome]).toEqual([0, 2])
      expect(table.prompts).toEqual(['p', 'q'])
    }
  })

  test('counts skips and weights, and leaves unknown testers unknown', async () => {
    const table = await read('model_a,model_b,winner,tester,count\nA,B,a,,3\nA,B,skip,t,2\n')
    expect(table).toMatchObject({ length: 1, skips: 2 })
    expect([table.weight?.[0], table.tester]).toEqual([3, null])
  })

  test.each([
    ['A,B,maybe,t,p', 'Cannot read line 3: "winner" must be a, b, tie, both_bad or skip, found "maybe"'],
    ['A,A,a,t,p', 'Cannot read line 3: "A" is compared with itself'],
    [',B,a,t,p', 'Cannot read line 3: "model_a" is empty'],
    ['A,B,a,t', 'Cannot read line 3: the header has 5 columns, this line 4'],
    ['A,B,"a,t,p', 'Cannot read line 3: a quoted field is never closed'],
  ])('names the line of %s', async (row, message) => {
    await expect(read(`${head}A,B,b,t,p\n${row}\n`)).rejects.toThrow(message)
  })

  test('with bad rows skipped, counts them', async () => {
    const table = await read(`${head}A,A,a,t,p\nA,B,b,t,p\nA,B,what,t,p\n`, { skipBadRows: true })
    expect(table).toMatchObject({ length: 1, badRows: 2 })
  })

  test('names a column that is not there', async () => {
    await expect(read('x,y,winner\n')).rejects.toThrow('Cannot read line 1: there is no column "model_a"')
    await expect(read(head, { columns: { tester: 'worker' } })).rejects.toThrow('there is no column "worker"')
    await expect(read('')).rejects.toThrow('the header is missing')
  })

  test.each(['NaN', '', 'Infinity', 'x'])('refuses the covariate value "%s"', async (value) => {
    const file = `model_a,model_b,winner,length\nA,B,a,${value}\n`
    await expect(read(file, { covariates: ['length'] })).rejects.toThrow(
      'Cannot read line 2: "length" must be a number',
    )
  })

  test.each(['0', '-1', '1.5', 'x', ''])('refuses the count "%s"', async (count) => {
    await expect(read(`model_a,model_b,winner,count\nA,B,a,${count}\n`)).rejects.toThrow('a positive integer')
  })
})

describe('tiebreak rank', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tiebreak-rank-'))
    const rows = ['x,y,a,w1', 'y,x,a,w2', 'x,y,b,w3', 'y,x,tie,w1', 'x,y,a,w2'].map((row) => `${row}\n`)
    await writeFile(join(folder, 'votes.csv'), `one,two,winner,worker\n${rows.join('')}`)
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('prints the whole object with --json, columns mapped', async () => {
    const mapping = ['--a', 'one', '--b', 'two', '--tester', 'worker']
    const { code, stdout } = await runCommand(['rank', join(folder, 'votes.csv'), ...mapping, '--json'])
    expect(code).toBe(0)
    const ranking = JSON.parse(stdout) as Ranking
    expect(ranking.method).toMatchObject({
      ties: 'half',
      cluster: 'tester',
      se: 'max',
      level: 0.95,
      prior: null,
    })
    expect(ranking.counts).toMatchObject({ votes: 5, a: 3, b: 1, tie: 1, testers: 3 })
    // Two wins each and a tie, but x stood first more often: with the order fitted, logit(2/3) = −d + g, logit(3/4) = d + g
    expect(ranking.models.map((model) => model.model)).toEqual(['y', 'x'])
    expect((ranking.models[0]?.theta ?? 0) * 2).toBeCloseTo((Math.log(3) - Math.log(2)) / 2, 6)
  })

  test('prints tallies and no rank below ten votes, and a ranking from there on', async () => {
    const mapping = ['--a', 'one', '--b', 'two', '--tester', 'worker']
    const early = await runCommand(['rank', join(folder, 'votes.csv'), ...mapping])
    expect(early.stdout).toContain('Too early: 5 more votes to go before anything is ranked.')
    expect(early.stdout).not.toMatch(/rank |Elo/)
    const many = Array.from(
      { length: 24 },
      (_, n) => `${n % 2 ? 'x,y' : 'y,x'},${n % 3 ? 'a' : 'b'},w${n % 4}\n`,
    )
    await writeFile(join(folder, 'many.csv'), `one,two,winner,worker\n${many.join('')}`)
    const { stdout } = await runCommand(['rank', join(folder, 'many.csv'), ...mapping])
    const dropped = await runCommand(['rank', join(folder, 'many.csv'), ...mapping, '--both-bad', 'drop'])
    expect(dropped.stdout).toContain('win rate, ties ½')
    expect(stdout).toMatch(/rank .*Elo .*win rate, ties and both bad ½/)
  })

  test.each([
    ['--df', 'plain'],
    ['--planned', '1.5'],
  ])('refuses %s %s as misuse', async (option, value) => {
    const { code, stderr } = await runCommand(['rank', join(folder, 'votes.csv'), option, value])
    expect(code).toBe(2)
    expect(stderr).toContain(option)
  })

  test('exits 1 for a file it refuses and 2 for options it does not know', async () => {
    const refused = await runCommand(['rank', join(folder, 'votes.csv')])
    expect(refused).toMatchObject({ code: 1, stdout: '' })
    expect(refused.stderr).toContain('there is no column "model_a"')
    expect((await runCommand(['rank', join(folder, 'none.csv')])).code).toBe(1)
    expect((await runCommand(['rank', 'x.csv', '--ties', 'all'])).code).toBe(2)
    expect((await runCommand(['rank'])).code).toBe(2)
  })
})
