import type { ExportedOutput, VoteRow } from '../../../domain/vote-row.ts'
import type { ExportInput } from '../format.ts'
import { drop } from './counts.ts'
import { type PairVotes, winningOutput } from './pair-votes.ts'

export type Decision = { chosen: ExportedOutput; rejected: ExportedOutput }
export type Verdict = Decision | 'both_bad' | 'tie' | 'no_votes' | 'not_unanimous'

/** Pair by pair what the votes say; where each vote stands for itself, one verdict a vote. */
export function* verdicts(
  pairs: Iterable<PairVotes>,
  input: ExportInput,
): Generator<{ pair: PairVotes; verdict: Verdict }> {
  for (const pair of evidence(pairs, input)) {
    for (const verdict of verdictsOn(pair, input)) yield { pair, verdict }
  }
}

/** Counts away the rows that are never training data: practice, checks, repeats, skips and superseded ones. */
export function* evidence(pairs: Iterable<PairVotes>, { counts }: ExportInput): Generator<PairVotes> {
  for (const pair of pairs) {
    for (const row of pair.rows) {
      const rule = noEvidenceRule(row)
      if (rule) drop(counts, 'votes', rule)
    }
    yield pair
  }
}

function noEvidenceRule(row: VoteRow): string | null {
  if (row.superseded) return 'superseded'
  if (row.purpose !== 'vote') return row.purpose
  return row.winner === 'skip' ? 'skip' : null
}

function verdictsOn(pair: PairVotes, { filters }: ExportInput): Verdict[] {
  if (pair.counting.length === 0) return ['no_votes']
  if (filters.aggregate === 'vote') return pair.counting.map(verdictOfVote)
  const { first, second, tie, bothBad, votes } = pair.tally
  const unanimous = Math.max(first, second, tie, bothBad) === votes
  return [filters.aggregate === 'unanimous' && !unanimous ? 'not_unanimous' : majorityOf(pair)]
}

function verdictOfVote(vote: VoteRow): Verdict {
  const chosen = winningOutput(vote)
  if (!chosen) return vote.winner === 'both_bad' ? 'both_bad' : 'tie'
  return { chosen, rejected: chosen === vote.a ? vote.b : vote.a }
}

/** More votes for one side than for the other; else the more frequent of both bad and everything else. */
function majorityOf({ first, second, tally }: PairVotes): Verdict {
  if (tally.first > tally.second) return { chosen: first, rejected: second }
  if (tally.second > tally.first) return { chosen: second, rejected: first }
  return tally.bothBad > Math.max(tally.tie, tally.first) ? 'both_bad' : 'tie'
}

/** What a verdict is a verdict on, for the counts. */
export const unitOf = ({ filters }: ExportInput) => (filters.aggregate === 'vote' ? 'votes' : 'pairs')
