import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leaveOneOut } from '../../server/report/left-out.ts'
import { largest } from '../../server/stats/errors/strength-intervals.ts'
import { groupsOf, groupsThatMatter, refitting } from '../../server/stats/ranking/left-out.ts'
import { rankInFull } from '../../server/stats/ranking/ranking.ts'
import { createRandom } from '../../server/stats/special/random.ts'
import { VoteTableBuilder } from '../../server/stats/votes/vote-table.ts'

type Study = { seed: number; models: number; testers: number; votes: number; busy: number }

const studies = fc.record({
  seed: fc.nat(100_000),
  models: fc.integer({ min: 2, max: 5 }),
  testers: fc.integer({ min: 1, max: 12 }),
  votes: fc.integer({ min: 2, max: 400 }),
  busy: fc.constantFrom(0, 0.3, 0.7),
})

function fitted({ seed, models, testers, votes, busy }: Study) {
  const random = createRandom(seed)
  const builder = new VoteTableBuilder()
  for (let vote = 0; vote < votes; vote++) {
    const first = Math.floor(random() * models)
    const second = (first + 1 + Math.floor(random() * (models - 1))) % models
    const tester = random() < busy ? 0 : Math.floor(random() * testers)
    const leans = (tester % 3) - 1
    const wins = random() < 1 / (1 + Math.exp(leans * (first - second)))
    builder.push({
      first: builder.model(`m${first}`),
      second: builder.model(`m${second}`),
      outcome: random() < 0.15 ? 2 : wins ? 0 : 1,
      tester: builder.tester(`t${tester}`),
    })
  }
  const table = builder.table()
  const { ranking, components } = rankInFull(table)
  return { table, ranking, main: largest(components) }
}

test('the tester who changes the first place is one whom the report names, or there is none', () => {
  let [some, none] = [0, 0]
  fc.assert(
    fc.property(studies, (study) => {
      const { table, ranking, main } = fitted(study)
      if (!main?.fit) return
      const left = leaveOneOut(main, 'tester', { names: table.testers, models: table.models, options: {} })
      const named = ranking.fragility.tester_to_flip_first
      const changing = left?.changing.map(({ name }) => name) ?? []
      if (named === null) expect(changing).toEqual([])
      else expect(changing).toContain(named)
      if (named === null) none += 1
      else some += 1
    }),
    { numRuns: 250, seed: 11 },
  )
  expect(Math.min(some, none)).toBeGreaterThan(30)
})

test('who is not fitted again could not change who leads', () => {
  let spared = 0
  fc.assert(
    fc.property(studies, (study) => {
      const { main } = fitted(study)
      const groups = main?.fit && groupsOf(main.fit, 'tester')
      if (!main?.fit || !groups) return
      const mattering = new Set(groupsThatMatter(main.fit, groups))
      const rest = groups.filter((group) => !mattering.has(group))
      spared += rest.length
      const { leader, without } = refitting(main.fit, { ties: 'half', bothBad: 'tie' })
      expect(rest.map(without).filter((refit) => refit.leader !== leader)).toEqual([])
    }),
    { numRuns: 400, seed: 12 },
  )
  expect(spared).toBeGreaterThan(300)
})

test('one tester alone cannot be left out', () => {
  const { ranking } = fitted({ seed: 1, models: 2, testers: 1, votes: 30, busy: 0 })
  expect(ranking.fragility.tester_to_flip_first).toBeNull()
})
