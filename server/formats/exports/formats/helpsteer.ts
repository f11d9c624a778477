import type { VoteRow } from '../../../domain/vote-row.ts'
import { jsonlOf } from '../files/table.ts'
import { voteFilters } from '../filters.ts'
import type { ExportFormat, ExportInput } from '../format.ts'
import { type Column, turns } from '../rows/column.ts'
import { drop } from '../rows/counts.ts'
import { agreedPairs, ofPairs, type PairVotes, winningOutput } from '../rows/pair-votes.ts'
import { pairUsesTools } from '../rows/preference.ts'
import { splitColumn } from '../rows/preference-columns.ts'
import { plainTurns, textOf } from '../rows/text-of.ts'
import { evidence } from '../rows/verdict.ts'

const individual = {
  list: { fields: { score: 'integer', reasoning: 'text', feedback1: 'text', feedback2: 'text' } },
} as const

const columns: Column<PairVotes>[] = [
  { name: 'domain', type: 'text', of: ({ prompt }) => prompt.tags[0] ?? 'general' },
  { name: 'language', type: 'text', of: ({ prompt }) => prompt.language },
  { name: 'context', type: turns, of: ({ prompt }) => plainTurns(prompt.messages) },
  { name: 'response1', type: 'text', of: ({ first }) => textOf(first.messages) },
  { name: 'response2', type: 'text', of: ({ second }) => textOf(second.messages) },
  { name: 'overall_preference', type: 'integer', of: (pair) => overallScore(pair) },
  {
    name: 'individual_preference',
    type: individual,
    of: (pair) => pair.counting.map((vote) => opinion(vote, pair)),
  },
  { name: 'prompt_id', type: 'text', of: ({ prompt }) => prompt.id },
  { name: 'model1', type: 'text', of: ({ first }) => first.model },
  { name: 'model2', type: 'text', of: ({ second }) => second.model },
]

const table = {
  columns: (input: ExportInput) => [
    ...columns,
    ...splitColumn<PairVotes>(input, ({ prompt }) => prompt.group),
  ],
  rows: ofPairs(votedPairs),
}

export const helpsteer: ExportFormat = {
  name: 'helpsteer',
  title: 'HelpSteer3',
  description: 'Pairs scored from −3 (response 1 much better) to 3, with every single vote',
  level: 'pair',
  accepts: voteFilters,
  extensions: { jsonl: jsonlOf(table) },
}

function* votedPairs(pairs: Iterable<PairVotes>, input: ExportInput): Generator<PairVotes> {
  for (const pair of evidence(agreedPairs(pairs, input), input)) {
    if (pair.counting.length === 0) drop(input.counts, 'pairs', 'no_votes')
    else if (pairUsesTools(pair)) drop(input.counts, 'pairs', 'tools')
    else yield pair
  }
}

function opinion(vote: VoteRow, pair: PairVotes) {
  const reasoning = [vote.reasons.join(', '), vote.comment].filter((text) => text !== '').join(': ')
  return { score: scoreOf(vote, pair), reasoning, feedback1: '', feedback2: '' }
}

/** A study that does not ask how much better gets 2, "better". */
function scoreOf(vote: VoteRow, { first }: PairVotes): number {
  const winner = winningOutput(vote)
  if (!winner) return 0
  const strength = Math.min(3, Math.max(1, vote.strength ?? 2))
  return winner.id === first.id ? -strength : strength
}

/** The mean, rounded away from zero at a half, so that swapping the responses only changes the sign. */
function overallScore(pair: PairVotes): number {
  const total = pair.counting.reduce((sum, vote) => sum + scoreOf(vote, pair), 0)
  const size = Math.round(Math.abs(total) / pair.counting.length)
  return total < 0 && size > 0 ? -size : size
}
