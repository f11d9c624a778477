import type { ExportedOutput, ExportedPrompt } from '../../../domain/vote-row.ts'
import { jsonlOf, parquetOf } from '../files/table.ts'
import { voteFilters } from '../filters.ts'
import type { ExportFormat, ExportInput } from '../format.ts'
import { type Column, turns } from '../rows/column.ts'
import { drop } from '../rows/counts.ts'
import { ofPairs, type PairVotes } from '../rows/pair-votes.ts'
import { pairUsesTools, preferenceOf } from '../rows/preference.ts'
import { splitColumn } from '../rows/preference-columns.ts'
import { plainTurns } from '../rows/text-of.ts'
import { unitOf, type Verdict, verdicts } from '../rows/verdict.ts'

type Judged = {
  prompt: ExportedPrompt
  output: ExportedOutput
  label: boolean
  votes: number
  agreement: number
}

const columns: Column<Judged>[] = [
  { name: 'prompt', type: turns, of: ({ prompt }) => plainTurns(prompt.messages) },
  { name: 'completion', type: turns, of: ({ output }) => plainTurns(output.messages) },
  { name: 'label', type: 'boolean', of: ({ label }) => label },
  { name: 'prompt_id', type: 'text', of: ({ prompt }) => prompt.id },
  { name: 'model', type: 'text', of: ({ output }) => output.model },
  { name: 'n_votes', type: 'integer', of: ({ votes }) => votes },
  { name: 'agreement', type: 'number', of: ({ agreement }) => agreement },
]

const table = {
  columns: (input: ExportInput) => [...columns, ...splitColumn<Judged>(input, ({ prompt }) => prompt.group)],
  rows: ofPairs(judgedOutputs),
}

export const kto: ExportFormat = {
  name: 'kto',
  title: 'KTO',
  description: 'Prompt, completion and whether it was good (TRL unpaired, conversational)',
  level: 'preference',
  accepts: [...voteFilters, 'aggregate'],
  extensions: { jsonl: jsonlOf(table), parquet: parquetOf(table) },
}

function* judgedOutputs(pairs: Iterable<PairVotes>, input: ExportInput): Generator<Judged> {
  for (const { pair, verdict } of verdicts(pairs, input)) {
    const judged = judge(pair, verdict)
    if (typeof judged === 'string') drop(input.counts, unitOf(input), judged)
    else if (judged[0].agreement >= input.filters.min_agreement) yield* judged
    else drop(input.counts, unitOf(input), 'min_agreement')
  }
}

/** A win gives a good and a bad output, both bad gives two bad ones, even where their texts are the same. */
function judge(pair: PairVotes, verdict: Verdict): [Judged, Judged] | string {
  const { prompt, first, second, tally } = pair
  if (verdict === 'both_bad' && !pairUsesTools(pair)) {
    const bad = { prompt, label: false, votes: tally.votes, agreement: tally.bothBad / tally.votes }
    return [
      { ...bad, output: first },
      { ...bad, output: second },
    ]
  }
  const preference = preferenceOf(pair, verdict)
  if (typeof preference === 'string') return preference
  const { chosen, rejected, votes, agreement } = preference
  return [
    { prompt, output: chosen, label: true, votes, agreement },
    { prompt, output: rejected, label: false, votes, agreement },
  ]
}
