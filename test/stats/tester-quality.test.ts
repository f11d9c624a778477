import { describe, expect, test } from 'vitest'
import { agreementOf } from '../../server/stats/agreement/agreement.ts'
import { type TesterVote, testerQuality } from '../../server/stats/agreement/tester-quality.ts'
import { createRandom } from '../../server/stats/special/random.ts'
import { ratingsOfVotes } from './checks/ratings-of-votes.ts'

describe('one tester', () => {
  test('self-consistency counts the same model on swapped sides, and ties with ties', () => {
    const [quality] = testerQuality([
      vote({ item: '1', a: 'm', b: 'n', winner: 'a' }),
      vote({ item: '1', a: 'n', b: 'm', winner: 'b' }),
      vote({ item: '2', a: 'm', b: 'n', winner: 'a' }),
      vote({ item: '2', a: 'n', b: 'm', winner: 'a' }),
      vote({ item: '3', a: 'm', b: 'n', winner: 'tie' }),
      vote({ item: '3', a: 'n', b: 'm', winner: 'both_bad' }),
    ])
    expect(quality?.votes).toBe(3)
    expect(quality?.selfConsistency).toMatchObject({ count: 2, total: 3 })
  })

  test('the left share counts decisive votes', () => {
    const votes = Array.from({ length: 36 }, (_, item) => vote({ item: String(item), winner: 'a' }))
    const [quality] = testerQuality([...votes, vote({ item: 'tied', winner: 'tie' })])
    expect(quality?.leftShare).toMatchObject({ count: 36, total: 36, high: 1 })
  })

  test('the median time leaves out votes without one', () => {
    const votes = [4, null, 10, 6].map((seconds, item) => vote({ item: String(item), seconds }))
    expect(testerQuality(votes)[0]?.medianSeconds).toBe(6)
  })

  test('what nobody can say is null', () => {
    expect(testerQuality([vote({ winner: 'tie' })])[0]).toEqual({
      tester: 't',
      votes: 1,
      medianSeconds: null,
      selfConsistency: null,
      leftShare: null,
      majorityAgreement: null,
      differsFromPeers: false,
    })
    expect(testerQuality([])).toEqual([])
  })
})

test('the majority leaves the tester out, follows models rather than sides, and ignores even splits', () => {
  const quality = testerQuality([
    vote({ tester: 'x', a: 'm', b: 'n', winner: 'a' }),
    vote({ tester: 'y', a: 'n', b: 'm', winner: 'b' }),
    vote({ tester: 'z', a: 'n', b: 'm', winner: 'a' }),
  ])
  const agreement = new Map(quality.map((entry) => [entry.tester, entry.majorityAgreement]))
  expect(agreement.get('x')).toBeNull()
  expect(agreement.get('y')).toBeNull()
  expect(agreement.get('z')).toMatchObject({ count: 0, total: 1 })
})

describe('peers', () => {
  test('one who votes against the others stands out, and nobody else', () => {
    const flagged = testerQuality(simulate({ contrarian: true, seed: 3 })).filter(
      (entry) => entry.differsFromPeers,
    )
    expect(flagged.map((entry) => entry.tester)).toEqual(['tester 0'])
  })

  test('honest testers are hardly ever named', () => {
    const flagged = Array.from({ length: 20 }, (_, seed) =>
      testerQuality(simulate({ contrarian: false, seed })).filter((entry) => entry.differsFromPeers),
    )
    expect(flagged.flat().length).toBeLessThanOrEqual(3)
  })

  test('unanimous peers make a lone opponent visible', () => {
    const votes = ['p', 'q', 'r', 's', 'lone'].flatMap((tester) =>
      Array.from({ length: 40 }, (_, item) =>
        vote({ tester, item: String(item), winner: tester === 'lone' ? 'b' : 'a' }),
      ),
    )
    const flagged = testerQuality(votes).filter((entry) => entry.differsFromPeers)
    expect(flagged.map((entry) => entry.tester)).toEqual(['lone'])
  })
})

test('new names for testers and items and swapped sides change only the left share', () => {
  const votes = simulate({ contrarian: true, seed: 9 })
  const turned = votes.map((one) => ({
    ...one,
    tester: `new ${one.tester}`,
    item: `${one.item}!`,
    a: one.b,
    b: one.a,
    winner: one.winner === 'a' ? ('b' as const) : one.winner === 'b' ? ('a' as const) : one.winner,
  }))
  const figures = (list: TesterVote[]) =>
    testerQuality(list).map(({ votes, selfConsistency, majorityAgreement, differsFromPeers }) => ({
      votes,
      selfConsistency,
      majorityAgreement,
      differsFromPeers,
    }))
  expect(figures(turned)).toEqual(figures(votes))
})

test('agreement is measured between models, not sides, and once a tester and item', () => {
  const votes = simulate({ contrarian: false, seed: 2 })
  const shown = agreementOf(ratingsOfVotes(votes)).krippendorff.nominal
  const turned = votes.map(
    (one) => ({ ...one, a: one.b, b: one.a, winner: one.winner === 'a' ? 'b' : 'a' }) as const,
  )
  expect(agreementOf(ratingsOfVotes([...turned, ...votes])).krippendorff.nominal).toBe(shown)
  expect(shown).toBeLessThan(0.2)
  const sides = votes.map((one) => ({ unit: one.item, rater: one.tester, value: one.winner }))
  expect(agreementOf(sides).percent).toBeLessThan(agreementOf(ratingsOfVotes(votes)).percent ?? 0)
})

function vote(given: Partial<TesterVote>): TesterVote {
  return { tester: 't', item: 'i', a: 'm', b: 'n', winner: 'a', seconds: null, ...given }
}

/** 20 testers, 60 votes each on 150 items whose better model wins 80 % of votes. */
function simulate({ contrarian, seed }: { contrarian: boolean; seed: number }): TesterVote[] {
  const random = createRandom(seed)
  return Array.from({ length: 20 }, (_, tester) =>
    Array.from({ length: 60 }, (_, place) => {
      const item = (tester * 37 + place * 7) % 150
      const follows = random() < (contrarian && tester === 0 ? 0.2 : 0.8)
      const swapped = random() < 0.5
      return vote({
        tester: `tester ${tester}`,
        item: String(item),
        a: swapped ? 'n' : 'm',
        b: swapped ? 'm' : 'n',
        winner: follows === swapped ? 'b' : 'a',
      })
    }),
  ).flat()
}
