import { conversation, isMessages } from '../content/turns.ts'
import { at, listAt } from '../content/values.ts'
import { Problem } from '../reports/problem.ts'
import { attempt } from './flat.ts'
import type { Format, Question, RowEvent } from './format.ts'
import { answeredIn, askedIn, rowsHave } from './shared.ts'

export const openCompass: Format = {
  name: 'open_compass',
  title: 'OpenCompass predictions',
  role: 'outputs',
  fields: { prompt: 'origin_prompt', output: 'prediction' },
  recognise: (head) =>
    head.shape === 'records' && rowsHave(head, 'origin_prompt', 'prediction')
      ? { why: 'rows have "origin_prompt" and "prediction"' }
      : null,
  *read(row): Iterable<RowEvent> {
    const question = askedOf(at(row, 'origin_prompt'))
    const given = at(row, 'prediction')
    for (const answer of Array.isArray(given) && !isMessages(given) ? given : [given])
      yield attempt(() => ({
        kind: 'output',
        ids: [],
        question,
        model: null,
        replies: [answeredIn(typeof answer === 'string' ? { text: answer } : answer, 'prediction')],
      }))
  },
}

/** The last turn of the assistant is an empty place for its answer. */
function askedOf(value: unknown): Question | null {
  if (!isMessages(value)) return askedIn(typeof value === 'string' ? { text: value } : value, 'origin_prompt')
  const turns = conversation(
    listAt({ turns: value }, 'turns').filter(
      (turn) => at(turn, 'prompt') !== undefined || at(turn, 'content'),
    ),
    'origin_prompt',
  )
  const last = turns.at(-1)
  const messages = last?.role === 'assistant' && last.content.trim() === '' ? turns.slice(0, -1) : turns
  if (messages.length === 0) throw new Problem('no_prompt', '"origin_prompt" holds no turn')
  return { messages, followUps: [] }
}
