import { expect, test } from 'vitest'
import { textOf } from '../../server/cli/terminal/ranking-text.ts'
import { voteTableOf } from '../../server/report/answers.ts'
import { type RankOptions, rank } from '../../server/stats/ranking/ranking.ts'
import { VoteTableBuilder } from '../../server/stats/votes/vote-table.ts'
import { crowdAnswers } from '../report/crowd-answers.ts'

const duel = { models: ['Beta', 'Alpha'], strengths: [1.5, 0], testers: 12, prompts: 60, seed: 2 }

function textAfter(votes: number, testers = duel.testers, options: RankOptions = {}) {
  const ranking = rank(voteTableOf(crowdAnswers({ ...duel, testers, votes })).table, options)
  const { first, head, rows, last } = textOf(ranking)
  return { ranking, first, head, rows, last, all: [first, head, ...rows, last].flat().join('\n') }
}

test('a ranking that is too early prints tallies and what is lacking, and no rank', () => {
  const { ranking, first, rows, all } = textAfter(5, 2)
  expect(first).toEqual([
    `Too early: ${10 - ranking.counts.votes} more votes and 1 more tester to go before anything is ranked.`,
  ])
  expect(rows).toEqual([
    [
      'Alpha, Beta',
      `${ranking.counts.votes}`,
      ...['Alpha', 'Beta'].map((name) => `${ranking.models.find(({ model }) => model === name)?.wins}`),
      `${ranking.counts.tie}`,
      `${ranking.counts.both_bad}`,
    ],
  ])
  expect(all).not.toMatch(/rank\n|Elo|better than/)
})

test('a ranking prints what is decided, and counts what is not', () => {
  const { ranking, last, head } = textAfter(240)
  expect(ranking.decisions[0]?.better).toBe('Beta')
  expect(last).toEqual([expect.stringMatching(/^Beta is better than Alpha \(e = [\d.e+]+\)\.$/)])
  expect(head).toContain('win rate, ties and both bad ½')
  expect(textAfter(20).last).toEqual(['1 of 1 pairs have too few votes to be judged.'])
})

test('a ranking says first that it takes votes as independent where it does', () => {
  expect(textAfter(240).first).toEqual([])
  expect(textAfter(240, 12, { cluster: 'none' }).first[0]).toContain('taken as independent')
})

/** Votes by four testers on pairs of models that are compared with nobody else. */
function groupsOf(groups: { pair: [string, string]; wins: number; losses: number }[], alone: string[] = []) {
  const builder = new VoteTableBuilder()
  for (const { pair, wins, losses } of groups) {
    const [a, b] = pair.map((name) => builder.model(name)) as [number, number]
    for (let n = 0; n < wins + losses; n++) {
      const [first, second] = n % 2 === 0 ? [a, b] : [b, a]
      const outcome = n < wins === (n % 2 === 0) ? 0 : 1
      builder.push({ first, second, outcome, tester: builder.tester(`t${n % 4}`) })
    }
  }
  for (const name of alone) builder.model(name)
  return rank(builder.table())
}

const small = { pair: ['Gamma', 'Delta'], wins: 3, losses: 1 } as const

test('of several groups those are ranked that can be, and the others say what they lack', () => {
  const ranking = groupsOf([
    { pair: ['Alpha', 'Beta'], wins: 9, losses: 5 },
    { ...small, pair: [...small.pair] },
  ])
  expect(ranking.too_early).toBe(false)
  expect(ranking.lacking).toEqual([{ component: 1, votes: 6, testers: 0 }])
  const { rows, last } = textOf(ranking)
  expect(rows.map((row) => row[1])).toEqual(['Alpha', 'Beta'])
  expect(last).toEqual([
    '1 of 1 pairs have too few votes to be judged.',
    'Too early: 6 more votes to go before Delta and Gamma are ranked.',
  ])
})

test('a table is too early when every group is, however many votes they have together', () => {
  const ranking = groupsOf(
    [
      { pair: ['Alpha', 'Beta'], wins: 5, losses: 3 },
      { ...small, pair: [...small.pair] },
    ],
    ['Omega'],
  )
  expect(ranking.counts.votes).toBe(12)
  expect(ranking.too_early).toBe(true)
  expect(textOf(ranking).first).toEqual([
    'Too early: 2 more votes to go before Alpha and Beta are ranked.',
    'Too early: 6 more votes to go before Delta and Gamma are ranked.',
  ])
})

test('models come by strength in the object, and by group in the table', () => {
  const ranking = groupsOf([
    { pair: ['Alpha', 'Beta'], wins: 8, losses: 6 },
    { pair: ['Gamma', 'Delta'], wins: 12, losses: 2 },
  ])
  const names = ['Gamma', 'Alpha', 'Beta', 'Delta']
  expect(ranking.models.map(({ model }) => model)).toEqual(names)
  expect(ranking.models.map(({ rank }) => rank)).toEqual([1, 1, 2, 2])
  const { head, rows } = textOf(ranking)
  expect(head[0]).toBe('group')
  expect(rows.map(([group, , model]) => [group, model])).toEqual([
    ['1', 'Alpha'],
    ['1', 'Beta'],
    ['2', 'Gamma'],
    ['2', 'Delta'],
  ])
})
