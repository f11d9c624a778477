import type { Component, RankOptions } from '../stats/ranking.ts'
import type { Tally } from '../stats/tally.ts'
import { strengthsOfTally, tallyAmong } from '../stats/tally-strengths.ts'

/** What the order of the models would be under another rule, where it differs. */
export type Switch = {
  ties: 'half' | 'davidson' | 'drop'
  bothBad: 'tie' | 'drop'
  moved: { model: string; from: number; to: number }[]
}

const rules: Omit<Switch, 'moved'>[] = [
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
  const order = (rule: Omit<Switch, 'moved'>) =>
    placesOf(strengthsOfTally(among, { ...rule, orderEffect: options.orderEffect ?? 'fit' }).theta)
  const ties = options.ties ?? 'half'
  const chosen = { ties, bothBad: ties === 'drop' ? ('drop' as const) : (options.bothBad ?? 'tie') }
  const now = order(chosen)
  return rules
    .filter((rule) => rule.ties !== chosen.ties || rule.bothBad !== chosen.bothBad)
    .map((rule) => {
      const then = order(rule)
      const moved = members.flatMap((model, k) =>
        now[k] === then[k]
          ? []
          : [{ model: models[model] as string, from: now[k] as number, to: then[k] as number }],
      )
      return { ...rule, moved: moved.sort((x, y) => x.from - y.from) }
    })
}

const placesOf = (theta: Float64Array): number[] =>
  [...theta].map((value) => 1 + theta.reduce((better, other) => better + Number(other > value + 1e-9), 0))
