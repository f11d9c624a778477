import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { differencesOf } from '../server/tester/differences.ts'
import { uiIn } from '../views/tester/messages/index.ts'
import { Pair } from '../views/tester/pair.tsx'

const sideOf = (parts: ReturnType<typeof differencesOf>, side: 'a' | 'b') =>
  (parts ?? [])
    .filter((part) => part.in === side || part.in === 'both')
    .map((part) => part.text)
    .join('')

describe('the difference of two texts', () => {
  test('names the words that only one of them has', () => {
    expect(differencesOf('Rent a red bicycle', 'Rent a blue bicycle')).toEqual([
      { in: 'both', text: 'Rent a ' },
      { in: 'a', text: 'red' },
      { in: 'b', text: 'blue' },
      { in: 'both', text: ' bicycle' },
    ])
  })

  test('is one shared part for the same text', () => {
    expect(differencesOf('Same.\n', 'Same.')).toEqual([{ in: 'both', text: 'Same.' }])
  })

  test('gives each text back, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        const parts = differencesOf(a, b)
        expect([sideOf(parts, 'a'), sideOf(parts, 'b')]).toEqual([a.trim(), b.trim()])
      }),
      { numRuns: 200 },
    )
  })

  test('is given up for texts too long or too unlike to compare in good time, and the page says so', () => {
    expect(differencesOf('word '.repeat(6_000), 'other '.repeat(6_000))).toBeNull()
    const unlike = (letter: string) => Array.from({ length: 900 }, (_, n) => `${letter}${n}`).join(' ')
    expect(differencesOf(unlike('a'), unlike('b'))).toBeNull()
    const pair = { comparison: 'x', promptHtml: '', responseA: '', responseB: '', differences: null }
    expect(String(Pair({ ui: uiIn('en'), pair }))).toContain('too long or too unlike')
  })

  test('is the same on a machine so busy that every step takes a second', () => {
    const texts = ['Rent a red bicycle by the sea', 'Rent two blue bicycles in the hills'] as const
    const inPeace = differencesOf(...texts)
    let clock = Date.now()
    const busy = vi.spyOn(Date, 'now').mockImplementation(() => {
      clock += 1000
      return clock
    })
    expect(differencesOf(...texts)).toEqual(inPeace)
    busy.mockRestore()
    expect(inPeace).not.toBeNull()
  })
})
