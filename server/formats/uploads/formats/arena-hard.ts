import { conversation, cutLastAnswer, isMessages } from '../content/turns.ts'
import { at, label, listAt, tags } from '../content/values.ts'
import { Problem } from '../reports/problem.ts'
import type { Format, RowEvent } from './format.ts'
import { rowsHave } from './shared.ts'

export const arenaHard: Format = {
  name: 'arena_hard',
  title: 'Arena-Hard answers',
  role: 'outputs',
  fields: {
    id: 'uid',
    prompt: 'messages[user]',
    output: 'messages[assistant].content.answer',
    model: 'model',
  },
  recognise: (head) =>
    head.shape === 'records' && rowsHave(head, 'uid', 'messages', 'model')
      ? { why: 'rows have "uid", "model" and "messages"' }
      : null,
  *read(row): Iterable<RowEvent> {
    const messages = listAt(row, 'messages')
    if (!isMessages(messages)) throw new Problem('not_text', '"messages" must be a list of messages')
    const { prompt, answer } = cutLastAnswer(conversation(messages, 'messages'))
    const id = label(at(row, 'uid'), 'uid')
    yield {
      kind: 'output',
      ids: id === null ? [] : [id],
      question: prompt.length > 0 ? { messages: prompt, followUps: [] } : null,
      model: label(at(row, 'model'), 'model'),
      replies: [answer],
      tags: tags(at(row, 'category')),
    }
  },
}
