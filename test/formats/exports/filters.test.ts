import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { VoteRow } from '../../../server/domain/vote-row.ts'
import { readFilters, specialFilters } from '../../../server/formats/exports/filters.ts'
import { partOf } from '../../../server/formats/exports/rows/split.ts'
import { answer, output, vote, writeJsonl } from './made-rows.ts'

const read = (query: Record<string, string>) => readFilters(query, specialFilters)

describe('a filter that makes no sense is named', () => {
  test.each([
    [{ colour: 'red' }, 'Unknown filter "colour"'],
    [{ constructor: '1' }, 'Unknown filter "constructor"'],
    [{ min_votes: 'many' }, 'Cannot read filter min_votes: must be a whole number, found "many"'],
    [{ min_agreement: '2' }, 'Cannot read filter min_agreement: must be at most 1, found "2"'],
    [{ clean: 'yes' }, 'Cannot read filter clean: must be 1 or 0, found "yes"'],
    [{ since: 'yesterday' }, 'Cannot read filter since'],
    [{ models: 'x,,y' }, 'Cannot read filter models'],
    [{ split: 'train=0.9,test=0.2' }, 'Cannot read filter split'],
    [{ split: 'a=0.5,a=0.5' }, 'Cannot read filter split'],
    [{ part: 'test' }, 'Cannot read filter part: "test" is not a name in split'],
    [{ aggregate: 'mean' }, 'Cannot read filter aggregate'],
  ])('%j', (query, message) => {
    expect(() => read(query as unknown as Record<string, string>)).toThrow(message)
  })

  test('also one that this format has no use for', () => {
    expect(() => readFilters({ margin: '1' }, [])).toThrow('"margin" does not apply')
  })
})

describe('each filter says how many it dropped', () => {
  const other = (changes: Partial<VoteRow>) => vote({ pairId: 2, ...changes })
  test.each<[Record<string, string>, VoteRow, 'votes' | 'pairs', string]>([
    [{ clean: '1' }, other({ excluded: 'too_fast' }), 'votes', 'excluded_tester'],
    [{ clean: '1' }, other({ a: output(5, 'x', answer('?'), ['truncated']) }), 'votes', 'flagged_output'],
    [{ models: 'x,y' }, other({ a: output(5, 'z', answer('?')) }), 'votes', 'models'],
    [{ models: '["x"]' }, other({ a: output(5, 'z', answer('?')) }), 'votes', 'models'],
    [{ tags: 'easy' }, other({ prompt: { ...vote().prompt, tags: ['hard'] } }), 'votes', 'tags'],
    [{ language: 'en,de' }, other({ prompt: { ...vote().prompt, language: 'fr' } }), 'votes', 'language'],
    [{ since: '2025-12-31' }, other({ at: new Date('2025-12-30T23:59:59Z') }), 'votes', 'since'],
    [
      { until: '2026-02-01T00:00:00+01:00' },
      other({ at: new Date('2026-01-31T23:00:00Z') }),
      'votes',
      'until',
    ],
    [{ min_seconds: '2.5' }, other({ seconds: 2.4 }), 'votes', 'min_seconds'],
    [{ min_votes: '1' }, other({ winner: 'skip' }), 'pairs', 'min_votes'],
  ])('%j', async (query, dropped, unit, rule) => {
    const { rows, counts } = await writeJsonl('votes', [vote(), dropped], { query })
    expect(rows.map(({ pair_id }) => pair_id)).toEqual([1])
    expect(counts.dropped[unit]).toEqual({ [rule]: 1 })
  })

  test('min_agreement is the share of the winner in training rows', async () => {
    const rows = [vote(), vote({ winner: 'tie' }), vote({ winner: 'tie' })]
    const { counts } = await writeJsonl('dpo', rows, { query: { min_agreement: '0.5' } })
    expect(counts).toMatchObject({ rows: 0, dropped: { pairs: { min_agreement: 1 } } })
    expect((await writeJsonl('dpo', rows, { query: { min_agreement: '0.3' } })).rows).toHaveLength(1)
  })
})

describe('a split', () => {
  const split = read({ split: 'train=0.8,test=0.2' }).split

  test('keeps every prompt group in one part', async () => {
    const rows = Array.from({ length: 200 }, (_, n) =>
      vote({ pairId: n, prompt: { ...vote().prompt, id: `p${n}`, group: `g${n % 40}` } }),
    )
    const groupOf = new Map(rows.map(({ prompt }) => [prompt.id, prompt.group]))
    const part = async (name: string) => {
      const query = { split: 'train=0.8,test=0.2', part: name }
      const made = await writeJsonl('dpo', rows, { query })
      return new Set(made.rows.map(({ prompt_id }) => groupOf.get(String(prompt_id))))
    }
    const [train, test_] = [await part('train'), await part('test')]
    expect(train.size + test_.size).toBe(40)
    expect(test_.size).toBeGreaterThan(0)
    const whole = await writeJsonl('dpo', rows, { query: { split: 'train=0.8,test=0.2' } })
    for (const row of whole.rows) {
      expect(row.split).toBe(train.has(groupOf.get(String(row.prompt_id))) ? 'train' : 'test')
    }
  })

  test('depends on salt and group alone, and comes near its shares', () => {
    fc.assert(
      fc.property(fc.string(), (group) => {
        expect(partOf(split, { salt: 's', group })).toBe(partOf(split, { salt: 's', group }))
      }),
    )
    const parts = Array.from({ length: 10_000 }, (_, n) => partOf(split, { salt: 's', group: `g${n}` }))
    const share = parts.filter((part) => part === 'test').length / parts.length
    expect(share).toBeGreaterThan(0.18)
    expect(share).toBeLessThan(0.22)
    const elsewhere = parts.filter((part, n) => part !== partOf(split, { salt: 'other', group: `g${n}` }))
    expect(elsewhere.length).toBeGreaterThan(1000)
  })
})
