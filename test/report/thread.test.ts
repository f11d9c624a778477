import { describe, expect, test } from 'vitest'
import type { Answers } from '../../server/report/answers.ts'
import { reportOf } from '../../server/report/report.ts'
import { fewAnswers, workOutRanking, workOutReport } from '../../server/results/report-thread.ts'
import { createRandom } from '../../server/stats/special/random.ts'

/** Random answers of forty testers to twenty prompts; a pair is a prompt and two of four models. */
function randomAnswers(length: number): Answers {
  const random = createRandom(9)
  const below = (n: number) => Math.floor(random() * n)
  const column = (of: (row: number) => number) => Int32Array.from({ length }, (_, row) => of(row))
  const first = column(() => below(4))
  const second = column((row) => ((first[row] as number) + 1 + below(3)) % 4)
  const prompt = column(() => below(20))
  const output = (models: Int32Array) =>
    column((row) => (prompt[row] as number) * 4 + (models[row] as number))
  return {
    models: ['a', 'b', 'c', 'd'],
    testers: Array.from({ length: 40 }, (_, n) => `t${n}`),
    prompts: Array.from({ length: 20 }, (_, n) => ({
      name: `p${n}`,
      tags: [`tag ${n % 2}`],
      language: 'en',
    })),
    styles: Array.from({ length: 80 }, (_, n) => ({
      length: 50 + ((n * 37) % 90),
      headings: n % 3,
      lists: n % 5,
      bold: 0,
    })),
    length,
    first,
    second,
    prompt,
    pair: column(
      (row) =>
        (prompt[row] as number) * 16 +
        Math.min(first[row] ?? 0, second[row] ?? 0) * 4 +
        Math.max(first[row] ?? 0, second[row] ?? 0),
    ),
    tester: column(() => below(40)),
    outcome: Uint8Array.from({ length }, () => below(5)),
    repeat: new Uint8Array(length),
    seconds: Float32Array.from({ length }, () => 5 + below(30)),
    firstOutput: output(first),
    secondOutput: output(second),
  }
}

describe('the thread', () => {
  const answers = randomAnswers(fewAnswers + 1)
  const request = { counted: answers, everyone: answers, options: {} }

  test('says what the server itself would say', async () => {
    const here = reportOf(request)
    expect(await workOutReport(request)).toEqual(here)
    expect(await workOutRanking(request)).toEqual(here.ranking)
    expect(here.ranking.counts.votes + here.ranking.counts.skip).toBe(answers.length)
    expect(here.slices.map(({ name }) => name).sort()).toEqual(['tag 0', 'tag 1'])
    expect(here.style?.covariates.map(({ name }) => name)).toEqual(['length', 'headings', 'lists'])
    expect(here.convergence.at(-1)?.votes).toBe(here.ranking.counts.votes)
  })

  test('refuses in the same words, and goes on', async () => {
    await expect(workOutReport({ ...request, options: { anchor: 'x' } })).rejects.toThrow(
      'Cannot rank: there is no model "x" to anchor at',
    )
    await expect(workOutReport({ ...request, options: { anchor: 'x' } })).rejects.toBeInstanceOf(RangeError)
    expect((await workOutRanking(request)).models).toHaveLength(4)
  })
})
