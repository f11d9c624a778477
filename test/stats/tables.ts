import { expect } from 'vitest'
import { type RankedModel, type RankOptions, rank } from '../../server/stats/ranking/ranking.ts'
import { Outcome, type VoteTable, VoteTableBuilder } from '../../server/stats/votes/vote-table.ts'

export const rowsOnly: RankOptions = { cluster: 'none', orderEffect: 'ignore' }

const outcomeOf = (score: number) =>
  score === 1 ? Outcome.first : score === 0 ? Outcome.second : Outcome.tie

export type Columns = {
  first: number[]
  second: number[]
  score_first: number[]
  tester?: number[]
  prompt?: number[]
}

export function tableOf(
  items: readonly string[],
  votes: Columns,
  covariates: Record<string, number[]> = {},
): VoteTable {
  const names = Object.keys(covariates)
  const builder = new VoteTableBuilder({ covariates: names })
  for (const item of items) builder.model(item)
  votes.first.forEach((first, row) => {
    builder.push({
      first,
      second: votes.second[row] as number,
      outcome: outcomeOf(votes.score_first[row] as number),
      ...(votes.tester ? { tester: builder.tester(`t${votes.tester[row]}`) } : {}),
      ...(votes.prompt ? { prompt: builder.prompt(`p${votes.prompt[row]}`) } : {}),
      covariates: names.map((name) => covariates[name]?.[row] as number),
    })
  })
  return builder.table()
}

export type Count = { first: number; second: number; wins?: number; losses?: number; ties?: number }

export function tableOfCounts(items: readonly string[], counts: readonly Count[]): VoteTable {
  const builder = new VoteTableBuilder()
  for (const item of items) builder.model(item)
  for (const { first, second, wins = 0, losses = 0, ties = 0 } of counts) {
    for (const [outcome, weight] of [wins, losses, ties].entries()) {
      if (weight > 0) builder.push({ first, second, outcome, weight })
    }
  }
  return builder.table()
}

export function tableOfMatrix(wins: readonly (readonly number[])[]): VoteTable {
  const counts = wins.flatMap((row, first) =>
    row.flatMap((count, second) => (count > 0 ? [{ first, second, wins: count }] : [])),
  )
  return tableOfCounts(
    wins.map((_, k) => `m${k}`),
    counts,
  )
}

/** One column of the ranking, in the order of the table's models. */
export function inOrder<K extends keyof RankedModel>(
  table: VoteTable,
  options: RankOptions,
  key: K,
): number[] {
  const ranking = rank(table, options)
  return table.models.map((name) => ranking.models.find((model) => model.model === name)?.[key] as number)
}

export function expectNear(actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  expect(actual.length).toBe(expected.length)
  expected.forEach((value, k) => {
    const found = actual[k] as number
    expect(Math.abs(found - value), `entry ${k}: ${found} for ${value}`).toBeLessThanOrEqual(tolerance)
  })
}
