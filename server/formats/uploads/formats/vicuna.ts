import { assistantOutput } from '../../../domain/conversation.ts'
import { at, label, text } from '../content/values.ts'
import type { Format, RowEvent } from './format.ts'
import { rowsHave } from './shared.ts'

export const vicuna: Format = {
  name: 'vicuna',
  title: 'Vicuna answers',
  role: 'outputs',
  needsPrompts: true,
  promptsFile: 'question.jsonl',
  fields: { id: 'question_id', output: 'text', model: 'model_id' },
  recognise: (head) =>
    head.shape === 'records' &&
    rowsHave(head, 'question_id', 'text') &&
    (rowsHave(head, 'model_id') || rowsHave(head, 'answer_id'))
      ? { why: 'rows have "question_id", "model_id" and the answer as "text"' }
      : null,
  *read(row): Iterable<RowEvent> {
    const id = label(at(row, 'question_id'), 'question_id')
    yield {
      kind: 'output',
      ids: id === null ? [] : [id],
      question: null,
      model: label(at(row, 'model_id'), 'model_id'),
      replies: [assistantOutput(text(at(row, 'text'), 'text'))],
    }
  },
}
