import { assistantOutput } from '../../../domain/conversation.ts'
import { at, label, text } from '../content/values.ts'
import type { Format, RowEvent } from './format.ts'
import { rowsHave } from './shared.ts'

export const wildbench: Format = {
  name: 'wildbench',
  title: 'WildBench scores',
  role: 'outputs',
  needsPrompts: true,
  promptsFile: 'with "session_id" and the prompt; this file alone holds scores and no prompt text',
  fields: { id: 'session_id', output: 'model_output', model: 'model_test' },
  recognise: (head) =>
    head.shape === 'records' && rowsHave(head, 'session_id', 'model_output', 'model_test')
      ? { why: 'rows have "session_id", "model_test" and "model_output"' }
      : null,
  *read(row): Iterable<RowEvent> {
    const id = label(at(row, 'session_id'), 'session_id')
    yield {
      kind: 'output',
      ids: id === null ? [] : [id],
      question: null,
      model: label(at(row, 'model_test'), 'model_test'),
      replies: [assistantOutput(text(at(row, 'model_output'), 'model_output'))],
    }
  },
}
