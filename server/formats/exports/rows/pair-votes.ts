import type { ExportedOutput, ExportedPrompt, VoteRow } from '../../../domain/vote-row.ts'
import type { ExportInput, Rows } from '../format.ts'
import { drop } from './counts.ts'
import { refusingRule } from './refusing-rule.ts'

/** All answers on one pair that passed the filters. `first` is the output with the lower id, wherever it stood. */
export type PairVotes = {
  pairId: number
  prompt: ExportedPrompt
  first: ExportedOutput
  second: ExportedOutput
  rows: VoteRow[]
  /** The rows that are evidence: votes, neither repeats nor practice, neither skipped nor superseded */
  counting: VoteRow[]
  tally: Tally
}

export type Tally = { first: number; second: number; tie: number; bothBad: number; votes: number }

/** The rows that a format makes of the pairs of one batch, batch after batch. */
export const ofPairs = <Row>(rows: (pairs: Iterable<PairVotes>, input: ExportInput) => Iterable<Row>) =>
  async function* (input: ExportInput): Rows<Row> {
    for await (const votes of input.votes()) yield rows(pairsOf(votes, input), input)
  }

/** Groups votes by pair and applies every filter that looks at one row or at the number of votes. */
function* pairsOf(votes: VoteRow[], input: ExportInput): Generator<PairVotes> {
  let rows: VoteRow[] = []
  for (const row of votes) {
    input.counts.read += 1
    if (rows[0] && rows[0].pairId !== row.pairId) {
      const pair = pairOf(rows, input)
      if (pair) yield pair
      rows = []
    }
    const rule = refusingRule(row, input)
    if (rule === null) rows.push(row)
    else drop(input.counts, 'votes', rule)
  }
  const pair = pairOf(rows, input)
  if (pair) yield pair
}

function pairOf(rows: VoteRow[], { filters, counts }: ExportInput): PairVotes | null {
  const [row] = rows
  if (!row) return null
  const counting = rows.filter(isEvidence)
  if (counting.length < filters.min_votes) {
    drop(counts, 'pairs', 'min_votes')
    return null
  }
  const [first, second] = row.a.id < row.b.id ? [row.a, row.b] : [row.b, row.a]
  const tally = tallyOf(counting, first)
  return { pairId: row.pairId, prompt: row.prompt, first, second, rows, counting, tally }
}

/** Whoever withdrew, or did not want to be published, is in no training file, filters or not. */
const isEvidence = (row: VoteRow) =>
  row.purpose === 'vote' && row.winner !== 'skip' && !row.superseded && !isPrivate(row)

const isPrivate = ({ excluded }: VoteRow) => excluded === 'withdrawn' || excluded === 'unpublished'

function tallyOf(votes: VoteRow[], first: ExportedOutput): Tally {
  const tally = { first: 0, second: 0, tie: 0, bothBad: 0, votes: votes.length }
  for (const vote of votes) {
    if (vote.winner === 'tie') tally.tie += 1
    else if (vote.winner === 'both_bad') tally.bothBad += 1
    else if (winningOutput(vote)?.id === first.id) tally.first += 1
    else tally.second += 1
  }
  return tally
}

export function winningOutput(vote: VoteRow): ExportedOutput | null {
  if (vote.winner === 'a') return vote.a
  return vote.winner === 'b' ? vote.b : null
}

/** The share of the most frequent answer; 0 where nobody has voted. */
export function agreementOf({ first, second, tie, bothBad, votes }: Tally): number {
  return votes === 0 ? 0 : Math.max(first, second, tie, bothBad) / votes
}

/** Pairs on which enough voters gave the same answer. */
export function* agreedPairs(
  pairs: Iterable<PairVotes>,
  { filters, counts }: ExportInput,
): Generator<PairVotes> {
  for (const pair of pairs) {
    if (agreementOf(pair.tally) >= filters.min_agreement) yield pair
    else drop(counts, 'pairs', 'min_agreement')
  }
}
