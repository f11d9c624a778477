import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import agreement from '../../server/cli/commands/agreement.ts'
import { isUsageError } from '../../server/cli/terminal/usage.ts'
import type { Agreement } from '../../server/stats/agreement/agreement.ts'
import { compiledProgram } from '../setup/program.ts'
import { capture } from './run-command.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'agreement-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Krippendorff 2011, 4 observers × 12 units, without the missing cells. */
const EXAMPLE = [
  [1, 1, null, 1],
  [2, 2, 3, 2],
  [3, 3, 3, 3],
  [3, 3, 3, 3],
  [2, 2, 2, 2],
  [1, 2, 3, 4],
  [4, 4, 4, 4],
  [1, 1, 2, 1],
  [2, 2, 2, 2],
  [null, 5, 5, 5],
  [null, null, 1, 1],
  [null, null, 3, null],
].flatMap((unit, u) => unit.flatMap((value, r) => (value === null ? [] : [`u${u},r${r},${value}`])))

describe('coefficients of a file', () => {
  test("are the published ones on Krippendorff's example", async () => {
    const figures = await agreementOf(['unit,rater,value', ...EXAMPLE])
    expect(figures.krippendorff.nominal).toBeCloseTo(0.743421052631579, 12)
    expect(figures.krippendorff.ordinal).toBeCloseTo(0.8153875037548813, 12)
    expect(figures.krippendorff.interval).toBeCloseTo(0.8491071428571428, 12)
    expect(figures.krippendorff.ratio).toBeCloseTo(0.797402774711612, 12)
    expect(figures.gwet_ac1).toBeCloseTo(0.77544, 5)
    expect(figures.gwet_ac2).toBeCloseTo(0.914, 5)
    expect(figures.percent).toBeCloseTo(0.818181818181818, 12)
    expect(figures).toMatchObject({ fleiss: null, cohen: null, units: 11, raters: 4 })
    expect(figures.ci?.[0]).toBeLessThan(0.743)
    expect(figures.ci?.[1]).toBeGreaterThan(0.743)
    expect(figures.ci?.[1]).toBeLessThanOrEqual(1)
  })

  test('do not depend on the order of rows and columns, nor the interval on the day', async () => {
    const one = await agreementOf(['unit,rater,value', ...EXAMPLE])
    const turned = EXAMPLE.map((row) => row.split(',').reverse().concat('remark').join(','))
    const other = await agreementOf(['value,rater,unit,note', ...turned])
    expect(other).toEqual(one)
  })

  test('with two raters have kappas', async () => {
    const figures = await agreementOf([
      'unit,rater,value',
      'a,x,1',
      'a,y,1',
      'b,x,2',
      'b,y,1',
      'c,x,3',
      'c,y,3',
    ])
    expect(figures.cohen?.plain).toBeCloseTo(0.5, 12)
    expect(figures.cohen?.linear).toBeCloseTo(2 / 3, 12)
    expect(figures.cohen?.quadratic).toBeCloseTo(0.8, 12)
    expect(figures.fleiss).not.toBeNull()
  })

  test('are only the nominal ones for names', async () => {
    const figures = await agreementOf([
      'unit,rater,value',
      'a,x,left',
      'a,y,left',
      'b,x,tie',
      'b,y,right',
      'c,x,1',
      'c,y,1',
    ])
    expect(figures.krippendorff.nominal).not.toBeNull()
    expect(figures.gwet_ac1).not.toBeNull()
    expect(figures.cohen?.plain).not.toBeNull()
    expect(figures.krippendorff).toMatchObject({ ordinal: null, interval: null, ratio: null })
    expect(figures).toMatchObject({ gwet_ac2: null, cohen: { linear: null, quadratic: null } })
  })

  test.each([
    ['no rows', [], { units: 0, raters: 0, percent: null, fleiss: null, cohen: null, ci: null }],
    ['one rater', ['a,x,1', 'b,x,2'], { units: 0, raters: 1, percent: null, cohen: null, ci: null }],
    ['one unit', ['a,x,1', 'a,y,2'], { units: 1, raters: 2, percent: 0, ci: null }],
    ['one value', ['a,x,1', 'a,y,1', 'b,x,1', 'b,y,1'], { units: 2, percent: 1, gwet_ac1: null, ci: null }],
    [
      'no shared unit',
      ['a,x,1', 'b,y,1'],
      { units: 0, raters: 2, cohen: { plain: null, linear: null, quadratic: null } },
    ],
  ])('are null, never NaN, with %s', async (_, rows, want) => {
    const { stdout, error } = await run(['unit,rater,value', ...rows])
    expect(error).toBeNull()
    expect(JSON.parse(stdout)).toMatchObject(want)
  })
})

