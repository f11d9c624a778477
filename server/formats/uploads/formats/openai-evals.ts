import { assistantOutput } from '../../../domain/conversation.ts'
import { at, label, labelOrNull, listAt, text } from '../content/values.ts'
import { attempt } from './flat.ts'
import type { Format, RowEvent } from './format.ts'
import { askedIn } from './shared.ts'

const isEvent = (row: unknown) => at(row, 'run_id') !== undefined && at(row, 'type') !== undefined

export const openaiEvals: Format = {
  name: 'openai_evals',
  title: 'OpenAI Evals log',
  role: 'outputs',
  fields: { id: 'sample_id', prompt: 'data.prompt', output: 'data.sampled', model: 'spec.completion_fns' },
  recognise: (head) =>
    head.shape === 'records' &&
    head.rows.some((row) => at(row, 'spec') !== undefined) &&
    head.rows.some(isEvent)
      ? { why: 'events with "run_id" and "type" after a "spec"' }
      : null,
  *read(row, { memory }): Iterable<RowEvent> {
    const named = listAt(row, 'spec', 'completion_fns').map(labelOrNull)
    if (named.length > 0) memory.set('model', named.join(', '))
    if (at(row, 'type') !== 'sampling') return
    const id = label(at(row, 'sample_id'), 'sample_id')
    const asked = at(row, 'data', 'prompt')
    const question = askedIn(typeof asked === 'string' ? { text: asked } : asked, 'data.prompt')
    const sampled = at(row, 'data', 'sampled')
    for (const answer of Array.isArray(sampled) ? sampled : [sampled])
      yield attempt(() => ({
        kind: 'output',
        ids: id === null ? [] : [id],
        onConflict: 'text',
        question,
        model: labelOrNull(memory.get('model')),
        replies: [assistantOutput(text(answer, 'data.sampled'))],
      }))
  },
}
