import type { Cells } from '../votes/cells.ts'

/**
 * Whether Davidson's likelihood has a finite maximum, for a strongly connected "beat or tied" graph with ties and
 * decisive votes.
 *
 * Ford's condition is not enough once ν is fitted: where i only beat or tied j, both θ[i] − θ[j] and ν can grow for
 * ever. There is no maximum exactly if some θ has θ[i] − θ[j] ≥ 2 wherever i beat j and |θ[i] − θ[j]| ≤ 2 wherever
 * they tied (θ grows by this for each unit of log ν). Such θ exist unless a cycle of these bounds is negative
 * (Bellman–Ford). O(models · cells), O(cells) where some pair beat each other.
 */
export function hasDavidsonMaximum(cells: Cells): boolean {
  const bounds = boundsOf(cells)
  if (bounds === null) return true
  const least = new Float64Array(cells.size)
  for (let round = 0; round <= cells.size; round++) {
    let changed = false
    for (const { from, to, most } of bounds) {
      const bound = (least[from] as number) + most
      if (bound >= (least[to] as number)) continue
      least[to] = bound
      changed = true
    }
    if (!changed) return false
  }
  return true
}

type Bound = { from: number; to: number; most: number }

/** θ[to] − θ[from] ≤ most; null where two models beat each other, which no θ allows. */
function boundsOf(cells: Cells): Bound[] | null {
  const beaten = new Set<number>()
  const bounds: Bound[] = []
  const win = (from: number, to: number) => {
    if (beaten.has(from * cells.size + to)) return
    beaten.add(from * cells.size + to)
    bounds.push({ from, to, most: -2 })
  }
  for (let cell = 0; cell < cells.length; cell++) {
    const i = cells.first[cell] as number
    const j = cells.second[cell] as number
    if ((cells.winsFirst[cell] as number) > 0) win(i, j)
    if ((cells.winsSecond[cell] as number) > 0) win(j, i)
    if (beaten.has(i * cells.size + j) && beaten.has(j * cells.size + i)) return null
    if ((cells.ties[cell] as number) > 0) {
      bounds.push({ from: i, to: j, most: 2 }, { from: j, to: i, most: 2 })
    }
  }
  return bounds
}
