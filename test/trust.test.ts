import { describe, expect, it } from 'vitest'
import type { Observation } from '../db/observations.ts'
import { testerRowsOf, trustOf } from '../server/trust.ts'

const seen = (more: Partial<Observation>): Observation => ({
  tester: 't1',
  pair: 1,
  a: 'large',
  b: 'small',
  outcome: 'a',
  purpose: 'vote',
  seconds: 10,
  excluded: '',
  ...more,
})

describe('trust', () => {
  it('counts sides, ties and skips over what was shown for the first time', () => {
    const trust = trustOf(
      [
        seen({ pair: 1, outcome: 'a' }),
        seen({ pair: 2, outcome: 'a' }),
        seen({ pair: 3, outcome: 'b' }),
        seen({ pair: 4, outcome: 'tie' }),
        seen({ pair: 5, outcome: 'skip' }),
        seen({ pair: 1, outcome: 'b', purpose: 'repeat', a: 'small', b: 'large' }),
      ],
      0.95,
    )
    expect(trust.left).toMatchObject({ count: 2, total: 3 })
    expect(trust.ties).toMatchObject({ count: 1, total: 4 })
    expect(trust.skips).toMatchObject({ count: 1, total: 5 })
  })

  it('knows the same answer on swapped sides, and whose it was', () => {
    const again = { purpose: 'repeat', a: 'small', b: 'large' } as const
    const { selfAgreement } = trustOf(
      [
        seen({ pair: 1, outcome: 'a' }),
        seen({ pair: 2, outcome: 'a' }),
        seen({ pair: 2, outcome: 'b', tester: 't2' }),
        seen({ pair: 1, outcome: 'b', ...again }),
        seen({ pair: 2, outcome: 'a', ...again }),
        seen({ pair: 2, outcome: 'a', ...again, tester: 't2' }),
      ],
      0.95,
    )
    expect(selfAgreement).toMatchObject({ count: 2, total: 3 })
  })

  it('finds testers in full agreement although the sides were swapped', () => {
    const votes = [1, 2, 3, 4].flatMap((pair) => {
      const better = pair % 2 === 0
      return [
        seen({ pair, tester: 't1', outcome: better ? 'a' : 'b' }),
        seen({ pair, tester: 't2', outcome: better ? 'b' : 'a', a: 'small', b: 'large' }),
      ]
    })
    expect(trustOf(votes, 0.95).alpha).toMatchObject({ value: 1, units: 4 })
    const apart = votes.map((vote) => (vote.tester === 't2' ? { ...vote, a: 'large', b: 'small' } : vote))
    expect(trustOf(apart, 0.95).alpha?.value).toBeLessThan(0)
  })

  it('has nothing to say before there are answers', () => {
    expect(trustOf([], 0.95)).toEqual({
      left: null,
      ties: null,
      skips: null,
      selfAgreement: null,
      alpha: null,
    })
    expect(testerRowsOf([], 0.95)).toEqual([])
  })

  it('lists excluded testers with their rule and skips', () => {
    const rows = testerRowsOf(
      [seen({}), seen({ pair: 2, outcome: 'skip' }), seen({ tester: 't2', excluded: 'by hand' })],
      0.95,
    )
    expect(rows.map(({ name, votes, skips, excluded }) => [name, votes, skips, excluded])).toEqual([
      ['t1', 1, 1, ''],
      ['t2', 1, 0, 'by hand'],
    ])
  })
})
