import type { RankOptions } from '../../stats/ranking/rank-options.ts'
import {
  fewestTesters,
  fewestVotes,
  type RankedModel,
  type RankedPair,
  type Ranking,
} from '../../stats/ranking/ranking.ts'
import { print, printTable } from './output.ts'

type Counted = Pick<RankOptions, 'ties' | 'bothBad'>
export type RankingText = { first: string[]; head: string[]; rows: string[][]; last: string[] }

/** A ranking for people: what is decided and where everybody stands, or tallies as long as it is too early for that. */
export function textOf(ranking: Ranking, counted: Counted = {}): RankingText {
  return ranking.too_early ? earlyText(ranking) : fullText(ranking, counted)
}

export function printRanking(ranking: Ranking, counted: Counted = {}): void {
  const { first, head, rows, last } = textOf(ranking, counted)
  for (const line of first) print(line)
  printTable(head, rows)
  for (const line of last) print(line)
}

function earlyText({ counts, pairs }: Ranking): RankingText {
  const lacking = [
    lack(fewestVotes - counts.votes, 'more vote'),
    counts.testers > 0 ? lack(fewestTesters - counts.testers, 'more tester') : '',
  ].filter((part) => part !== '')
  return {
    first: [`Too early: ${lacking.join(' and ')} to go before anything is ranked.`],
    head: ['pair', 'votes', 'first better', 'other better', 'ties', 'both bad'],
    rows: pairs.filter(({ votes }) => votes > 0).map(tallyOf),
    last: [],
  }
}

const lack = (missing: number, noun: string) =>
  missing > 0 ? `${missing} ${noun}${missing === 1 ? '' : 's'}` : ''

function tallyOf({ a, b, votes, wins_a, wins_b, ties, both_bad }: RankedPair): string[] {
  const [names, wins] = a < b ? [`${a}, ${b}`, [wins_a, wins_b]] : [`${b}, ${a}`, [wins_b, wins_a]]
  return [names, ...[votes, ...wins, ties, both_bad].map(String)]
}

const independent: Partial<Record<Ranking['method']['cluster'], string>> = {
  none: 'Votes are taken as independent; where people or prompts come again, intervals are too narrow.',
  tester:
    'Votes on different prompts are taken as independent; where prompts come again, intervals are too narrow.',
  prompt: 'Votes of one person are taken as independent; where people come again, intervals are too narrow.',
}

function fullText({ method, models, decisions }: Ranking, counted: Counted): RankingText {
  const independence = independent[method.cluster]
  const open = decisions.filter(({ verdict }) => verdict === 'open').length
  const early = decisions.filter(({ verdict }) => verdict === 'too_early').length
  return {
    first: independence ? [independence] : [],
    head: ['rank', 'model', 'Elo', 'interval', winRateOver(counted), 'interval', 'both bad', 'votes'],
    rows: models.map(rowOf),
    last: [
      ...decisions.flatMap(decidedLine),
      ...(open > 0 ? [`${open} of ${decisions.length} pairs cannot be told apart yet.`] : []),
      ...(early > 0 ? [`${early} of ${decisions.length} pairs have too few votes to be judged.`] : []),
    ],
  }
}

/** What the win rate is a share of, because both-bad votes are in it unless they are dropped. */
function winRateOver({ ties, bothBad }: Counted): string {
  if (ties === 'drop') return 'wins of decided'
  return bothBad === 'drop' ? 'win rate, ties ½' : 'win rate, ties and both bad ½'
}

function decidedLine({ better, worse, basis, e, p, indirect }: Ranking['decisions'][number]): string[] {
  if (better === null || worse === null) return []
  const value = e === null ? 'over 1,000,000' : `= ${Number(e.toPrecision(3))}`
  const why = basis === 'look' ? `p = ${p?.toPrecision(2)} at a planned look` : `e ${value}`
  return [`${better} is better than ${worse} (${why}${indirect ? '; the two never met' : ''}).`]
}

function rowOf(ranked: RankedModel): string[] {
  const { rank, rank_low, rank_high, model, elo, elo_low, elo_high, votes, provisional } = ranked
  return [
    rank_low === rank_high ? `${rank}` : `${rank} (${rank_low}–${rank_high})`,
    provisional ? `${model} (provisional)` : model,
    fixed(elo),
    `${fixed(elo_low)} to ${fixed(elo_high)}`,
    percent(ranked.win_rate),
    `${percent(ranked.win_rate_low)} to ${percent(ranked.win_rate_high)}`,
    percent(ranked.both_bad_rate),
    `${votes}`,
  ]
}

const fixed = (value: number | null) => (value === null ? '–' : value.toFixed(0))

const percent = (value: number | null) => (value === null ? '–' : `${(100 * value).toFixed(1)} %`)
