import { describe, expect, test } from 'vitest'
import { flagsOf } from '../../server/report/tester-flags.ts'

const steady = { votes: 60, left: { count: 31, total: 60 }, medianSeconds: 12 }

describe('a tester', () => {
  test('is flagged for one side from thirty decisive answers and 3.5 standard errors on', () => {
    const onSides = (count: number, total: number) => flagsOf({ ...steady, left: { count, total } })
    expect(onSides(29, 29)).toEqual([])
    expect(onSides(30, 30)).toEqual(['one_side'])
    expect(onSides(0, 30)).toEqual(['one_side'])
    expect(onSides(67, 100)).toEqual([])
    expect(onSides(68, 100)).toEqual(['one_side'])
  })

  test('is flagged for haste from ten votes on', () => {
    expect(flagsOf({ ...steady, votes: 9, medianSeconds: 2 })).toEqual([])
    expect(flagsOf({ ...steady, votes: 10, medianSeconds: 4.9 })).toEqual(['hasty'])
    expect(flagsOf({ ...steady, medianSeconds: 5 })).toEqual([])
    expect(flagsOf({ ...steady, medianSeconds: null })).toEqual([])
  })

  test('is flagged for nothing that was not measured', () => {
    expect(flagsOf(steady)).toEqual([])
    expect(
      flagsOf({
        ...steady,
        checks: 4,
        checksPassed: 1,
        afterReport: 2,
        byStaff: true,
        differsFromPeers: true,
      }),
    ).toEqual(['by_staff', 'missed_checks', 'after_report', 'differs_from_peers'])
  })
})
