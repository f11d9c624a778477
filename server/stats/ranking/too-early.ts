import type { VoteTable } from '../votes/vote-table.ts'

const fewestVotes = 10
const fewestTesters = 3

/** What a component lacks before anything may be said of its ranking. */
export interface Lacking {
  votes: number
  testers: number
}

/**
 * What each component lacks of ten votes and three testers among its models; null where it has them. Votes without a
 * tester are testers of their own, and where no vote names one, testers are not asked for. O(votes).
 *
 * @param components members by their index among the table's models.
 */
export function lackingOf(
  components: readonly { members: readonly number[] }[],
  table: VoteTable,
): (Lacking | null)[] {
  const groupOf = new Int32Array(table.models.length)
  for (const [group, { members }] of components.entries()) for (const model of members) groupOf[model] = group
  const votes = new Float64Array(components.length)
  const strangers = new Float64Array(components.length)
  const testers = components.map(() => new Set<number>())
  for (let row = 0; row < table.length; row++) {
    const group = groupOf[table.first[row] as number] as number
    if (group !== groupOf[table.second[row] as number]) continue
    const times = table.weight?.[row] ?? 1
    const tester = table.tester?.[row] ?? -1
    votes[group] = (votes[group] as number) + times
    if (tester < 0) strangers[group] = (strangers[group] as number) + times
    else testers[group]?.add(tester)
  }
  return components.map((_, group) => {
    const lacking = {
      votes: Math.max(0, fewestVotes - (votes[group] as number)),
      testers: table.tester
        ? Math.max(0, fewestTesters - (strangers[group] as number) - (testers[group]?.size ?? 0))
        : 0,
    }
    return lacking.votes + lacking.testers > 0 ? lacking : null
  })
}
