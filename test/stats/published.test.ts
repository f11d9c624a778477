import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type RankOptions, withDefaults } from '../../server/stats/ranking/rank-options.ts'
import { fitComponent } from '../../server/stats/strengths/component-fit.ts'
import { type Count, expectNear, tableOfCounts } from './tables.ts'

interface Published {
  source: string
  models: string[]
  counts: Count[]
  theta: number[]
  naiveSe: number[]
  orderEffect?: number
  orderSe?: number
  nu?: number
}

const published = (name: string): Published =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'reference', `${name}.json`), 'utf8'))

const cases: [string, RankOptions][] = [
  ['citations', { orderEffect: 'ignore' }],
  ['baseball', { orderEffect: 'fit' }],
  ['springall', { orderEffect: 'ignore', ties: 'davidson' }],
]

test.each(cases)('%s: strengths and model errors are the published ones', (name, options) => {
  const reference = published(name)
  const table = tableOfCounts(reference.models, reference.counts)
  const { strengths } = fitComponent(table, withDefaults({ cluster: 'none', ...options }), true)
  const { bread, parameters, size, theta } = strengths
  const errors = [...parameters.keys()].map((k) => Math.sqrt(bread[k * parameters.length + k] as number))
  expectNear(theta, reference.theta, 1e-6)
  expectNear(errors.slice(0, size), reference.naiveSe, 1e-6)
  if (reference.orderEffect !== undefined) {
    expectNear(
      [parameters[size] as number, errors[size] as number],
      [reference.orderEffect, reference.orderSe as number],
      1e-6,
    )
  }
  if (reference.nu !== undefined) expect(Math.exp(strengths.logNu as number)).toBeCloseTo(reference.nu, 6)
})
