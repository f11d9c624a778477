import type { StyleFeatures } from '../stats/ranking/style-features.ts'
import { Outcome, type VoteTable } from '../stats/votes/vote-table.ts'

/** The code of a skip beside those of `Outcome`. */
export const SKIP = 4

/** A prompt as slices of the results need it. */
export type PromptLabel = { name: string; tags: string[]; language: string }

/**
 * Answers of a study by columns, in the order they were given, superseded ones left out. Row v says that `tester[v]`
 * saw `pair[v]`, `first[v]` on the first side and `second[v]` on the other; all are indices into the lists below.
 */
export type Answers = {
  models: readonly string[]
  testers: readonly string[]
  prompts: readonly PromptLabel[]
  length: number
  first: Int32Array
  second: Int32Array
  outcome: Uint8Array
  /** 1 where a pair was shown again to the same tester, sides swapped. */
  repeat: Uint8Array
  tester: Int32Array
  prompt: Int32Array
  pair: Int32Array
  seconds: Float32Array
  /** What the outputs shown look like: indices into `styles`. */
  firstOutput: Int32Array
  secondOutput: Int32Array
  styles: readonly StyleFeatures[]
}

/** The votes among the answers, as the ranking takes them: repeats and skips left out, skips counted. */
export function voteTableOf(answers: Answers): { table: VoteTable; rows: Int32Array } {
  const rows = new Int32Array(answers.length)
  let length = 0
  let skips = 0
  for (let row = 0; row < answers.length; row++) {
    if (answers.repeat[row] === 1) continue
    if (answers.outcome[row] === SKIP) skips++
    else rows[length++] = row
  }
  const chosen = rows.slice(0, length)
  const outcome = new Uint8Array(length)
  for (let k = 0; k < length; k++) outcome[k] = answers.outcome[chosen[k] as number] as number
  const table: VoteTable = {
    models: answers.models,
    testers: answers.testers,
    prompts: answers.prompts.map(({ name }) => name),
    length,
    first: chosen.map((row) => answers.first[row] as number),
    second: chosen.map((row) => answers.second[row] as number),
    outcome,
    weight: null,
    tester: chosen.map((row) => answers.tester[row] as number),
    prompt: chosen.map((row) => answers.prompt[row] as number),
    covariates: [],
    skips,
    badRows: 0,
  }
  return { table, rows: chosen }
}

/** As many as {@link voteTableOf} takes: repeats and skips left out. */
export const countVotes = ({ length, repeat, outcome }: Answers): number => {
  let votes = 0
  for (let row = 0; row < length; row++) votes += Number(repeat[row] !== 1 && outcome[row] !== SKIP)
  return votes
}

export const isDecisive = (outcome: number): boolean =>
  outcome === Outcome.first || outcome === Outcome.second

/** 1 if the model of the lower index won, −1 if the other did, 0 for a tie or both bad. */
export function verdictOf(answers: Answers, row: number): -1 | 0 | 1 {
  const outcome = answers.outcome[row] as number
  if (!isDecisive(outcome)) return 0
  const lowFirst = (answers.first[row] as number) < (answers.second[row] as number)
  return (outcome === Outcome.first) === lowFirst ? 1 : -1
}
