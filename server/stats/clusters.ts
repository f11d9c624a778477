import type { VoteTable } from './vote-table.ts'

/**
 * Rows of a table put together by cluster. The first `unknown` rows of `order` belong to nobody known, and each is a
 * cluster of its own (a row of weight w is w clusters); after them cluster g is order[starts[g]] … order[starts[g + 1] − 1].
 */
export interface Clusters {
  order: Int32Array
  starts: Int32Array
  unknown: number
}

/** The groupings a two-way sandwich needs; null where the table has no such column or it is not asked for. */
export interface Clustering {
  tester: Clusters | null
  prompt: Clusters | null
  /** Tester × prompt, where both are there. */
  both: Clusters | null
}

export type ClusterChoice = 'auto' | 'none' | 'tester' | 'prompt' | 'two-way'

export function clusteringOf(table: VoteTable, choice: ClusterChoice): Clustering {
  const tester = choice === 'none' || choice === 'prompt' ? null : table.tester
  const prompt = choice === 'none' || choice === 'tester' ? null : table.prompt
  return {
    tester: tester && clusterRows([tester]),
    prompt: prompt && clusterRows([prompt]),
    both: tester && prompt && clusterRows([tester, prompt]),
  }
}

/**
 * Groups rows whose keys are all equal, by stable counting sorts. O(rows + largest key) for each key.
 *
 * @param keys columns of ids from 0 on; a negative id is unknown.
 */
export function clusterRows(keys: readonly [Int32Array, ...Int32Array[]]): Clusters {
  const rows = keys[0].length
  const order = new Int32Array(rows)
  let unknown = 0
  for (let row = 0; row < rows; row++) {
    if (keys.some((key) => (key[row] as number) < 0)) order[unknown++] = row
  }
  let known = new Int32Array(rows - unknown)
  let next = 0
  for (let row = 0; row < rows; row++) {
    if (unknown === 0 || keys.every((key) => (key[row] as number) >= 0)) known[next++] = row
  }
  for (const key of keys.toReversed()) known = sorted(known, key)
  order.set(known, unknown)
  return { order, starts: boundaries(order, unknown, keys), unknown }
}

/** How many clusters there are, unknown votes counted one by one. */
export function clusterCount({ order, starts, unknown }: Clusters, weight: Float64Array | null): number {
  let count = starts.length - 1
  for (let k = 0; k < unknown; k++) count += weight ? (weight[order[k] as number] as number) : 1
  return count
}

function sorted(rows: Int32Array, key: Int32Array): Int32Array<ArrayBuffer> {
  let largest = -1
  for (let k = 0; k < rows.length; k++) largest = Math.max(largest, key[rows[k] as number] as number)
  const place = new Int32Array(largest + 2)
  for (let k = 0; k < rows.length; k++) {
    const bin = (key[rows[k] as number] as number) + 1
    place[bin] = (place[bin] as number) + 1
  }
  for (let bin = 1; bin < place.length; bin++)
    place[bin] = (place[bin] as number) + (place[bin - 1] as number)
  const result = new Int32Array(rows.length)
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k] as number
    const bin = key[row] as number
    const at = place[bin] as number
    result[at] = row
    place[bin] = at + 1
  }
  return result
}

function boundaries(order: Int32Array, from: number, keys: readonly Int32Array[]): Int32Array {
  const starts = new Int32Array(order.length - from + 1)
  let count = 0
  for (let k = from; k < order.length; k++) {
    const row = order[k] as number
    const before = order[k - 1] as number
    if (k === from || keys.some((key) => key[row] !== key[before])) starts[count++] = k
  }
  starts[count] = order.length
  return starts.slice(0, count + 1)
}
