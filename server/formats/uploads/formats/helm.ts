import { assistantOutput } from '../../../domain/conversation.ts'
import { amount, at, isFields, label, labelOrNull, listAt, text } from '../content/values.ts'
import { Problem } from '../reports/problem.ts'
import { attempt } from './flat.ts'
import type { Format, Question, RowEvent } from './format.ts'
import { askedIn, rowsFit } from './shared.ts'

const asked = (request: unknown): Question | null => {
  const messages = at(request, 'messages')
  if (Array.isArray(messages) && messages.length > 0) return askedIn(messages, 'request.messages')
  return askedIn({ text: text(at(request, 'prompt'), 'request.prompt') }, 'request.prompt')
}

export const helm: Format = {
  name: 'helm',
  title: 'HELM scenario state',
  role: 'outputs',
  fields: {
    id: 'instance.id',
    prompt: 'request.prompt',
    output: 'result.completions[].text',
    model: 'request.model',
  },
  recognise: ({ shape, document }) =>
    shape === 'document' && Array.isArray(at(document, 'request_states'))
      ? { why: 'an object with "request_states"', path: ['request_states'] }
      : null,
  *read(state, { document }): Iterable<RowEvent> {
    const id = label(at(state, 'instance', 'id'), 'instance.id')
    const model = at(state, 'request', 'model') ?? at(document, 'adapter_spec', 'model')
    const shared = {
      kind: 'output',
      ids: id === null ? [] : [id],
      onConflict: 'text',
      question: asked(at(state, 'request')),
      model: label(model, 'request.model'),
      latency: amount(at(state, 'result', 'request_time')),
    } as const
    const result = at(state, 'result')
    if (!isFields(result) || at(result, 'success') === false)
      return yield { ...shared, replies: [], failure: labelOrNull(at(result, 'error')) ?? 'no result' }
    for (const completion of listAt(result, 'completions'))
      yield attempt(() => ({
        ...shared,
        replies: [assistantOutput(text(at(completion, 'text'), 'result.completions[].text'))],
        truncated: at(completion, 'finish_reason', 'reason') === 'length',
      }))
  },
}

/** Predictions and requests of one run lie in one folder; instance ids repeat in the folder of every model. */
function runId(row: unknown, file: string) {
  const instance = label(at(row, 'instance_id'), 'instance_id')
  if (instance === null) throw new Problem('no_prompt', 'it has no "instance_id"')
  const folder = file.split(/[\\/]/).slice(0, -1).join('/')
  return { instance, id: `${folder}|${instance}|${labelOrNull(at(row, 'train_trial_index')) ?? 0}` }
}

export const helmPredictions: Format = {
  name: 'helm',
  title: 'HELM predictions',
  role: 'outputs',
  needsPrompts: true,
  promptsFile: 'display_requests.json of the same run',
  fields: { id: 'instance_id', output: 'predicted_text', model: 'of display_requests.json' },
  recognise: (head) =>
    head.shape === 'records' &&
    rowsFit(head, (row) => isFields(row) && 'instance_id' in row && 'predicted_text' in row)
      ? { why: 'rows have "instance_id" and "predicted_text"' }
      : null,
  *read(row, { file }): Iterable<RowEvent> {
    const { instance, id } = runId(row, file)
    yield {
      kind: 'output',
      ids: [id],
      shownId: instance,
      question: null,
      model: null,
      replies: [assistantOutput(text(at(row, 'predicted_text'), 'predicted_text'))],
    }
  },
}

export const helmRequests: Format = {
  name: 'helm_requests',
  title: 'HELM requests',
  role: 'prompts',
  fields: { id: 'instance_id', prompt: 'request.prompt', model: 'request.model' },
  recognise: (head) =>
    head.shape === 'records' &&
    rowsFit(head, (row) => at(row, 'instance_id') !== undefined && isFields(at(row, 'request')))
      ? { why: 'rows have "instance_id" and "request"' }
      : null,
  *read(row, { file }): Iterable<RowEvent> {
    const { instance, id } = runId(row, file)
    const question = asked(at(row, 'request'))
    if (question === null) throw new Problem('no_prompt', 'its request has no prompt')
    const model = label(at(row, 'request', 'model'), 'request.model')
    yield { kind: 'prompt', ids: [id], shownId: instance, question, tags: [], model }
  },
}
