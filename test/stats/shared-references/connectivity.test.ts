import { describe, expect, test } from 'vitest'
import { rank } from '../../../server/stats/ranking/ranking.ts'
import { fitBradleyTerry } from '../../../server/stats/strengths/bradley-terry.ts'
import { type Cells, cellsOfTally } from '../../../server/stats/votes/cells.ts'
import { beatOrTied, strongComponents, weakComponents } from '../../../server/stats/votes/components.ts'
import { tallyOf } from '../../../server/stats/votes/tally.ts'
import { bradleyTerry } from '../checks/bradley-terry.ts'
import { named, referencesMissing, trackedReference } from '../references.ts'
import { expectNear, inOrder, rowsOnly, tableOfMatrix } from '../tables.ts'

const halves = { ties: 'half', bothBad: 'tie' } as const

describe.skipIf(referencesMissing)(named('connectivity equals the shared references'), () => {
  test.each(['o17_separation', 'o18_disconnected'])('%s: components, priors and pseudo-counts', (name) => {
    const { input, expected, tolerance, unread } = trackedReference(name)
    const wins = input.win_matrix_row_beats_column as number[][]
    const table = tableOfMatrix(wins)
    const cells = cellsOfTally(tallyOf(table), halves, false)
    const edges = beatOrTied(cells)
    expect(strongComponents(edges)).toEqual(expected.strong_components)
    expect(weakComponents(edges)).toEqual(expected.weak_components)
    expect(strongComponents(edges).length === 1).toBe(expected.mle_exists_ford)
    for (const variance of [1, 4]) {
      const want = expected.map[`gaussian_prior_variance_${variance}`]
      const { theta, bread, size } = fitBradleyTerry(cells, { priorSd: Math.sqrt(variance) })
      expectNear(theta, want.theta, tolerance.theta as number)
      const se = Array.from({ length: size }, (_, k) => Math.sqrt(bread[k * size + k] as number))
      expectNear(se, want.se, tolerance.se as number)
      expect(want.sklearn_l2_max_abs_diff).toBeLessThan(1e-4)
    }
    for (const wanted of Object.keys(expected.pseudo)) {
      const amount = Number(/_(\d(\.\d+)?)/.exec(wanted)?.[1])
      const { theta, theta_sum0 } = expected.pseudo[wanted]
      if (theta) expectNear(againstPhantom(cells, amount), theta, 1e-8)
      else expectNear(bradleyTerry(withPseudoCounts(wins, amount)), theta_sum0, 1e-8)
    }
    expect(unread()).toEqual([])

    const ranking = rank(table, rowsOnly)
    const isSeparated = name === 'o17_separation'
    expect(ranking.connectivity).toEqual({
      components: expected.weak_components.length,
      strongly_connected: false,
    })
    expect(ranking.method.prior).toEqual(isSeparated ? { sd: 2 } : null)
    expect(ranking.models.map((model) => model.provisional)).toEqual(new Array(5).fill(isSeparated))
    expect(ranking.pairs).toHaveLength(isSeparated ? 10 : 4)
    expect(ranking.models.filter((model) => model.rank === 1)).toHaveLength(isSeparated ? 1 : 2)
    if (isSeparated) {
      expectNear(inOrder(table, rowsOnly, 'theta'), expected.map.gaussian_prior_variance_4.theta, 1e-8)
    }
  })
})

function withPseudoCounts(wins: number[][], amount: number): number[][] {
  return wins.map((row, i) => row.map((count, j) => (count + (wins[j]?.[i] ?? 0) > 0 ? count + amount : 0)))
}

/** The phantom is one more model that nobody's rating moves: its strength is where the others are measured from. */
function againstPhantom(cells: Cells, amount: number): Float64Array {
  const { size, length } = cells
  const first = Int32Array.from({ length: length + size }, (_, k) =>
    k < length ? (cells.first[k] as number) : k - length,
  )
  const second = Int32Array.from({ length: length + size }, (_, k) =>
    k < length ? (cells.second[k] as number) : size,
  )
  const widened = (column: Float64Array, value: number) =>
    Float64Array.from({ length: length + size }, (_, k) => (k < length ? (column[k] as number) : value))
  const { theta } = fitBradleyTerry({
    ...cells,
    size: size + 1,
    length: length + size,
    first,
    second,
    winsFirst: widened(cells.winsFirst, amount),
    winsSecond: widened(cells.winsSecond, amount),
    ties: widened(cells.ties, 0),
  })
  return theta.slice(0, size).map((value) => value - (theta[size] as number))
}
