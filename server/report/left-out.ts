import { firstToFlip, groupsOf, groupsThatMatter, refitting } from '../stats/ranking/left-out.ts'
import type { Component, RankOptions } from '../stats/ranking/ranking.ts'
import { eloPerLogOdds } from '../stats/strengths/elo.ts'

/** What happens to the ranking when one tester, or one prompt, is left out. */
export type LeftOut = {
  /** How many were left out in turn, and of how many. */
  tried: number
  of: number
  /** Those without whom another model leads, and which one. */
  changing: { name: string; leader: string }[]
  /** The largest change of one model's strength. */
  largest: { name: string; model: string; elo: number } | null
}

/** Beyond this only those with the most votes are tried, and as many of those that could change who leads. */
const mostTried = 400

type Asked = { names: readonly string[]; models: readonly string[]; options: RankOptions }

/** Refits the strengths without each of the groups in turn; null without two to leave out. */
export function leaveOneOut(
  { members, fit }: Component,
  by: 'tester' | 'prompt',
  { names, models, options }: Asked,
): LeftOut | null {
  const groups = fit && groupsOf(fit, by)
  if (!fit || !groups) return null
  const rule = { ties: options.ties ?? 'half', bothBad: options.bothBad ?? 'tie' } as const
  const first = firstToFlip(fit, groups, rule)
  const tried = new Set([
    ...groups.slice(0, mostTried),
    ...groupsThatMatter(fit, groups).slice(0, mostTried),
    ...(first ? [first] : []),
  ])
  const { base, leader, without } = refitting(fit, rule)
  const refits = [...tried].map(without)
  const nameOf = (k: number) => models[members[k] as number] as string
  let largest: LeftOut['largest'] = null
  for (const { id, theta } of refits) {
    for (const [k, value] of theta.entries()) {
      const elo = eloPerLogOdds * (value - (base[k] as number))
      if (largest && Math.abs(elo) <= Math.abs(largest.elo)) continue
      largest = { name: names[id] ?? '', model: nameOf(k), elo }
    }
  }
  return {
    tried: tried.size,
    of: groups.length + unknownOf(fit.table[by]),
    changing: refits
      .filter((refit) => refit.leader !== leader)
      .map((refit) => ({ name: names[refit.id] ?? '', leader: nameOf(refit.leader) })),
    largest,
  }
}

const unknownOf = (ids: Int32Array | null): number => ids?.reduce((sum, id) => sum + Number(id < 0), 0) ?? 0
