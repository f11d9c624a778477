import type { Decisions } from '../../server/report/decisions.ts'
import { amount, counted } from '../charts/numbers.ts'
import type { ValuePoint } from '../charts/value-scatter.tsx'
import type { ModelCost, Ranking } from './props.ts'
import { list } from './words/sentences.ts'

export type Kind = 'cost' | 'latency'

/** Models with a price, and whether one that is not dearer is shown to be better. */
export function valuePoints(ranking: Ranking, models: ModelCost[], { decisions, kind }: Asked): ValuePoint[] {
  const known = new Map(models.map((model) => [model.model, model]))
  const priced = ranking.models.flatMap(({ model, elo, elo_low: low, elo_high: high }) => {
    const price = priceOf(known.get(model), kind)
    if (price === null || elo === null) return []
    return [{ model, approach: known.get(model)?.approach ?? null, price, elo, low, high }]
  })
  const beatenBy = (model: string) =>
    decisions.decided.filter(({ worse }) => worse === model).map(({ better }) => better)
  return priced.map((point) => {
    const better = new Set(beatenBy(point.model))
    const undominated = !priced.some((other) => better.has(other.model) && other.price <= point.price)
    return { ...point, undominated }
  })
}

type Asked = { decisions: Decisions; kind: Kind }

const priceOf = (model: ModelCost | undefined, kind: Kind): number | null =>
  (kind === 'cost' ? model?.costPer1000 : model?.seconds) ?? null

const mostSentences = 3
const leastRatio = 1.5

/** What the money or the time is shown to buy, and what it is not. */
export function valueWords(points: ValuePoint[], { decisions, kind }: Asked): string[] {
  if (points.length < 2) return []
  const good = points.filter(({ undominated }) => undominated).map(({ model }) => model)
  const bad = points.filter(({ undominated }) => !undominated).map(({ model }) => model)
  const kept =
    bad.length === 0
      ? `None of these ${points.length} models can be ruled out: no one that is not dearer is shown to be better.`
      : `${list(good)} remain${good.length === 1 ? 's' : ''} worth considering; ${list(bad)} ${bad.length === 1 ? 'is' : 'are'} shown to be worse than a model that is not dearer.`
  return [
    kind === 'cost' ? kept : kept.replaceAll('dearer', 'slower'),
    ...unprovenWords(points, { decisions, kind }),
  ]
}

function unprovenWords(points: ValuePoint[], { decisions, kind }: Asked): string[] {
  const isShown = (better: string, worse: string) =>
    decisions.decided.some((decided) => decided.better === better && decided.worse === worse)
  return points
    .flatMap((dear) => {
      const rivals = points.filter(
        ({ model, price }) =>
          model !== dear.model && price > 0 && price < dear.price && !isShown(dear.model, model),
      )
      const cheap = rivals.toSorted((x, y) => x.price - y.price)[0]
      return cheap ? [{ dear, cheap, ratio: dear.price / cheap.price }] : []
    })
    .filter(({ ratio }) => ratio >= leastRatio)
    .toSorted((x, y) => y.ratio - x.ratio)
    .slice(0, mostSentences)
    .map(({ dear, cheap, ratio }) => {
      const times = amount(Number(ratio.toPrecision(2)))
      const start = kind === 'cost' ? `${times} × dearer` : `${times} × slower`
      const verdict = isShown(cheap.model, dear.model) ? 'worse' : 'not shown to be better'
      return `The ${start} ${dear.model} is ${verdict} than ${cheap.model}${votesBehind(decisions, [dear.model, cheap.model])}.`
    })
}

/** "Not shown" after three votes means little. */
function votesBehind({ decided, undecided }: Decisions, pair: [string, string]): string {
  const found = [...decided, ...undecided].find(({ pair: { a, b } }) => pair.includes(a) && pair.includes(b))
  return found ? ` (${counted(found.pair.votes, 'vote')} on this pair)` : ''
}
