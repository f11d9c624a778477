import { at, isFields, label, labelOrNull } from '../content/values.ts'
import { Problem } from '../reports/problem.ts'
import { attempt } from './flat.ts'
import type { Format, OutputEvent, RowEvent } from './format.ts'
import { rowsFit } from './shared.ts'
import { answersOf, askedOf, modelOfBody } from './vendor-bodies.ts'

export const customId = (row: unknown) => {
  const id = label(at(row, 'custom_id'), 'custom_id')
  if (id === null) throw new Problem('no_prompt', 'it has no "custom_id"')
  return id
}

/** Also what Azure, Groq, Mistral and Together write. */
export const openaiBatch: Format = {
  name: 'openai_batch',
  title: 'OpenAI Batch output',
  role: 'outputs',
  needsPrompts: true,
  promptsFile: 'the input file of the batch',
  fields: { id: 'custom_id', output: 'response.body', model: 'response.body.model' },
  recognise: (head) =>
    head.shape === 'records' &&
    rowsFit(head, (row) => isFields(row) && 'custom_id' in row && 'response' in row)
      ? { why: 'rows have "custom_id" and "response"' }
      : null,
  *read(row): Iterable<RowEvent> {
    const body = at(row, 'response', 'body')
    const status = at(row, 'response', 'status_code')
    const shared: Omit<OutputEvent, 'replies'> = {
      kind: 'output',
      ids: [customId(row)],
      question: null,
      model: modelOfBody(body),
    }
    const error = at(row, 'error') ?? at(body, 'error')
    if (!isFields(body) || (typeof status === 'number' && status >= 400) || isFields(at(body, 'error'))) {
      const reason = labelOrNull(at(error, 'message')) ?? labelOrNull(at(error, 'code')) ?? `status ${status}`
      yield { ...shared, replies: [], failure: reason }
      return
    }
    for (const answer of answersOf(body)) yield attempt(() => ({ ...shared, ...answer() }))
  },
}

export const openaiBatchInput: Format = {
  name: 'openai_batch_input',
  title: 'OpenAI Batch input',
  role: 'prompts',
  fields: { id: 'custom_id', prompt: 'body.messages' },
  recognise: (head) =>
    head.shape === 'records' &&
    rowsFit(
      head,
      (row) => isFields(row) && 'custom_id' in row && isFields(at(row, 'body')) && !('response' in row),
    )
      ? { why: 'rows have "custom_id" and the request as "body"' }
      : null,
  *read(row): Iterable<RowEvent> {
    const question = askedOf(at(row, 'body'), 'body')
    if (question === null) throw new Problem('no_prompt', 'its body has no messages')
    yield { kind: 'prompt', ids: [customId(row)], question, tags: [] }
  },
}
