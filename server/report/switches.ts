import type { Component, RankOptions } from '../stats/ranking/ranking.ts'
import { eloPerLogOdds } from '../stats/strengths/elo.ts'
import { strengthsOfTally, type TallyRules, tallyAmong } from '../stats/strengths/tally-strengths.ts'
import type { Tally } from '../stats/votes/tally.ts'

type Rule = { ties: 'half' | 'davidson' | 'drop'; bothBad: 'tie' | 'drop' }

/** What the order of the models would be under another rule, where it differs. */
export type Switch = Rule & {
  /** Null where these votes have no fit under this rule. */
  moved: { model: string; from: number; to: number }[] | null
  /** The largest change of one model's strength; null where there is none. */
  largest: { model: string; elo: number } | null
}

const rules: Rule[] = [
  { ties: 'half', bothBad: 'tie' },
  { ties: 'half', bothBad: 'drop' },
  { ties: 'davidson', bothBad: 'tie' },
  { ties: 'davidson', bothBad: 'drop' },
  { ties: 'drop', bothBad: 'drop' },
]

type Asked = { tally: Tally; models: readonly string[]; options: RankOptions }

/** The other rules for ties and both-bads, each with the models that would stand elsewhere. */
export function switchesOf({ members, fit }: Component, { tally, models, options }: Asked): Switch[] {
  if (!fit) return []
  const among = tallyAmong(tally, members)
  const orderEffect = fit.orderEffect ? 'fit' : 'ignore'
  const ties = options.ties ?? 'half'
  const chosen: Rule = { ties, bothBad: ties === 'drop' ? 'drop' : (options.bothBad ?? 'tie') }
  const now = strengthsOfTally(among, { ...chosen, orderEffect }).theta
  const nameOf = (k: number) => models[members[k] as number] as string
  return rules
    .filter((rule) => rule.ties !== chosen.ties || rule.bothBad !== chosen.bothBad)
    .map((rule) => {
      const then = strengthsOrNone(among, { ...rule, orderEffect })
      return then
        ? { ...rule, moved: movedBetween(now, then, nameOf), largest: largestChange(now, then, nameOf) }
        : { ...rule, moved: null, largest: null }
    })
}

/** Few votes may have no single maximum under a rule with a parameter more. */
function strengthsOrNone(tally: Tally, rule: TallyRules): Float64Array | null {
  try {
    return strengthsOfTally(tally, rule).theta
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

type NameOf = (k: number) => string

function movedBetween(now: Float64Array, then: Float64Array, nameOf: NameOf): NonNullable<Switch['moved']> {
  const [before, after] = [placesOf(now), placesOf(then)]
  const moved = before.flatMap((from, k) =>
    after[k] === from ? [] : [{ model: nameOf(k), from, to: after[k] as number }],
  )
  return moved.sort((x, y) => x.from - y.from)
}

function largestChange(now: Float64Array, then: Float64Array, nameOf: NameOf): Switch['largest'] {
  const changes = [...now].map((value, k) => ({
    model: nameOf(k),
    elo: eloPerLogOdds * ((then[k] as number) - value),
  }))
  const [largest] = changes.sort((x, y) => Math.abs(y.elo) - Math.abs(x.elo))
  return largest && Math.abs(largest.elo) >= 0.5 ? largest : null
}

const placesOf = (theta: Float64Array): number[] =>
  [...theta].map((value) => 1 + theta.reduce((better, other) => better + Number(other > value + 1e-9), 0))
