import type { ExportedOutput, VoteRow } from '../../../domain/vote-row.ts'
import { csvOf, jsonlOf } from '../files/table.ts'
import { voteFilters } from '../filters.ts'
import type { ExportFormat, ExportInput } from '../format.ts'
import { type Column, turns } from '../rows/column.ts'
import { drop } from '../rows/counts.ts'
import { agreedPairs, ofPairs, type PairVotes } from '../rows/pair-votes.ts'
import { pairUsesTools } from '../rows/preference.ts'
import { splitColumn } from '../rows/preference-columns.ts'
import { plainTurns } from '../rows/text-of.ts'
import { evidence } from '../rows/verdict.ts'

const winners = { a: 'model_a', b: 'model_b', tie: 'tie', both_bad: 'tie (bothbad)', skip: '' } as const

/** The columns of chatbot_arena_conversations, as far as there is something to put in them. */
const battles: Column<VoteRow>[] = [
  { name: 'question_id', type: 'text', of: ({ prompt }) => prompt.id },
  { name: 'model_a', type: 'text', of: ({ a }) => a.model },
  { name: 'model_b', type: 'text', of: ({ b }) => b.model },
  { name: 'winner', type: 'text', of: ({ winner }) => winners[winner] },
  { name: 'judge', type: 'text', of: ({ tester }) => tester },
  { name: 'conversation_a', type: turns, of: (vote) => plainTurns(conversation(vote, vote.a)) },
  { name: 'conversation_b', type: turns, of: (vote) => plainTurns(conversation(vote, vote.b)) },
  { name: 'turn', type: 'integer', of: ({ prompt }) => said('user', prompt.messages).length },
  { name: 'anony', type: 'boolean', of: () => true },
  { name: 'language', type: 'text', of: ({ prompt }) => prompt.language },
  { name: 'tstamp', type: 'number', of: ({ at }) => at.getTime() / 1000 },
]

/** The columns of the 55k competition set: both bad is folded into tie, turns are JSON lists in their cell. */
const competition: Column<VoteRow>[] = [
  { name: 'id', type: 'text', of: ({ voteId }) => voteId },
  { name: 'model_a', type: 'text', of: ({ a }) => a.model },
  { name: 'model_b', type: 'text', of: ({ b }) => b.model },
  { name: 'prompt', type: 'text', of: ({ prompt }) => JSON.stringify(said('user', prompt.messages)) },
  { name: 'response_a', type: 'text', of: (vote) => responses(vote, vote.a) },
  { name: 'response_b', type: 'text', of: (vote) => responses(vote, vote.b) },
  { name: 'winner_model_a', type: 'integer', of: ({ winner }) => (winner === 'a' ? 1 : 0) },
  { name: 'winner_model_b', type: 'integer', of: ({ winner }) => (winner === 'b' ? 1 : 0) },
  {
    name: 'winner_tie',
    type: 'integer',
    of: ({ winner }) => (winner === 'tie' || winner === 'both_bad' ? 1 : 0),
  },
]

const table = {
  columns: (input: ExportInput) => [
    ...(input.filters.columns === '55k' ? competition : battles),
    ...splitColumn<VoteRow>(input, ({ prompt }) => prompt.group),
  ],
  rows: ofPairs(battleVotes),
}

export const arena: ExportFormat = {
  name: 'arena',
  title: 'Arena battles',
  description: 'One battle a vote, in the columns that leaderboard tools read',
  level: 'vote',
  accepts: [...voteFilters, 'columns'],
  extensions: { csv: csvOf(table), jsonl: jsonlOf(table) },
}

function* battleVotes(pairs: Iterable<PairVotes>, input: ExportInput): Generator<VoteRow> {
  for (const pair of evidence(agreedPairs(pairs, input), input)) {
    if (pairUsesTools(pair)) drop(input.counts, 'pairs', 'tools')
    else yield* pair.counting
  }
}

const conversation = ({ prompt }: VoteRow, { messages }: ExportedOutput) => [...prompt.messages, ...messages]

function responses(vote: VoteRow, output: ExportedOutput): string {
  return JSON.stringify(said('assistant', conversation(vote, output)))
}

function said(role: string, messages: ReturnType<typeof conversation>): string[] {
  return messages.filter((turn) => turn.role === role).map(({ content }) => content)
}
