import { describe, expect, test } from 'vitest'
import { scheduleOf } from '../../../server/stats/decisions/planned-looks.ts'

const votesOf = (plan: Parameters<typeof scheduleOf>[0], votes: number) =>
  scheduleOf(plan, votes).looks.map((look) => look.votes)

describe('planned looks', () => {
  test('fall after each quarter that is reached', () => {
    expect(votesOf(360, 179)).toEqual([90])
    expect(votesOf(360, 360)).toEqual([90, 180, 270, 360])
    expect(votesOf(30, 30)).toEqual([8, 15, 23, 30])
    expect(votesOf(1, 5)).toEqual([1])
  })

  test('are over one vote beyond the plan, and never there without one', () => {
    expect(scheduleOf(100, 100).isOver).toBe(false)
    expect(scheduleOf(100, 101).isOver).toBe(true)
    expect(scheduleOf(null, 10)).toEqual({ looks: [], isOver: true })
    expect(scheduleOf([], 10)).toEqual({ looks: [], isOver: true })
  })

  test('of a plan that was replaced stay, those of the new one follow', () => {
    const plan = [
      { position: 0, planned: 100 },
      { position: 60, planned: 200 },
    ]
    expect(scheduleOf(plan, 160)).toEqual({
      isOver: false,
      looks: [
        { votes: 25, planned: 100 },
        { votes: 50, planned: 100 },
        { votes: 100, planned: 200 },
        { votes: 150, planned: 200 },
      ],
    })
  })

  test('a plan raised after its last vote leaves no room for looks', () => {
    const late = [
      { position: 0, planned: 100 },
      { position: 120, planned: 200 },
    ]
    expect(scheduleOf(late, 110).isOver).toBe(true)
    expect(scheduleOf(late, 200).isOver).toBe(true)
  })

  test('a first plan made when votes could already be decided by comes too late', () => {
    expect(votesOf([{ position: 30, planned: 100 }], 100)).toEqual([])
    expect(votesOf([{ position: 3, planned: 100 }], 100)).toEqual([25, 50, 75, 100])
  })

  test('wants whole numbers in order', () => {
    expect(() => scheduleOf(0, 1)).toThrow(RangeError)
    expect(() => scheduleOf(2.5, 1)).toThrow(RangeError)
    const disorder = [
      { position: 20, planned: 50 },
      { position: 10, planned: 50 },
    ]
    expect(() => scheduleOf(disorder, 1)).toThrow('position 10 after 20')
  })
})
