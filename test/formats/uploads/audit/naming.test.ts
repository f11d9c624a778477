import { describe, expect, test } from 'vitest'
import { namingSpans } from '../../../../server/formats/uploads/audit/naming.ts'
import { naming, notNaming } from './naming-sentences.ts'

const isFound = (sentence: string) => namingSpans(sentence).length > 0

describe('finding outputs that name their model', () => {
  test('the fixture holds 200 sentences of each kind', () => {
    expect(Math.min(naming.length, notNaming.length)).toBeGreaterThanOrEqual(200)
  })

  test('finds at least 98 % of them, and at least 90 % of what it finds are some', () => {
    const missed = naming.filter((sentence) => !isFound(sentence))
    const wrong = notNaming.filter(isFound)
    const found = naming.length - missed.length
    if (process.env.DEBUG) console.log(missed, wrong)
    expect(found / naming.length, `missed: ${missed.join(' | ')}`).toBeGreaterThanOrEqual(0.98)
    expect(found / (found + wrong.length), `wrong: ${wrong.join(' | ')}`).toBeGreaterThanOrEqual(0.9)
  })
})
