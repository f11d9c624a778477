import { expect, test } from 'vitest'
import { plainText } from '../../server/tester/plain-text.ts'

test('one turn is plain text as it came', () => {
  expect(plainText([{ role: 'assistant', content: ' *so*\n ' }])).toBe(' *so*\n ')
})

test('a conversation names who speaks, and leaves out neither a call nor its result', () => {
  const call = { id: '1', name: 'search', arguments: '{"q":"tides"}' }
  expect(
    plainText([
      { role: 'assistant', content: '', tool_calls: [call] },
      { role: 'tool', name: 'search', content: 'High at six' },
      { role: 'assistant', content: 'At six.' },
    ]),
  ).toBe('Tool call search: {"q":"tides"}\n\nTool result search: High at six\n\nAssistant: At six.')
})
