import { expect, test } from 'vitest'
import { textOf } from '../../server/cli/terminal/ranking-text.ts'
import { voteTableOf } from '../../server/report/answers.ts'
import { type RankOptions, rank } from '../../server/stats/ranking/ranking.ts'
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
