import { expect, test } from 'vitest'
import { renderMarkdown } from '../server/rendering.ts'

test('x', async () => {
  expect(await renderMarkdown('**b**')).toBe('<p dir="auto"><strong>b</strong></p>')
})
