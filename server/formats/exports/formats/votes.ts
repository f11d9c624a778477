import type { VoteRow } from '../../../domain/vote-row.ts'
import { csvOf, jsonlOf, parquetOf } from '../files/table.ts'
import { voteFilters } from '../filters.ts'
import type { ExportFormat, ExportInput } from '../format.ts'
import { type Column, texts } from '../rows/column.ts'
import { agreedPairs, ofPairs, type PairVotes } from '../rows/pair-votes.ts'
import { splitColumn } from '../rows/preference-columns.ts'
import { textOf } from '../rows/text-of.ts'

const criteria = { list: { fields: { name: 'text', choice: 'text' } } } as const

const columns: Column<VoteRow>[] = [
  { name: 'vote_id', type: 'text', of: (row) => row.voteId },
  { name: 'study', type: 'text', of: (row) => row.study },
  { name: 'at', type: 'time', of: (row) => row.at },
  { name: 'tester', type: 'text', of: (row) => row.tester },
  { name: 'purpose', type: 'text', of: (row) => row.purpose },
  { name: 'prompt_id', type: 'text', of: (row) => row.prompt.id },
  { name: 'prompt', type: 'text', of: (row) => textOf(row.prompt.messages) },
  { name: 'model_a', type: 'text', of: (row) => row.a.model },
  { name: 'model_b', type: 'text', of: (row) => row.b.model },
  { name: 'output_a', type: 'text', of: (row) => textOf(row.a.messages) },
  { name: 'output_b', type: 'text', of: (row) => textOf(row.b.messages) },
  { name: 'winner', type: 'text', of: (row) => row.winner },
  { name: 'strength', type: 'integer', of: (row) => row.strength, absent: 0 },
  { name: 'criteria', type: criteria, of: (row) => criteriaOf(row) },
  { name: 'reasons', type: texts, of: (row) => row.reasons },
  { name: 'comment', type: 'text', of: (row) => row.comment },
  { name: 'seconds', type: 'number', of: (row) => row.seconds, absent: -1 },
  { name: 'input', type: 'text', of: (row) => row.input },
  { name: 'seen_a', type: 'boolean', of: (row) => row.seenA, absent: false },
  { name: 'seen_b', type: 'boolean', of: (row) => row.seenB, absent: false },
  { name: 'pair_id', type: 'integer', of: (row) => row.pairId },
  { name: 'batch_a', type: 'text', of: (row) => row.a.batch },
  { name: 'batch_b', type: 'text', of: (row) => row.b.batch },
  { name: 'flags', type: texts, of: (row) => flagsOf(row) },
  { name: 'excluded', type: 'text', of: (row) => (row.superseded ? 'superseded' : row.excluded) },
]

const scores: Column<VoteRow>[] = [
  { name: 'score_a', type: 'integer', of: (row) => row.scoreA, absent: 0 },
  { name: 'score_b', type: 'integer', of: (row) => row.scoreB, absent: 0 },
]

function* rows(pairs: Iterable<PairVotes>, input: ExportInput): Generator<VoteRow> {
  for (const pair of agreedPairs(pairs, input)) yield* pair.rows
}

const table = {
  columns: (input: ExportInput) => [
    ...columns,
    ...(input.scores ? scores : []),
    ...splitColumn<VoteRow>(input, (row) => row.prompt.group),
  ],
  rows: ofPairs(rows),
}

export const votes: ExportFormat = {
  name: 'votes',
  title: 'Votes',
  description: 'Every answer as it was given, skips, repeats and practice marked as such',
  level: 'vote',
  accepts: [...voteFilters, 'revisions'],
  extensions: { csv: csvOf(table), jsonl: jsonlOf(table), parquet: parquetOf(table) },
}

function criteriaOf({ criteria }: VoteRow) {
  return Object.entries(criteria)
    .map(([name, choice]) => ({ name, choice }))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
}

function flagsOf({ a, b }: VoteRow): string[] {
  return [...a.flags.map((flag) => `a:${flag}`), ...b.flags.map((flag) => `b:${flag}`)]
}
