import type { ExportedOutput, ExportedPrompt, VoteRow } from '../../../domain/vote-row.ts'
import type { ExportInput } from '../format.ts'
import { drop } from './counts.ts'
import { type PairVotes, winningOutput } from './pair-votes.ts'
import { sameTexts, usesTools } from './text-of.ts'
import { type Decision, unitOf, type Verdict, verdicts } from './verdict.ts'

/** One row of training data before it has a layout. */
export type Preference = {
  prompt: ExportedPrompt
  chosen: ExportedOutput
  rejected: ExportedOutput
  votes: number
  agreement: number
  strength: number
}

/** Decided pairs only: ties, both-bads, identical texts and conversations with tools are counted and left out. */
export function* preferences(pairs: Iterable<PairVotes>, input: ExportInput): Generator<Preference> {
  for (const { pair, verdict } of verdicts(pairs, input)) {
    const preference = preferenceOf(pair, verdict)
    if (typeof preference === 'string') drop(input.counts, unitOf(input), preference)
    else if (preference.agreement >= input.filters.min_agreement) yield preference
    else drop(input.counts, unitOf(input), 'min_agreement')
  }
}

/** The training row, or the rule that forbids it. */
export function preferenceOf(pair: PairVotes, verdict: Verdict): Preference | string {
  if (verdict === 'no_votes') return verdict
  if (sameTexts(pair.first.messages, pair.second.messages)) return 'identical'
  if (pairUsesTools(pair)) return 'tools'
  return typeof verdict === 'string' ? verdict : decided(pair, verdict)
}

export function pairUsesTools({ prompt, first, second }: PairVotes): boolean {
  return [prompt, first, second].some(({ messages }) => usesTools(messages))
}

function decided(pair: PairVotes, { chosen, rejected }: Decision): Preference {
  const { tally, counting, prompt } = pair
  const won = chosen.id === pair.first.id ? tally.first : tally.second
  const strength = counting.reduce((sum, vote) => sum + strengthFor(vote, chosen), 0) / tally.votes
  return { prompt, chosen, rejected, votes: tally.votes, agreement: won / tally.votes, strength }
}

/** How strongly one vote speaks for an output: 1 where the study does not ask, negative for the other side. */
function strengthFor(vote: VoteRow, output: ExportedOutput): number {
  const winner = winningOutput(vote)
  if (!winner) return 0
  return (winner.id === output.id ? 1 : -1) * (vote.strength ?? 1)
}
