import { assistantOutput } from '../../../domain/conversation.ts'
import { at, isFields, label, labelOrNull, tags, text } from '../content/values.ts'
import { attempt, questionFrom } from './flat.ts'
import type { Format, RowEvent } from './format.ts'
import { rowsHave } from './shared.ts'

const asked = (row: unknown) =>
  questionFrom(at(row, 'instruction'), 'instruction', text(at(row, 'input'), 'input'))

const datasetTags = (row: unknown) =>
  at(row, 'dataset') == null ? [] : tags(labelOrNull(at(row, 'dataset')))

export const alpacaEval: Format = {
  name: 'alpaca_eval',
  title: 'AlpacaEval model outputs',
  role: 'outputs',
  fields: { prompt: 'instruction', output: 'output', model: 'generator', tags: 'dataset' },
  recognise: (head) =>
    head.shape === 'records' && rowsHave(head, 'instruction', 'output', 'generator')
      ? { why: 'rows have "instruction", "output" and "generator"' }
      : null,
  *read(row): Iterable<RowEvent> {
    yield {
      kind: 'output',
      ids: [],
      question: asked(row),
      model: label(at(row, 'generator'), 'generator'),
      modelMissing: true,
      replies: [assistantOutput(text(at(row, 'output'), 'output'))],
      tags: datasetTags(row),
    }
  },
}

export const alpacaEvalPairs: Format = {
  name: 'alpaca_eval_annotations',
  title: 'AlpacaEval annotations',
  role: 'outputs',
  fields: {
    prompt: 'instruction',
    'model:generator_1': 'output_1',
    'model:generator_2': 'output_2',
    tags: 'dataset',
  },
  recognise: (head) =>
    head.shape === 'records' && rowsHave(head, 'instruction', 'output_1', 'output_2')
      ? { why: 'rows have "instruction", "output_1" and "output_2"' }
      : null,
  *read(row): Iterable<RowEvent> {
    if (!isFields(row)) return
    const question = asked(row)
    for (const side of ['1', '2'])
      yield attempt(() => ({
        kind: 'output',
        ids: [],
        question,
        model: label(at(row, `generator_${side}`), `generator_${side}`) ?? `output_${side}`,
        modelIsColumn: true,
        replies: [assistantOutput(text(at(row, `output_${side}`), `output_${side}`))],
        tags: datasetTags(row),
      }))
  },
}
