import { describe, expect, test } from 'vitest'
import { namingSpans } from '../../../../server/formats/uploads/audit/naming.ts'
import { others as secondOthers, tells as secondTells } from './held-out-sentences.ts'
import { naming, notNaming } from './naming-sentences.ts'
import { others as thirdOthers, tells as thirdTells } from './third-sentences.ts'

const isFound = (sentence: string) => namingSpans(sentence).length > 0

type Fixture = {
  title: string
  tells: readonly string[]
  others: readonly string[]
  recall: number
  size: number
}

const fixtures: Fixture[] = [
  { title: 'first', tells: naming, others: notNaming, recall: 0.98, size: 200 },
  { title: 'second', tells: secondTells, others: secondOthers, recall: 0.98, size: 200 },
  { title: 'third', tells: thirdTells, others: thirdOthers, recall: 0.9, size: 60 },
]

describe('finding outputs that name their model', () => {
  test.each(fixtures)('the $title fixture: $recall of them, and few that are none', (fixture) => {
    const { tells, others, recall, size } = fixture
    expect(Math.min(tells.length, others.length)).toBeGreaterThanOrEqual(size)
    const missed = tells.filter((sentence) => !isFound(sentence))
    const wrong = others.filter(isFound)
    const found = tells.length - missed.length
    expect(found / tells.length, `missed: ${missed.join(' | ')}`).toBeGreaterThanOrEqual(recall)
    expect(found / (found + wrong.length), `wrong: ${wrong.join(' | ')}`).toBeGreaterThanOrEqual(0.9)
  })
})
