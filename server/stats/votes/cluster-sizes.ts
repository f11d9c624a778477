import { type Clusters, clusterCount, type VoteClusters } from './clusters.ts'

/** How many clusters there are, and how unevenly the votes lie in them. */
export interface ClusterSizes {
  /** A vote that belongs to nobody known is a cluster of one. */
  number: number
  /** Kish's effective number: as many clusters of one size would be worth this one's variance. */
  effective: number
  /** Share of the votes that lie in the largest. */
  largest: number
}

/**
 * Sizes n_g of clusters, weights counted: effective = (Σ n_g)² / Σ n_g².
 *
 * Equal to the plain number where all clusters are of one size, and near 1 where one of them holds nearly all votes.
 *
 * @returns null without votes. O(rows).
 * @see Kish 1965, Survey Sampling, 8.2; statistics.md, "Intervals"
 * @example sizes 90, 5, 5 // { number: 3, effective: 1.23, largest: 0.9 }
 */
export function clusterSizes(clusters: Clusters, weight: Float64Array | null): ClusterSizes | null {
  const { order, starts, unknown } = clusters
  const weightAt = (k: number) => (weight ? (weight[order[k] as number] as number) : 1)
  let [votes, squares, largest] = [0, 0, 0]
  for (let k = 0; k < unknown; k++) {
    votes += weightAt(k)
    squares += weightAt(k)
    largest = Math.max(largest, 1)
  }
  for (let g = 0; g + 1 < starts.length; g++) {
    const [from, to] = [starts[g] as number, starts[g + 1] as number]
    let size = weight ? 0 : to - from
    for (let k = from; weight && k < to; k++) size += weightAt(k)
    votes += size
    squares += size * size
    largest = Math.max(largest, size)
  }
  if (votes === 0) return null
  return { number: clusterCount(clusters, weight), effective: votes ** 2 / squares, largest: largest / votes }
}

/** The same of each model's own votes: of the clusters that met it. O(rows). */
export function clusterSizesByModel(
  size: number,
  clusters: VoteClusters,
  weight: Float64Array | null,
): (ClusterSizes | null)[] {
  const { order, starts, unknown, first, second } = clusters
  const [votes, squares, number, largest] = [0, 1, 2, 3].map(() => new Float64Array(size)) as FourColumns
  const own = new Float64Array(size)
  const add = (column: Float64Array, model: number, value: number) => {
    column[model] = (column[model] as number) + value
  }
  for (let k = 0; k < unknown; k++) {
    const times = weight ? (weight[order[k] as number] as number) : 1
    for (const model of [first[k] as number, second[k] as number]) {
      for (const column of [votes, squares, number]) add(column, model, times)
      largest[model] = Math.max(largest[model] as number, 1)
    }
  }
  for (let g = 0; g + 1 < starts.length; g++) {
    const met: number[] = []
    for (let k = starts[g] as number; k < (starts[g + 1] as number); k++) {
      const times = weight ? (weight[order[k] as number] as number) : 1
      for (const side of [first, second]) {
        const model = side[k] as number
        if (own[model] === 0) met.push(model)
        add(own, model, times)
      }
    }
    for (const model of met) {
      const count = own[model] as number
      add(votes, model, count)
      add(squares, model, count * count)
      add(number, model, 1)
      largest[model] = Math.max(largest[model] as number, count)
      own[model] = 0
    }
  }
  return Array.from({ length: size }, (_, model) => {
    const all = votes[model] as number
    if (all === 0) return null
    return {
      number: number[model] as number,
      effective: all ** 2 / (squares[model] as number),
      largest: (largest[model] as number) / all,
    }
  })
}

type FourColumns = [Float64Array, Float64Array, Float64Array, Float64Array]
