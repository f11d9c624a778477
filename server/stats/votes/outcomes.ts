import type { VoteTable } from './vote-table.ts'
import { selectVotes } from './vote-table.ts'

export type Ties = 'half' | 'davidson' | 'drop'
export type BothBad = 'tie' | 'drop'

export interface OutcomeRule {
  ties: Ties
  bothBad: BothBad
}

/** Which outcomes take part in the strengths, by outcome code. Dropping ties drops both-bads too. */
export function usedOutcomes({ ties, bothBad }: OutcomeRule): [boolean, boolean, boolean, boolean] {
  return [true, true, ties !== 'drop', ties !== 'drop' && bothBad === 'tie']
}

/** The votes that take part in the strengths; the table itself where that is all of them. */
export function usedVotes(table: VoteTable, rule: OutcomeRule): VoteTable {
  const used = usedOutcomes(rule)
  if (table.outcome.every((outcome) => used[outcome])) return table
  return selectVotes(table, {
    keep: (row) => used[table.outcome[row] as number] === true,
    models: table.models,
    place: Int32Array.from(table.models.keys()),
  })
}
