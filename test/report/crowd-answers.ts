import type { Answers } from '../../server/report/answers.ts'
import { createRandom } from '../../server/stats/special/random.ts'

export type MadeCrowd = {
  models: string[]
  /** Strength of each model in log-odds. */
  strengths: number[]
  testers: number
  prompts: number
  votes: number
  seed: number
}

const skip = 4

/** Answers of a made-up crowd; nobody sees a pair twice, but for one in ten, swapped. */
export function crowdAnswers({ models, strengths, testers, prompts, votes, seed }: MadeCrowd): Answers {
  const random = createRandom(seed)
  const below = (n: number) => Math.floor(random() * n)
  const size = models.length
  const most = (testers * prompts * size * (size - 1)) / 2
  if (votes > most / 2) throw new RangeError(`So few people and prompts give ${most / 2} votes at most`)
  const seen = new Set<string>()
  const rows = Array.from({ length: votes }, (_, n) => {
    for (;;) {
      const first = below(size)
      const second = (first + 1 + below(size - 1)) % size
      const row = { first, second, tester: n % testers, prompt: below(prompts), repeat: 0 }
      const key = `${row.tester} ${row.prompt} ${Math.min(first, second)} ${Math.max(first, second)}`
      if (!seen.has(key)) {
        seen.add(key)
        return row
      }
    }
  })
  for (const row of rows.filter((_, n) => n % 10 === 9)) {
    rows.push({ ...row, first: row.second, second: row.first, repeat: 1 })
  }
  const outcomeOf = ({ first, second }: (typeof rows)[number]) => {
    const draw = random()
    if (draw < 0.03) return skip
    if (draw < 0.08) return 3
    if (draw < 0.2) return 2
    const gap = (strengths[first] as number) - (strengths[second] as number)
    return random() < 1 / (1 + Math.exp(-gap)) ? 0 : 1
  }
  const column = (of: (row: (typeof rows)[number]) => number) => Int32Array.from(rows, of)
  return {
    models,
    testers: Array.from({ length: testers }, (_, n) => `t_${n}`),
    prompts: Array.from({ length: prompts }, (_, n) => ({
      name: `p${n}`,
      tags: [`tag ${n % 3}`],
      language: 'en',
    })),
    styles: Array.from({ length: prompts * size }, (_, n) => ({
      length: 50 + ((n * 37) % 90),
      headings: n % 3,
      lists: n % 5,
      bold: 0,
    })),
    length: rows.length,
    first: column(({ first }) => first),
    second: column(({ second }) => second),
    prompt: column(({ prompt }) => prompt),
    tester: column(({ tester }) => tester),
    pair: column(
      ({ prompt, first, second }) =>
        (prompt * size + Math.min(first, second)) * size + Math.max(first, second),
    ),
    outcome: Uint8Array.from(rows, outcomeOf),
    repeat: Uint8Array.from(rows, ({ repeat }) => repeat),
    seconds: Float32Array.from(rows, () => 5 + below(30)),
    firstOutput: column(({ prompt, first }) => prompt * size + first),
    secondOutput: column(({ prompt, second }) => prompt * size + second),
  }
}
