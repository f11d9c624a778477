import { describe, expect, test } from 'vitest'
import { readVotesFile, type VotesFileOptions } from '../../server/formats/votes/votes-file.ts'
import { type Ranking, type RankOptions, rank } from '../../server/stats/ranking/ranking.ts'

const head = 'model_a,model_b,winner,tester,prompt'
async function* one(text: string) {
  yield new TextEncoder().encode(text)
}

async function rankRows(
  rows: readonly string[],
  options: RankOptions = {},
  file: Partial<VotesFileOptions> = {},
): Promise<Ranking> {
  const text = `${[head, ...rows].join('\n')}\n`
  return rank(await readVotesFile(one(text), { format: 'csv', ...file }), options)
}

/** Nothing in it but finite numbers, words and nulls. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  return value === null || typeof value !== 'object' || Object.values(value).every(isPlain)
}

/** Both sides of every pair, so that only what a case is about is odd. */
const fair = (tester: (k: number) => string, prompt: (k: number) => string) =>
  Array.from({ length: 40 }, (_, k) => {
    const [a, b] = k % 2 === 0 ? ['A', 'B'] : ['B', 'A']
    return `${a},${b},${['a', 'b', 'a', 'tie', 'b'][k % 5]},${tester(k)},${prompt(k)}`
  })
const twelve = (k: number) => `x${k % 12}`

describe('what is odd has a defined answer and a warning in words', () => {
  const cases: [string, string[], string][] = [
    ['no rows', [], 'fewer than two models'],
    ['one tester', fair(() => 't', twelve), 'All votes share one tester'],
    ['one prompt', fair(twelve, () => 'p'), 'All votes share one prompt'],
    [
      'one tester and one prompt',
      fair(
        () => 't',
        () => 'p',
      ),
      'All votes share one prompt',
    ],
    ['few testers', fair((k) => `t${k % 3}`, twelve), 'Only 3 testers: the intervals are rough'],
    ['missing testers', fair((k) => (k < 4 ? '' : `t${k % 12}`), twelve), '4 votes without a tester'],
    [
      'only ties',
      fair(twelve, twelve).map((row) => row.replace(/,(a|b),/, ',tie,')),
      'no variation to measure',
    ],
    ['two groups', [...fair(twelve, twelve), 'C,D,a,x,x', 'D,C,a,x,x'], 'fall into 2 groups'],
    ['a model that always won', [...fair(twelve, twelve), 'C,A,a,x1,x1', 'A,C,b,x2,x2'], 'provisional'],
    ['sides never swapped', ['A,B,a,t1,p1', 'A,B,b,t2,p2', 'A,B,a,t3,p3'], 'order effect was left out'],
    ['the first side always chosen', ['A,B,a,t1,p1', 'B,A,a,t2,p2'], 'order effect was left out'],
    ['a model that was only skipped', [...fair(twelve, twelve), 'A,C,skip,t,p'], '"C" was only ever skipped'],
  ]

  test.each(cases)('%s', async (_, rows, warning) => {
    for (const options of [{}, { ties: 'davidson' }, { cluster: 'none' }, { se: 'plain' }] as const) {
      const ranking = await rankRows(rows, options)
      expect(isPlain(ranking), JSON.stringify(ranking)).toBe(true)
      const isAboutClusters = 'cluster' in options && /tester|prompt|independent/.test(warning)
      if (!isAboutClusters) expect(ranking.warnings.join(' ')).toContain(warning)
    }
  })

  test('clusters of one are the rows themselves', async () => {
    const rows = fair(
      (k) => `t${k}`,
      (k) => `p${k}`,
    )
    const [clustered, plain] = [await rankRows(rows), await rankRows(rows, { cluster: 'none' })]
    const factor = Math.sqrt(40 / 39)
    for (const [k, { se }] of clustered.models.entries()) {
      expect(se).toBeCloseTo((plain.models[k]?.se as number) * factor, 10)
    }
  })

  test('a model that only tied is dropped with the ties, and named', async () => {
    const rows = [...fair(twelve, twelve), 'C,A,tie,x1,x1']
    const ranking = await rankRows(rows, { ties: 'drop' })
    expect(ranking.models.map(({ model }) => model).sort()).toEqual(['A', 'B', 'C'])
    expect(ranking.warnings.join(' ')).toContain('No vote that counts compares "C"')
  })

  test('clusters that were asked for and are not there are missed in words', async () => {
    const ranking = await rankRows(
      fair(() => '', twelve),
      { cluster: 'two-way' },
    )
    expect(ranking.method.cluster).toBe('prompt')
    expect(ranking.warnings.join(' ')).toContain('No vote names its tester')
  })

  test('as many testers as votes, two hundred thousand of them', async () => {
    const rows = Array.from({ length: 200_000 }, (_, k) => {
      return `${k % 2 ? 'A,B' : 'B,A'},${k % 3 ? 'a' : 'b'},t${k},p${k % 50}`
    })
    const ranking = await rankRows(rows)
    expect(ranking.counts).toMatchObject({ votes: 200_000, testers: 200_000, prompts: 50 })
    expect(isPlain(ranking)).toBe(true)
  })
})

describe('what is wrong is refused in words', () => {
  const wrong: [string, string, string, string[]][] = [
    ['a covariate that is NaN', 'x', 'line 2: "x" must be a number, found "NaN"', ['A,B,a,t,p,NaN']],
    ['a negative count', 'count', 'line 2: "count" must be a positive integer, found "-3"', ['A,B,a,t,p,-3']],
  ]
  test.each(wrong)('%s', async (_, column, message, rows) => {
    const text = `${[`${head},${column}`, ...rows].join('\n')}\n`
    const covariates = column === 'x' ? ['x'] : []
    await expect(readVotesFile(one(text), { format: 'csv', covariates })).rejects.toThrow(message)
  })

  test('a covariate that never varies has no coefficient', async () => {
    const rows = fair(twelve, twelve).map((row) => `${row},0`)
    const text = `${[`${head},x`, ...rows].join('\n')}\n`
    const table = await readVotesFile(one(text), { format: 'csv', covariates: ['x'] })
    expect(() => rank(table, { covariates: ['x'] })).toThrow('Cannot rank with "x"')
  })
})
