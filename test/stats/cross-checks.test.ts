import { describe, expect, test } from 'vitest'
import { rowVarianceOf, varianceOf } from '../../server/stats/errors/sandwich.ts'
import { type RankOptions, withDefaults } from '../../server/stats/ranking/rank-options.ts'
import { rank } from '../../server/stats/ranking/ranking.ts'
import { createRandom } from '../../server/stats/special/random.ts'
import { bradleyTerryModel, fitBradleyTerry } from '../../server/stats/strengths/bradley-terry.ts'
import { fitComponent } from '../../server/stats/strengths/component-fit.ts'
import { davidsonModel } from '../../server/stats/strengths/davidson.ts'
import { hasDavidsonMaximum } from '../../server/stats/strengths/davidson-maximum.ts'
import { type ComparisonModel, slopeAt } from '../../server/stats/strengths/strengths.ts'
import { type Cells, cellsOfRows } from '../../server/stats/votes/cells.ts'
import { selectVotes, type VoteTable, VoteTableBuilder } from '../../server/stats/votes/vote-table.ts'
import { bradleyTerry } from './checks/bradley-terry.ts'
import { fitDavidson } from './checks/fit-davidson.ts'
import { newman } from './checks/newman.ts'
import { expectNear, tableOfCounts } from './tables.ts'

type Study = { models: number; votes: number; testers?: number; prompts?: number; seed: number }

/** Votes of testers with a taste and prompts with a bias, so that clusters matter. */
function studyOf({ models, votes, testers = 30, prompts = 25, seed }: Study): VoteTable {
  const random = createRandom(seed)
  const builder = new VoteTableBuilder({ covariates: ['x'] })
  for (let k = 0; k < models; k++) builder.model(`m${k}`)
  const spread = (count: number) => Array.from({ length: count * models }, () => 1.6 * (random() - 0.5))
  const [taste, luck] = [spread(testers), spread(prompts)]
  for (let row = 0; row < votes; row++) {
    const first = Math.floor(random() * models)
    const second = (first + 1 + Math.floor(random() * (models - 1))) % models
    const tester = Math.floor(random() * testers)
    const prompt = Math.floor(random() * prompts)
    const worth = (model: number) =>
      0.3 * model + (taste[tester * models + model] ?? 0) + (luck[prompt * models + model] ?? 0)
    const x = random() - 0.5
    const p = 1 / (1 + Math.exp(worth(second) - worth(first) - 0.2 - x))
    const outcome = random() < 0.2 ? 2 : random() < p ? 0 : 1
    builder.push({
      first,
      second,
      outcome,
      tester: builder.tester(`t${tester}`),
      prompt: builder.prompt(`p${prompt}`),
      covariates: [x],
    })
  }
  return builder.table()
}

const cellsOf = (table: VoteTable) =>
  cellsOfRows(
    table,
    true,
    table.covariates.map(({ values }) => values),
  )

describe.each<[string, ComparisonModel]>([
  ['Bradley–Terry', bradleyTerryModel],
  ['Davidson', davidsonModel],
])('%s', (_, model) => {
  const cells = cellsOf(studyOf({ models: 4, votes: 120, seed: 5 }))
  const count = 4 + 2 + (model.tieParameter ? 1 : 0)
  const point = Float64Array.from({ length: count }, (_, k) => Math.sin(3 * k + 1))
  const moved = (k: number, by: number) => point.map((value, at) => (at === k ? value + by : value))

  test('the gradient is the slope of the log-likelihood, the information minus the slope of the gradient', () => {
    const { gradient, information } = slopeAt(model, cells, point)
    const h = 1e-5
    for (let k = 0; k < count; k++) {
      const [up, down] = [slopeAt(model, cells, moved(k, h)), slopeAt(model, cells, moved(k, -h))]
      expect(gradient[k]).toBeCloseTo((up.value - down.value) / (2 * h), 5)
      for (let j = 0; j < count; j++) {
        const slope = ((up.gradient[j] as number) - (down.gradient[j] as number)) / (2 * h)
        expect(information[k * count + j]).toBeCloseTo(-slope, 5)
      }
    }
  })

  test('the log-likelihood is the sum of the logs of the probabilities of what was answered', () => {
    let sum = 0
    for (let row = 0; row < cells.length; row++) {
      const eta =
        (point[cells.first[row] as number] as number) -
        (point[cells.second[row] as number] as number) +
        (point[4] as number) * (cells.extras[2 * row] as number) +
        (point[5] as number) * (cells.extras[2 * row + 1] as number)
      const nu = model.tieParameter ? Math.exp(point[6] as number) : 0
      const weights = [Math.exp(eta / 2), Math.exp(-eta / 2), nu]
      const total = weights.reduce((all, weight) => all + weight, 0)
      const [first, second, tie] = weights.map((weight) => Math.log(weight / total)) as [
        number,
        number,
        number,
      ]
      const answered = [cells.winsFirst[row], cells.winsSecond[row], cells.ties[row]] as [
        number,
        number,
        number,
      ]
      sum += answered[0] * first + answered[1] * second
      sum += answered[2] * (model.tieParameter ? tie : (first + second) / 2)
    }
    expect(slopeAt(model, cells, point).value).toBeCloseTo(sum, 9)
  })
})

