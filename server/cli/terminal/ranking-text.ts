import type { RankOptions } from '../../stats/ranking/rank-options.ts'
import type { RankedModel, RankedPair, Ranking } from '../../stats/ranking/ranking.ts'
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

function earlyText(ranking: Ranking): RankingText {
  return {
    first: ranking.lacking.flatMap((one) => lackingLine(ranking, one)),
    head: ['pair', 'votes', 'first better', 'other better', 'ties', 'both bad'],
    rows: ranking.pairs.filter(({ votes }) => votes > 0).map(tallyOf),
    last: [],
  }
}

type Lacking = Ranking['lacking'][number]

/** What a group of models lacks; of a model on its own only where others stand in the table. */
function lackingLine({ models, connectivity, too_early }: Ranking, { component, ...lacking }: Lacking) {
  const names = models.filter((one) => one.component === component).map(({ model }) => model)
  if (names.length < 2 && connectivity.components > 1) {
    return too_early ? [] : [`${names.join()} was compared with no other model.`]
  }
  const parts = [lack(lacking.votes, 'more vote'), lack(lacking.testers, 'more tester')]
  const what = parts.filter((part) => part !== '').join(' and ')
  const whom = connectivity.components > 1 ? `${shortList(names.sort())} are` : 'anything is'
  return [`Too early: ${what} to go before ${whom} ranked.`]
}

const mostNames = 5

const shortList = (names: string[]) => {
  const rest = names.length > mostNames ? [`${names.length - mostNames} more`] : []
  return new Intl.ListFormat('en-GB').format([...names.slice(0, mostNames), ...rest])
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

/** Those groups that can be ranked; of the others what they lack. */
function fullText(ranking: Ranking, counted: Counted): RankingText {
  const independence = independent[ranking.method.cluster]
  const early = new Set(ranking.lacking.map(({ component }) => component))
  const models = ranking.models
    .filter(({ component }) => !early.has(component))
    .sort((x, y) => x.component - y.component)
  const named = new Set(models.map(({ model }) => model))
  const decisions = ranking.decisions.filter(({ pair }) => named.has(pair[0]))
  const count = (asked: string) => decisions.filter(({ verdict }) => verdict === asked).length
  const [open, few] = [count('open'), count('too_early')]
  const groups = new Set(models.map(({ component }) => component)).size > 1
  return {
    first: independence ? [independence] : [],
    head: [
      ...(groups ? ['group'] : []),
      ...['rank', 'model', 'Elo', 'interval', winRateOver(counted), 'interval', 'both bad', 'votes'],
    ],
    rows: models.map((model) => [...(groups ? [`${model.component + 1}`] : []), ...rowOf(model)]),
    last: [
      ...decisions.flatMap(decidedLine),
      ...(open > 0 ? [`${open} of ${decisions.length} pairs cannot be told apart yet.`] : []),
      ...(few > 0 ? [`${few} of ${decisions.length} pairs have too few votes to be judged.`] : []),
      ...ranking.lacking.flatMap((one) => lackingLine(ranking, one)),
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
