import type { ItemRow } from '../../../server/domain/item-row.ts'
import { answer, output, swapped, vote } from './made-rows.ts'

const talk = [
  { role: 'system', content: 'Be "brief"' },
  { role: 'user', content: 'Hi\n😀' },
  { role: 'assistant', content: '' },
  { role: 'user', content: 'Which?' },
] as const

/** Rows as unlike each other as they come; the first has nothing that may be missing. */
export const unlike = [
  vote({
    seconds: null,
    prompt: { id: 'p0', messages: [...talk], tags: [], language: '', group: 'g0' },
    pairId: 0,
  }),
  vote({
    strength: 3,
    criteria: { tone: 'a', help: 'tie' },
    reasons: ['useful'],
    comment: 'Yes',
    seenA: true,
    seenB: false,
  }),
  swapped(vote({ winner: 'b' })),
  vote({ winner: 'both_bad', pairId: 2, a: output(7, '../../x', answer('中'), ['truncated']) }),
  vote({ winner: 'tie', pairId: 3 }),
  vote({ winner: 'skip', pairId: 3 }),
  vote({ purpose: 'practice', pairId: 3 }),
]
export const items: ItemRow[] = unlike.map(({ prompt, a }, n) => ({
  study: 'made',
  prompt,
  output: a,
  approach: n % 2 ? 'rag' : '',
  cost: n % 2 ? 0.5 : null,
  scores: { count: 0, mean: null },
}))
