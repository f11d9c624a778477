import type { Cells } from './cells.ts'

/** For each model, those it beat or tied at least once. */
export function beatOrTied(cells: Cells): number[][] {
  const edges: number[][] = Array.from({ length: cells.size }, () => [])
  for (let cell = 0; cell < cells.length; cell++) {
    const i = cells.first[cell] as number
    const j = cells.second[cell] as number
    const tied = (cells.ties[cell] as number) > 0
    if (tied || (cells.winsFirst[cell] as number) > 0) edges[i]?.push(j)
    if (tied || (cells.winsSecond[cell] as number) > 0) edges[j]?.push(i)
  }
  return edges.map((targets) => [...new Set(targets)])
}

/** Groups of models joined by comparisons, whoever won: only inside one can strengths be compared. */
export function weakComponents(edges: readonly (readonly number[])[]): number[][] {
  const both: number[][] = edges.map((targets) => [...targets])
  for (const [from, targets] of edges.entries()) for (const to of targets) both[to]?.push(from)
  return strongComponents(both)
}

/**
 * Groups in which every model beat or tied every other, directly or through others. The likelihood has a finite
 * maximum exactly where a weak component is one strong component.
 *
 * @param edges for each model, the models it beat or tied.
 * @returns the groups, each sorted, by their smallest member. O(models + edges).
 * @see Ford 1957, Am. Math. Mon. 64(8); Tarjan 1972, SIAM J. Comput. 1(2)
 */
export function strongComponents(edges: readonly (readonly number[])[]): number[][] {
  const size = edges.length
  const index = new Int32Array(size).fill(-1)
  const low = new Int32Array(size)
  const waiting = new Uint8Array(size)
  const stack: number[] = []
  const groups: number[][] = []
  let counter = 0
  const visit = (node: number) => {
    index[node] = low[node] = counter++
    stack.push(node)
    waiting[node] = 1
  }
  for (let root = 0; root < size; root++) {
    if (index[root] !== -1) continue
    visit(root)
    const path = [{ node: root, next: 0 }]
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const target = edges[step.node]?.[step.next++]
      if (target === undefined) {
        path.pop()
        const parent = path.at(-1)?.node
        if (parent !== undefined) low[parent] = Math.min(low[parent] as number, low[step.node] as number)
        if (low[step.node] === index[step.node]) groups.push(popGroup(stack, waiting, step.node))
      } else if (index[target] === -1) {
        visit(target)
        path.push({ node: target, next: 0 })
      } else if (waiting[target]) {
        low[step.node] = Math.min(low[step.node] as number, index[target] as number)
      }
    }
  }
  return groups.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
}

function popGroup(stack: number[], waiting: Uint8Array, root: number): number[] {
  const group: number[] = []
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    waiting[node] = 0
    group.push(node)
    if (node === root) break
  }
  return group.sort((a, b) => a - b)
}
