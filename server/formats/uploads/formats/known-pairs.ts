import { assistantOutput } from '../../../domain/conversation.ts'
import { at, label, text } from '../content/values.ts'
import { attempt, questionFrom, readFlat } from './flat.ts'
import type { Format, RowEvent } from './format.ts'
import { rowsHave } from './shared.ts'

/** `cmp_key` is "MODEL_MODEL" in the order of the responses. */
export const pandalm: Format = {
  name: 'pandalm',
  title: 'PandaLM pairs',
  role: 'outputs',
  fields: { prompt: 'instruction', input: 'input', 'model:cmp_key': 'response1, response2' },
  recognise: (head) =>
    head.shape === 'records' && rowsHave(head, 'cmp_key', 'instruction', 'response1', 'response2')
      ? { why: 'rows have "cmp_key", "response1" and "response2"' }
      : null,
  *read(row): Iterable<RowEvent> {
    const question = questionFrom(at(row, 'instruction'), 'instruction', text(at(row, 'input'), 'input'))
    const names = text(at(row, 'cmp_key'), 'cmp_key').split('_')
    for (const [i, column] of ['response1', 'response2'].entries())
      yield attempt(() => ({
        kind: 'output',
        ids: [],
        question,
        model: names.length === 2 ? label(names[i], 'cmp_key') : column,
        modelIsColumn: true,
        replies: [assistantOutput(text(at(row, column), column))],
      }))
  },
}

/** Results and pairs of the llmfao study: flat rows that name prompts by number. */
export const llmfao: Format = {
  name: 'llmfao',
  title: 'LLMFAO results or pairs',
  role: 'outputs',
  fields: {},
  recognise: (head) =>
    head.shape === 'records' &&
    (rowsHave(head, 'prompt', 'result', 'api_id', 'name') ||
      rowsHave(head, 'prompt', 'text', 'model_x', 'result_x', 'model_y', 'result_y'))
      ? { why: 'rows have the columns of the LLMFAO study' }
      : null,
  read: readFlat,
}
