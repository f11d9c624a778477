import { createReadStream } from 'node:fs'
import { readAnyVotes } from '../../formats/any-votes.ts'
import type { VoteColumns } from '../../formats/votes/votes-file.ts'
import { type Ranking, type RankOptions, rank } from '../../stats/ranking/ranking.ts'
import type { VoteTable } from '../../stats/votes/vote-table.ts'
import { type Given, strictCommand, wordAt } from '../terminal/arguments.ts'
import { note, printJson } from '../terminal/output.ts'
import { printRanking } from '../terminal/ranking-text.ts'
import { Refused, UsageError } from '../terminal/usage.ts'

const choices = {
  ties: ['half', 'davidson', 'drop'],
  'both-bad': ['tie', 'drop'],
  cluster: ['auto', 'none', 'tester', 'prompt', 'two-way'],
  se: ['max', 'plain'],
  correction: ['cr1', 'none'],
  'order-effect': ['fit', 'ignore'],
  df: ['kish', 'clusters'],
  evidence: ['t', 'normal'],
  pairs: ['all', 'top', 'none'],
} as const

const text = (description: string, valueHint = 'COLUMN') =>
  ({ type: 'string', description, valueHint }) as const
const oneOf = (words: readonly string[]) => text(words.join(', '), 'WORD')

export default strictCommand({
  meta: { name: 'rank', description: 'Rank models by a votes file, without a database' },
  args: {
    file: {
      type: 'positional',
      required: true,
      description: 'CSV, TSV, JSON, JSON Lines or Parquet, packed with gzip or not; - for stdin',
    },
    ...Object.fromEntries(Object.entries(choices).map(([name, words]) => [name, oneOf(words)])),
    covariate: text('Difference covariate to fit; may be repeated'),
    level: text('Level of the intervals, 0.95', 'NUMBER'),
    anchor: text('Model fixed at 1000 Elo', 'MODEL'),
    planned: text('Planned number of votes, for looks at set times', 'NUMBER'),
    seed: text('Seed of the draws behind P(best), 1', 'NUMBER'),
    a: text('Column of the model shown first; found by its name'),
    b: text('Column of the other model; found by its name'),
    winner: text('Column of the answer; found by its name'),
    tester: text('Column of the tester: tester, judge, worker, user'),
    prompt: text('Column of the prompt: prompt, question_id'),
    'skip-bad-rows': { type: 'boolean', description: 'Count rows that cannot be read instead of stopping' },
    json: { type: 'boolean', description: 'Print JSON' },
  },
  run: async (given) => {
    const options = rankOptions(given)
    const table = await votesOf(wordAt(given, 0, 'FILE'), given, options.covariates ?? [])
    const ranking = rank(table, options)
    if (given.flag('json')) return printJson(ranking)
    printWhole(ranking, options)
  },
})

function rankOptions(given: Given): RankOptions {
  const level = given.number('level')
  const seed = given.number('seed')
  const planned = given.number('planned')
  const anchor = given.text('anchor')
  if (level !== undefined && !(level > 0 && level < 1)) {
    throw new UsageError(`--level must lie between 0 and 1, found "${given.text('level')}"`)
  }
  if (seed !== undefined && !(Number.isSafeInteger(seed) && seed >= 0)) {
    throw new UsageError(`--seed must be a whole number, found "${given.text('seed')}"`)
  }
  if (planned !== undefined && !(Number.isSafeInteger(planned) && planned > 0)) {
    throw new UsageError(`--planned must be a whole number above 0, found "${given.text('planned')}"`)
  }
  return {
    ties: choice(given, 'ties'),
    bothBad: choice(given, 'both-bad'),
    cluster: choice(given, 'cluster'),
    se: choice(given, 'se'),
    correction: choice(given, 'correction'),
    orderEffect: choice(given, 'order-effect'),
    df: choice(given, 'df'),
    evidence: choice(given, 'evidence'),
    pairs: given.text('pairs') === undefined ? null : choice(given, 'pairs'),
    covariates: given.texts('covariate'),
    ...(level === undefined ? {} : { level }),
    ...(planned === undefined ? {} : { planned }),
    ...(seed === undefined ? {} : { seed }),
    ...(anchor === undefined ? {} : { anchor }),
  }
}

type Choices = typeof choices

function choice<Name extends keyof Choices>(given: Given, name: Name): Choices[Name][number] {
  const words: readonly Choices[Name][number][] = choices[name]
  const word = given.text(name) ?? words[0]
  const known = words.find((one) => one === word)
  if (known === undefined)
    throw new UsageError(`--${name} must be one of ${words.join(', ')}, found "${word}"`)
  return known
}

async function votesOf(file: string, given: Given, covariates: readonly string[]): Promise<VoteTable> {
  const columns: Partial<VoteColumns> = {}
  for (const name of ['a', 'b', 'winner', 'tester', 'prompt'] as const) {
    const column = given.text(name)
    if (column !== undefined) columns[name] = column
  }
  const chunks = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: 1 << 20 })
  return readAnyVotes(chunks, {
    columns,
    covariates,
    skipBadRows: given.flag('skip-bad-rows'),
  }).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'ENOENT') throw new Refused(`Cannot read ${file}: there is no such file`)
    if (code === 'EISDIR') throw new Refused(`Cannot read ${file}: it is a folder`)
    throw error
  })
}

function printWhole(ranking: Ranking, options: RankOptions): void {
  printRanking(ranking, options)
  const { votes, effective_votes: effective, skip, bad_rows: bad } = ranking.counts
  const worth = ranking.too_early ? '' : `, worth ${effective.toFixed(0)} independent ones`
  note(`${votes} votes${worth}; ${skip} skipped; ${bad} unreadable rows`)
  for (const warning of ranking.warnings) note(warning)
}
