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

/** Clusters with the table's columns in their order, so that passes over them read memory in sequence. */
export interface VoteClusters extends Clusters {
  first: Int32Array
  second: Int32Array
  outcome: Uint8Array
}

/** The groupings a two-way sandwich needs; null where the table has no such column or it is not asked for. */
export interface Clustering {
  tester: VoteClusters | null
  prompt: VoteClusters | null
  /** Tester × prompt, where both are there. */
  both: VoteClusters | null
}

export type ClusterChoice = 'auto' | 'none' | 'tester' | 'prompt' | 'two-way'

export function clusteringOf(table: VoteTable, choice: ClusterChoice): Clustering {
  const tester = choice === 'none' || choice === 'prompt' ? null : table.tester
  const prompt = choice === 'none' || choice === 'tester' ? null : table.prompt
  if (tester && prompt && isKnown(tester) && isKnown(prompt)) return crossed(table, tester, prompt)
  return {
    tester: tester && clusterVotes(table, [tester]),
    prompt: prompt && clusterVotes(table, [prompt]),
    both: tester && prompt && clusterVotes(table, [tester, prompt]),
  }
}

const isKnown = (ids: Int32Array) => ids.every((id) => id >= 0)

/** Sorted by prompt and then, stably, by tester, rows stand together by tester and by both: two sorts instead of four. */
function crossed(table: VoteTable, tester: Int32Array, prompt: Int32Array): Clustering {
  const byPrompt = clusterVotes(table, [prompt])
  const order = sorted(byPrompt.order, tester)
  const columns = { order, unknown: 0, ...columnsInOrder(table, order) }
  return {
    tester: { ...columns, starts: boundaries(order, 0, [tester]) },
    prompt: byPrompt,
    both: { ...columns, starts: boundaries(order, 0, [tester, prompt]) },
  }
}

function clusterVotes(table: VoteTable, keys: readonly [Int32Array, ...Int32Array[]]): VoteClusters {
  const clusters = clusterRows(keys)
  return { ...clusters, ...columnsInOrder(table, clusters.order) }
}

function columnsInOrder(table: VoteTable, order: Int32Array) {
  return {
    first: gathered(table.first, order, new Int32Array(order.length)),
    second: gathered(table.second, order, new Int32Array(order.length)),
    outcome: gathered(table.outcome, order, new Uint8Array(order.length)),
  }
}

/**
 * Groups rows whose keys are all equal, by stable counting sorts. O(rows + largest key) for each key.
 *
 * @param keys columns of ids from 0 on; a negative id is unknown.
 */
export function clusterRows(keys: readonly [Int32Array, ...Int32Array[]]): Clusters {
  const rows = keys[0].length
  const isUnknown = new Uint8Array(rows)
  let unknown = 0
  for (const key of keys) {
    for (let row = 0; row < rows; row++) {
      if ((key[row] as number) >= 0 || isUnknown[row] === 1) continue
      isUnknown[row] = 1
      unknown++
    }
  }
  const order = new Int32Array(rows)
  let known = new Int32Array(rows - unknown)
  let [lost, next] = [0, 0]
  for (let row = 0; row < rows; row++) {
    if (isUnknown[row] === 1) order[lost++] = row
    else known[next++] = row
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

function gathered<C extends Int32Array | Uint8Array>(column: C, order: Int32Array, into: C): C {
  for (let k = 0; k < order.length; k++) into[k] = column[order[k] as number] as number
  return into
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
  const begins = new Uint8Array(order.length)
  if (from < order.length) begins[from] = 1
  for (const key of keys) {
    for (let k = from + 1; k < order.length; k++) {
      if (key[order[k] as number] !== key[order[k - 1] as number]) begins[k] = 1
    }
  }
  const starts = new Int32Array(order.length - from + 1)
  let count = 0
  for (let k = from; k < order.length; k++) if (begins[k] === 1) starts[count++] = k
  starts[count] = order.length
  return starts.slice(0, count + 1)
}
