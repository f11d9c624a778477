import type { ExportedOutput, VoteRow } from '../../../domain/vote-row.ts'
import { csvOf, jsonlOf, parquetOf } from '../files/table.ts'
import { voteFilters } from '../filters.ts'
import type { ExportFormat, ExportInput } from '../format.ts'
import { type Column, texts } from '../rows/column.ts'
import { agreedPairs, agreementOf, ofPairs, type PairVotes } from '../rows/pair-votes.ts'
import { splitColumn } from '../rows/preference-columns.ts'
import { probabilityBetter } from '../rows/probability-better.ts'
import { sameTexts, textOf } from '../rows/text-of.ts'
import { evidence } from '../rows/verdict.ts'

const columns: Column<PairVotes>[] = [
  { name: 'pair_id', type: 'integer', of: ({ pairId }) => pairId },
  { name: 'study', type: 'text', of: ({ rows }) => rows[0]?.study ?? '' },
  { name: 'prompt_id', type: 'text', of: ({ prompt }) => prompt.id },
  { name: 'prompt', type: 'text', of: ({ prompt }) => textOf(prompt.messages) },
  { name: 'model_a', type: 'text', of: ({ first }) => first.model },
  { name: 'model_b', type: 'text', of: ({ second }) => second.model },
  { name: 'output_a', type: 'text', of: ({ first }) => textOf(first.messages) },
  { name: 'output_b', type: 'text', of: ({ second }) => textOf(second.messages) },
  { name: 'n_votes', type: 'integer', of: ({ tally }) => tally.votes },
  { name: 'wins_a', type: 'integer', of: ({ tally }) => tally.first },
  { name: 'wins_b', type: 'integer', of: ({ tally }) => tally.second },
  { name: 'ties', type: 'integer', of: ({ tally }) => tally.tie },
  { name: 'both_bad', type: 'integer', of: ({ tally }) => tally.bothBad },
  { name: 'skips', type: 'integer', of: ({ rows }) => rows.filter(({ winner }) => winner === 'skip').length },
  { name: 'a_shown_first', type: 'integer', of: (pair) => shownFirst(pair) },
  { name: 'agreement', type: 'number', of: ({ tally }) => agreementOf(tally) },
  { name: 'probability_a', type: 'number', of: ({ tally }) => probabilityBetter(tally.first, tally.second) },
  { name: 'probability_b', type: 'number', of: ({ tally }) => probabilityBetter(tally.second, tally.first) },
  {
    name: 'identical',
    type: 'boolean',
    of: ({ first, second }) => sameTexts(first.messages, second.messages),
  },
  { name: 'tags', type: texts, of: ({ prompt }) => prompt.tags },
  { name: 'language', type: 'text', of: ({ prompt }) => prompt.language },
]

const scores: Column<PairVotes>[] = [
  {
    name: 'mean_score_a',
    type: 'number',
    of: ({ counting, first }) => meanScore(counting, first),
    absent: 0,
  },
  {
    name: 'mean_score_b',
    type: 'number',
    of: ({ counting, second }) => meanScore(counting, second),
    absent: 0,
  },
]

const table = {
  columns: (input: ExportInput) => [
    ...columns,
    ...(input.scores ? scores : []),
    ...splitColumn<PairVotes>(input, ({ prompt }) => prompt.group),
  ],
  rows: ofPairs((pairs, input) => evidence(agreedPairs(pairs, input), input)),
}

export const pairs: ExportFormat = {
  name: 'pairs',
  title: 'Pairs',
  description: 'How often each side of a pair was chosen, agreement, and how probably each is the better one',
  level: 'pair',
  accepts: voteFilters,
  extensions: { csv: csvOf(table), jsonl: jsonlOf(table), parquet: parquetOf(table) },
}

function meanScore(votes: VoteRow[], { id }: ExportedOutput): number | null {
  const given = votes.map(({ a, scoreA, scoreB }) => (a.id === id ? scoreA : scoreB))
  const scores = given.filter((score) => score !== null)
  return scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length
}

function shownFirst({ counting, first }: PairVotes): number {
  return counting.filter(({ a }) => a.id === first.id).length
}
