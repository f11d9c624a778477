import { amount, count, counted } from '../charts/numbers.ts'
import { type Decided, type Decisions, FEWEST_VOTES, leaders, type Undecided } from './decisions.ts'
import type { MoreNeeded, Ranking } from './props.ts'

const DECIDED_SHOWN = 6
const UNDECIDED_SHOWN = 4

export type Verdict = {
  /** Who may be first, one sentence per group of at least three models. */
  headlines: string[]
  settled: string[]
  open: string[]
}

/** The decisions in words. "is better than" stands here only for settled pairs. */
export function verdictWords(ranking: Ranking, decisions: Decisions): Verdict {
  const groups = groupsOf(ranking)
  const running = new Set(groups.flatMap((models) => leaders(models, decisions)))
  const byInterest = decisions.undecided.toSorted((x, y) => interest(y, running) - interest(x, running))
  return {
    headlines: groups.filter((models) => models.length > 2).map((models) => headline(models, decisions)),
    settled: withRest(
      decisions.decided.map((decided) => settledSentence(decided, ranking)),
      DECIDED_SHOWN,
      (rest) => `${counted(rest, 'more pair')} settled, listed under “How close to a decision”.`,
    ),
    open: withRest(
      byInterest.map((open) => openSentence(open, ranking.counts.votes)),
      UNDECIDED_SHOWN,
      (rest) => `${counted(rest, 'more pair')} cannot be told apart yet.`,
    ),
  }
}

/** Names of the models of each component, best first. */
export function groupsOf(ranking: Ranking): string[][] {
  const groups = new Map<number, string[]>()
  for (const { component, model } of ranking.models) {
    groups.set(component, [...(groups.get(component) ?? []), model])
  }
  return [...groups.values()]
}

export const list = (names: string[]) => new Intl.ListFormat('en-GB').format(names)

export function effectiveVotesSentence({ counts }: Ranking): string {
  const { votes, effective_votes: worth, testers, prompts } = counts
  if (worth === null || votes === 0) return ''
  if (worth > votes * 0.95) return `${counted(votes, 'vote')}, worth about as many independent ones.`
  const again = [
    testers > 0 ? counted(testers, 'tester') : '',
    prompts > 0 ? counted(prompts, 'prompt') : '',
  ].filter((part) => part !== '')
  const why = again.length > 0 ? `, because they come from the same ${list(again)}` : ''
  return `${counted(votes, 'vote')}, worth ${count(worth)} independent ones${why}.`
}

function headline(models: string[], decisions: Decisions): string {
  const [first = ''] = models
  const running = leaders(models, decisions)
  const [only = first] = running
  const beats = decisions.decided.filter((decided) => decided.better === only).length
  if (running.length === 1 && beats === models.length - 1) return `${only} is better than every other model.`
  if (running.length === 1) return `Only ${only} is still in the running for first place.`
  const who = running.length <= 8 ? list(running) : `${running.length} of ${models.length} models`
  const together = models.some((model) => running.includes(model) === false)
  return together ? `First place is open between ${who}.` : 'No model can be called the best yet.'
}

function settledSentence({ better, worse, pair }: Decided, { counts }: Ranking): string {
  const value = eValue(pair.e_value)
  const e = value.startsWith('over') ? `e ${value}` : `e = ${value}`
  return `${better} is better than ${worse} (${e}, after ${counted(counts.votes, 'vote')}, ${count(pair.votes)} of them on this pair).`
}

function openSentence({ first, second, pair, more }: Undecided, votes: number): string {
  const start = `${first} and ${second} cannot be told apart yet`
  if (pair.votes < FEWEST_VOTES) {
    const needed = counted(FEWEST_VOTES - pair.votes, 'more vote')
    return `${start}: no pair is judged before ${FEWEST_VOTES} votes, and this one needs ${needed}.`
  }
  return more ? `${start}: ${moreWords(more, votes)}.` : `${start}.`
}

/** More than so many times the votes there are is no plan. */
const MOST_TIMES = 20

function moreWords({ votes, testers, prompts }: MoreNeeded, now: number): string {
  const others = [
    testers === null ? '' : counted(rounded(testers), 'more tester'),
    prompts === null ? '' : counted(rounded(prompts), 'more prompt'),
  ].filter((part) => part !== '')
  if (votes !== null && votes > MOST_TIMES * now) {
    return `they are so close that it would take over ${MOST_TIMES} times the votes so far`
  }
  if (votes !== null) {
    const ways = [`about ${counted(rounded(votes), 'more vote')} would tell`, ...others]
    return `${ways.join(', or ')}, if the difference stays as it is`
  }
  if (others.length > 0) {
    return `more votes of the same testers on the same prompts would not tell, about ${others.join(' or ')} would`
  }
  return 'more votes of the same testers on the same prompts would not tell, only more testers and more prompts'
}

/** Undecided pairs matter most where both models may still be first. */
const interest = ({ first, second }: Undecided, running: Set<string>) =>
  Number(running.has(first)) + Number(running.has(second))

/** Two digits are as much as an "about" can bear. */
const rounded = (value: number) => (value < 20 ? Math.ceil(value) : Number(value.toPrecision(2)))

/** Beyond a million the exact figure tells nothing more; `null` on a settled pair is too large for a number. */
export const eValue = (value: number | null) =>
  value === null || value > 1e6 ? 'over 1,000,000' : amount(value)

function withRest(sentences: string[], shown: number, rest: (count: number) => string): string[] {
  if (sentences.length <= shown) return sentences
  return [...sentences.slice(0, shown), rest(sentences.length - shown)]
}
