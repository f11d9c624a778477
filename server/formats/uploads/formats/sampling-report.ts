import { assistantOutput } from '../../../domain/conversation.ts'
import { at, label, labelOrNull, listAt, text } from '../content/values.ts'
import { attempt } from './flat.ts'
import type { Format, RowEvent } from './format.ts'
import { askedIn } from './shared.ts'

/** Open-Assistant's sampling report: one model, several outputs per prompt and sampling configuration. */
export const samplingReport: Format = {
  name: 'sampling_report',
  title: 'Open-Assistant sampling report',
  role: 'outputs',
  fields: { prompt: 'prompts[].prompt', output: 'prompts[].results[].outputs[]', model: 'model_name' },
  recognise: ({ shape, document }) =>
    shape === 'document' && at(document, 'model_name') !== undefined && Array.isArray(at(document, 'prompts'))
      ? { why: 'an object with "model_name" and "prompts"', path: ['prompts'] }
      : null,
  *read(row, { document }): Iterable<RowEvent> {
    const question = askedIn({ text: text(at(row, 'prompt'), 'prompt') }, 'prompt')
    for (const result of listAt(row, 'results'))
      for (const output of listAt(result, 'outputs'))
        yield attempt(() => ({
          kind: 'output',
          ids: [],
          question,
          model: label(at(document, 'model_name'), 'model_name'),
          replies: [assistantOutput(text(output, 'outputs'))],
          metadata: { sampling: labelOrNull(at(result, 'sampling_config')) },
        }))
  },
}
