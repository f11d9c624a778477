import type { Decided, Decisions, Group, Short, Undecided } from '../../../server/report/decisions.ts'
import type { Lacking } from '../../../server/stats/ranking/too-early.ts'
import { amount, coefficient, count, counted } from '../../charts/numbers.ts'
import type { Loss, Ranking } from '../props.ts'
import { moreWords } from './more-words.ts'

const DECIDED_SHOWN = 6
const UNDECIDED_SHOWN = 4

export type Verdict = {
  /** Who may be first, one sentence per group of at least three models; what a group lacks that has too few votes. */
  headlines: string[]
  settled: string[]
  open: string[]
}

/** The decisions in words. "is better than" stands here only for decided pairs. */
export function verdictWords({ counts }: Pick<Ranking, 'counts'>, decisions: Decisions): Verdict {
  const { groups, decided, undecided } = decisions
  const running = new Set(groups.flatMap(({ leaders }) => leaders))
  const byInterest = undecided.toSorted((x, y) => interest(y, running) - interest(x, running))
  return {
    headlines: groups.flatMap((group) => headlineOf(group, decisions)),
    settled: withRest(
      decided.map((one) => settledSentence(one, counts.votes)),
      DECIDED_SHOWN,
      (rest) => `${counted(rest, 'more pair')} settled, listed under “How close to a decision”.`,
    ),
    open: withRest(
      byInterest.map((one) => openSentence(one, decisions)),
      UNDECIDED_SHOWN,
      (rest) => `${counted(rest, 'more pair')} cannot be told apart yet.`,
    ),
  }
}

export const list = (names: string[], type: 'conjunction' | 'disjunction' = 'conjunction') =>
  new Intl.ListFormat('en-GB', { type }).format(names)

/** 7 more votes and 1 more tester. */
export const lackingWords = ({ votes, testers }: Lacking): string =>
  list([
    ...(votes > 0 ? [counted(votes, 'more vote')] : []),
    ...(testers > 0 ? [counted(testers, 'more tester')] : []),
  ])

/** What taking the first model now may cost, where no decision says to take it. */
export function lossSentence(loss: Loss | null, { groups }: Decisions): string {
  const group = groups.find(({ models }) => models.includes(loss?.model ?? ''))
  if (!loss || !group || group.lacking || group.leaders.length < 2) return ''
  return `Taking ${loss.model} now has an expected loss of ${amount(loss.points)} win-rate points against the best of the others. That is a price, not a proof.`
}

/** What the votes are worth; why, where it is explained how the sentences came about. */
export function effectiveVotesSentence({ counts }: Pick<Ranking, 'counts'>): string {
  const { votes, effective_votes: worth } = counts
  if (worth === null || votes === 0) return ''
  if (worth > votes * 0.95) return `${counted(votes, 'vote')}, worth about as many independent ones.`
  return `${counted(votes, 'vote')}, worth ${count(worth)} independent ones.`
}

/** Why votes are worth fewer independent ones; '' where they are not. */
export function fewerVotesSentence({ counts }: Pick<Ranking, 'counts'>): string {
  const { votes, effective_votes: worth, testers, prompts } = counts
  if (worth === null || worth > votes * 0.95) return ''
  const again = [
    testers > 0 ? counted(testers, 'tester') : '',
    prompts > 0 ? counted(prompts, 'prompt') : '',
  ].filter((part) => part !== '')
  if (again.length === 0) return ''
  return `They are worth ${count(worth)} independent ones, because they come from the same ${list(again)}.`
}

function headlineOf({ models, leaders, lacking }: Group, { decided }: Decisions): string[] {
  if (models.length < 2) return []
  if (lacking) {
    return [
      `Too early to tell ${list(models.toSorted())} apart: ${lackingWords(lacking)} ${isOne(lacking) ? 'is' : 'are'} needed before they are ranked.`,
    ]
  }
  if (models.length === 2) return []
  const [only = ''] = leaders
  const beats = decided.filter(({ better }) => better === only).length
  if (leaders.length === 1 && beats === models.length - 1)
    return [`${only} is better than every other model.`]
  if (leaders.length === 1) return [`Only ${only} is still in the running for first place.`]
  const who = leaders.length <= 8 ? list(leaders) : `${leaders.length} of ${models.length} models`
  if (leaders.length < models.length) return [`First place is open between ${who}.`]
  return ['No model can be called the best yet.']
}

const isOne = ({ votes, testers }: Lacking) => votes + testers === 1

function settledSentence({ better, worse, pair, indirect, ...decision }: Decided, votes: number): string {
  const met = indirect
    ? 'none on this pair: the two never met, all that is known of them comes through other models'
    : `${count(pair.votes)} of them on this pair`
  return `${better} is better than ${worse} (${evidenceWords(decision)}, after ${counted(votes, 'vote')}, ${met}).`
}

function evidenceWords({ basis, e, p }: Pick<Decided, 'basis' | 'e' | 'p'>): string {
  if (basis === 'look') return `p = ${smallP(p)} at a planned look`
  const value = eValue(e)
  return value.startsWith('over') ? `e ${value}` : `e = ${value}`
}

/** 0.032, and 0.0004 with the digits that matter. */
const smallP = (p: number | null) => (p !== null && p < 0.095 ? amount(p) : coefficient(p))

function openSentence({ first, second, verdict, short, more }: Undecided, { floors }: Decisions): string {
  if (verdict === 'too_early') {
    const why = short.map((one) => shortWords(one, floors)).join('; ')
    return `It is too early to judge ${first} and ${second}: ${why || 'their votes are too few'}.`
  }
  const start = `${first} and ${second} cannot be told apart yet`
  const words = more && moreWords(more)
  return words ? `${start}: ${words}.` : `${start}.`
}

function shortWords({ model, votes, clusters }: Short, floors: Decisions['floors']): string {
  const parts = []
  if (votes > 0) {
    parts.push(`${model} has ${count(floors.votes - votes)} of the ${floors.votes} votes a model needs`)
  }
  if (clusters) {
    const { of, number, effective, bestP } = clusters
    const chance =
      number < floors.clusters
        ? `, and ${counted(number, of.slice(0, -1))} can be chance (p = ${smallP(bestP)} at best)`
        : ''
    parts.push(
      `${votes > 0 ? 'its' : `${model}'s`} votes are spread like ${amount(effective)} even ${of}, and ${floors.clusters} are needed${chance}`,
    )
  }
  return list(parts)
}

/** Undecided pairs matter most where both models may still be first. */
const interest = ({ first, second }: Undecided, running: Set<string>) =>
  Number(running.has(first)) + Number(running.has(second))

/** Beyond a million the exact figure tells nothing more; `null` on a settled pair is too large for a number. */
export const eValue = (value: number | null) =>
  value === null || value > 1e6 ? 'over 1,000,000' : amount(value)

function withRest(sentences: string[], shown: number, rest: (count: number) => string): string[] {
  if (sentences.length <= shown) return sentences
  return [...sentences.slice(0, shown), rest(sentences.length - shown)]
}