describe('what cannot be read is refused with its line', () => {
  test.each([
    ['', 'line 1: the header'],
    ['unit,rater\na,x', 'line 1: there is no column "value"'],
    ['unit,rater,value,value\na,x,1,2', 'line 1: there are two columns "value"'],
    ['unit,rater,value\na,x,1\n,x,1', 'line 3: "unit" is empty'],
    ['unit,rater,value\na,,1', 'line 2: "rater" is empty'],
    ['unit,rater,value\na,x,1,9', 'line 2: the header has 3 columns, this line 4'],
    [
      'unit,rater,value\n"a\nb",x,1\n\na,x,1\na,x,2',
      'line 6: rater "x" has already rated unit "a" on line 5',
    ],
    ['unit,rater,value\n"a\nb",,1', 'line 2: "rater" is empty'],
    ['unit,rater,value\na,x,"1', 'line 2: a quoted field is never closed'],
  ])('%j', async (text, message) => {
    const { stdout, error } = await run(text.split('\n'))
    expect(error?.message).toContain(`Cannot read ${message}`)
    expect(isUsageError(error)).toBe(false)
    expect(stdout).toBe('')
  })

  test('a file that is not there, or not text', async () => {
    const missing = await capture(agreement, [join(folder, 'none.csv'), '--json'])
    expect(missing.error?.message).toMatch(/none\.csv: there is no such file/)
    const binary = join(folder, 'binary.csv')
    writeFileSync(binary, Buffer.from([0xff, 0xfe, 0x00]))
    expect((await capture(agreement, [binary])).error?.message).toContain('not UTF-8')
  })
})

test('a missing value is a rater who did not rate, and is told on stderr', async () => {
  const { stdout, stderr } = await run(['unit,rater,value', 'a,x,1', 'a,y,', 'a,z,1'])
  expect(JSON.parse(stdout)).toMatchObject({ units: 1, raters: 2, percent: 1 })
  expect(stderr).toContain('1 row has no value')
})

test('a byte-order mark, quotes and Windows line ends are read', async () => {
  const { stdout } = await run(['\uFEFFunit,rater,value\r', '"a, b",x,1\r', '"a, b",y,1\r'])
  expect(JSON.parse(stdout)).toMatchObject({ units: 1, percent: 1 })
})

test('without --json there is a table, with an unknown option a usage error', async () => {
  const { stdout } = await run(['unit,rater,value', ...EXAMPLE], [])
  expect(stdout).toMatch(/Krippendorff alpha, nominal +0\.743\n/)
  expect(stdout).toMatch(/Fleiss kappa +undefined\n/)
  expect(isUsageError((await run(['unit,rater,value'], ['--jsno'])).error)).toBe(true)
  expect(isUsageError((await capture(agreement, [])).error)).toBe(true)
})

test('the program reads stdin, prints JSON only on stdout, and refuses with exit 1', () => {
  const good = program(['unit,rater,value', ...EXAMPLE].join('\n'))
  expect(good.status).toBe(0)
  expect(JSON.parse(good.stdout).units).toBe(11)
  const bad = program('unit,rater,value\n,x,1')
  expect(bad.status).toBe(1)
  expect(bad.stdout).toBe('')
  expect(bad.stderr).toContain('Cannot read line 2: "unit" is empty')
})

function program(input: string) {
  const words = [compiledProgram(), 'agreement', '-', '--json']
  return spawnSync(process.execPath, words, { input, encoding: 'utf8' })
}

async function agreementOf(lines: string[]): Promise<Agreement> {
  const { stdout, error } = await run(lines)
  if (error) throw error
  return JSON.parse(stdout) as Agreement
}

function run(lines: string[], options = ['--json']) {
  const file = join(folder, 'ratings.csv')
  writeFileSync(file, lines.join('\n'))
  return capture(agreement, [file, ...options])
}