describe("Newton's method and Newman's iteration", () => {
  test.each([1, 2, 3, 4])('agree on half-win ties and on Davidson, seed %i', (seed) => {
    const random = createRandom(seed)
    const size = 7
    const draw = (most: number) => Math.floor(random() * most)
    const wins = Array.from({ length: size }, (_, i) =>
      Array.from({ length: size }, (_, j) => (i === j ? 0 : 1 + draw(6 + 3 * i))),
    )
    const ties = wins.map((row) => row.map(() => 0))
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < i; j++) (ties[i] as number[])[j] = (ties[j] as number[])[i] = draw(7)
    }
    const halves = wins.map((row, i) => row.map((count, j) => count + (ties[i]?.[j] ?? 0) / 2))
    expectNear(bradleyTerry(halves), newman(halves).theta, 1e-9)
    const counts = wins.flatMap((row, i) =>
      row.flatMap((count, j) =>
        j > i
          ? [{ first: i, second: j, wins: count, losses: wins[j]?.[i] ?? 0, ties: ties[i]?.[j] ?? 0 }]
          : [],
      ),
    )
    const names = wins.map((_, k) => `m${k}`)
    const ranking = rank(tableOfCounts(names, counts), {
      ties: 'davidson',
      orderEffect: 'ignore',
      cluster: 'none',
    })
    const { theta, v } = newman(wins, ties)
    const found = names.map((name) => ranking.models.find(({ model }) => model === name)?.theta as number)
    expectNear(found, theta, 1e-8)
    expect(ranking.tie_parameter).toBeCloseTo(2 * v, 8)
  })
})

describe('the sandwich', () => {
  const options: RankOptions = { orderEffect: 'fit', se: 'plain', correction: 'none' }
  const table = studyOf({ models: 4, votes: 3000, testers: 120, prompts: 60, seed: 9 })
  const fitted = (cluster: RankOptions['cluster'] & string) =>
    fitComponent(table, withDefaults({ ...options, cluster }), true)

  test('is the bread around the summed outer products of scores taken straight from the definition', () => {
    const { strengths, sandwich } = fitted('tester')
    const { parameters, bread } = strengths
    const count = parameters.length
    const sums = new Map<number, number[]>()
    for (let row = 0; row < table.length; row++) {
      const i = table.first[row] as number
      const j = table.second[row] as number
      const eta = (parameters[i] as number) - (parameters[j] as number) + (parameters[4] as number)
      const score = ([1, 0, 0.5][table.outcome[row] as number] as number) - 1 / (1 + Math.exp(-eta))
      const own = sums.get(table.tester?.[row] ?? -1) ?? new Array<number>(count).fill(0)
      own[i] = (own[i] as number) + score
      own[j] = (own[j] as number) - score
      own[4] = (own[4] as number) + score
      sums.set(table.tester?.[row] ?? -1, own)
    }
    for (let a = 0; a < count; a++) {
      let variance = 0
      for (const own of sums.values()) {
        variance += own.reduce((sum, value, k) => sum + (bread[a * count + k] as number) * value, 0) ** 2
      }
      expect(varianceOf(sandwich, a)).toBeCloseTo(variance, 12)
    }
  })

  test('by tester is near the jackknife over testers, by row near the one over votes', () => {
    const { sandwich, strengths } = fitted('tester')
    const testers = table.testers.length
    const deviations = Array.from({ length: testers }, (_, out) => {
      const place = Int32Array.from(table.models.keys())
      const rest = selectVotes(table, {
        keep: (row) => table.tester?.[row] !== out,
        models: table.models,
        place,
      })
      const { theta } = fitComponent(rest, withDefaults({ ...options, cluster: 'none' }), true).strengths
      return theta.map((value, k) => value - (strengths.theta[k] as number))
    })
    for (let k = 0; k < 4; k++) {
      const jackknife =
        ((testers - 1) / testers) * deviations.reduce((sum, d) => sum + (d[k] as number) ** 2, 0)
      expect(Math.sqrt(varianceOf(sandwich, k) / jackknife)).toBeGreaterThan(0.93)
      expect(Math.sqrt(varianceOf(sandwich, k) / jackknife)).toBeLessThan(1.07)
      expect(varianceOf(sandwich, k)).toBeGreaterThan(1.2 * rowVarianceOf(sandwich, k))
    }
  })
})

describe("whether Davidson's likelihood has a maximum", () => {
  const cells = (counts: [number, number, number, number, number][], size: number): Cells => ({
    size,
    length: counts.length,
    first: Int32Array.from(counts, ([i]) => i),
    second: Int32Array.from(counts, ([, j]) => j),
    winsFirst: Float64Array.from(counts, ([, , wins]) => wins),
    winsSecond: Float64Array.from(counts, ([, , , losses]) => losses),
    ties: Float64Array.from(counts, ([, , , , ties]) => ties),
    extras: new Float64Array(0),
    width: 0,
  })

  test('it has none where one model only beat or tied the other', () => {
    const oneSided = cells([[0, 1, 5, 0, 3]], 2)
    expect(hasDavidsonMaximum(oneSided)).toBe(false)
    expect(() => {
      const { theta } = fitDavidson(oneSided)
      if (Math.abs(theta[0] as number) > 5) throw new RangeError('ran away')
    }).toThrow(RangeError)
  })

  test('it has one where both won, or where wins go round in a circle', () => {
    expect(hasDavidsonMaximum(cells([[0, 1, 5, 1, 3]], 2))).toBe(true)
    const circle: [number, number, number, number, number][] = [
      [0, 1, 4, 0, 2],
      [1, 2, 4, 0, 2],
      [2, 0, 4, 0, 2],
    ]
    expect(hasDavidsonMaximum(cells(circle, 3))).toBe(true)
    const { theta, logNu } = fitDavidson(cells(circle, 3))
    expectNear(theta, [0, 0, 0], 1e-9)
    expect(Math.exp(logNu as number)).toBeCloseTo(1, 9)
  })

  test('it has one where a tie holds together what two steps of wins would tear apart', () => {
    const steps: [number, number, number, number, number][] = [
      [0, 1, 3, 0, 0],
      [1, 2, 3, 0, 0],
      [2, 0, 0, 0, 2],
    ]
    expect(hasDavidsonMaximum(cells(steps, 3))).toBe(true)
    expect(hasDavidsonMaximum(cells([...steps.slice(0, 1), [1, 2, 0, 0, 3], [2, 0, 0, 0, 2]], 3))).toBe(false)
    expect(Math.abs(fitDavidson(cells(steps, 3)).theta[0] as number)).toBeLessThan(20)
  })

  test('without one the ranking is provisional, and says so', () => {
    const table = tableOfCounts(['A', 'B'], [{ first: 0, second: 1, wins: 5, ties: 3 }])
    const ranking = rank(table, { ties: 'davidson', orderEffect: 'ignore', cluster: 'none' })
    expect(ranking.method.prior).toEqual({ sd: 2 })
    expect(ranking.models.every(({ provisional }) => provisional)).toBe(true)
    expect(ranking.warnings.join()).toContain("Davidson's model has no finite strengths")
    expect(fitBradleyTerry(cells([[0, 1, 5, 0, 3]], 2)).theta[0]).toBeCloseTo(Math.log(6.5 / 1.5) / 2, 9)
  })
})
