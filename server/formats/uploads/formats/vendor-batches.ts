import { at, isFields, label, labelOrNull, listAt } from '../content/values.ts'
import { Problem } from '../reports/problem.ts'
import { attempt } from './flat.ts'
import type { Format, Head, OutputEvent, RowEvent } from './format.ts'
import { customId } from './openai-batch.ts'
import { rowsFit } from './shared.ts'
import { answersOf, askedOf, isAnswerBody, modelOfBody } from './vendor-bodies.ts'

const isRecords = ({ shape }: Head) => shape === 'records'

const reasonIn = (error: unknown) =>
  labelOrNull(at(error, 'message')) ??
  labelOrNull(at(error, 'error', 'message')) ??
  labelOrNull(at(error, 'errorMessage')) ??
  labelOrNull(at(error, 'type')) ??
  labelOrNull(error)

function* outputs(
  shared: Omit<OutputEvent, 'replies' | 'model'>,
  body: unknown,
  error: unknown,
): Iterable<RowEvent> {
  const event = { ...shared, model: modelOfBody(body) }
  if (!isAnswerBody(body) || (error !== undefined && error !== null && error !== '' && !isAnswerBody(body)))
    yield { ...event, replies: [], failure: reasonIn(error) ?? 'no answer' }
  else for (const answer of answersOf(body)) yield attempt(() => ({ ...event, ...answer() }))
}

export const anthropicBatch: Format = {
  name: 'anthropic_batch',
  title: 'Anthropic Message Batch results',
  role: 'outputs',
  needsPrompts: true,
  promptsFile: 'the requests of the batch, one line each with "custom_id" and "params"',
  fields: { id: 'custom_id', output: 'result.message.content', model: 'result.message.model' },
  recognise: (head) =>
    isRecords(head) && rowsFit(head, (row) => at(row, 'custom_id') != null && isFields(at(row, 'result')))
      ? { why: 'rows have "custom_id" and "result"' }
      : null,
  *read(row): Iterable<RowEvent> {
    const result = at(row, 'result')
    const type = labelOrNull(at(result, 'type'))
    const error = type === 'succeeded' ? null : (at(result, 'error') ?? type)
    yield* outputs({ kind: 'output', ids: [customId(row)], question: null }, at(result, 'message'), error)
  },
}

export const anthropicBatchInput: Format = {
  name: 'anthropic_batch_input',
  title: 'Anthropic Message Batch requests',
  role: 'prompts',
  fields: { id: 'custom_id', prompt: 'params.messages' },
  recognise: (head) =>
    isRecords(head) && rowsFit(head, (row) => at(row, 'custom_id') != null && isFields(at(row, 'params')))
      ? { why: 'rows have "custom_id" and the request as "params"' }
      : null,
  *read(row): Iterable<RowEvent> {
    const question = askedOf(at(row, 'params'), 'params')
    if (question === null) throw new Problem('no_prompt', 'its params have no messages')
    yield { kind: 'prompt', ids: [customId(row)], question, tags: [] }
  },
}

const keyOf = (row: unknown) => {
  const id = label(at(row, 'key') ?? at(row, 'custom_id') ?? at(row, 'metadata', 'key'), 'key')
  return id === null ? [] : [id]
}

const isGemini = (row: unknown) => Array.isArray(at(row, 'response', 'candidates'))

export const geminiBatch: Format = {
  name: 'gemini_batch',
  title: 'Gemini batch predictions',
  role: 'outputs',
  needsPrompts: true,
  promptsFile: 'the requests of the batch, one line each with "key" and "request"',
  fields: { id: 'key', prompt: 'request.contents', output: 'response.candidates[]', model: 'modelVersion' },
  recognise: (head) =>
    isRecords(head) &&
    head.rows.some(isGemini) &&
    rowsFit(
      head,
      (row) =>
        isGemini(row) || isFields(at(row, 'response')) || ['error', 'status'].some((key) => at(row, key)),
    )
      ? { why: 'rows have a "response" with "candidates"' }
      : null,
  *read(row): Iterable<RowEvent> {
    const request = at(row, 'request')
    const question = request === undefined ? null : askedOf(request, 'request')
    yield* outputs(
      { kind: 'output', ids: keyOf(row), onConflict: 'text', question },
      at(row, 'response'),
      at(row, 'error') ?? at(row, 'status'),
    )
  },
}

export const geminiBatchInput: Format = {
  name: 'gemini_batch_input',
  title: 'Gemini batch requests',
  role: 'prompts',
  fields: { id: 'key', prompt: 'request.contents' },
  recognise: (head) =>
    isRecords(head) &&
    rowsFit(
      head,
      (row) => at(row, 'request', 'contents') !== undefined && keyOf(row).length > 0 && !at(row, 'response'),
    )
      ? { why: 'rows have "key" and a "request" with "contents"' }
      : null,
  *read(row): Iterable<RowEvent> {
    const question = askedOf(at(row, 'request'), 'request')
    if (question === null) throw new Problem('no_prompt', 'its request has no contents')
    yield { kind: 'prompt', ids: keyOf(row), question, tags: [] }
  },
}

export const bedrockBatch: Format = {
  name: 'bedrock_batch',
  title: 'Bedrock batch inference',
  role: 'outputs',
  fields: { id: 'recordId', prompt: 'modelInput', output: 'modelOutput', model: 'modelOutput.model' },
  recognise: (head) =>
    isRecords(head) &&
    rowsFit(head, (row) => isFields(at(row, 'modelInput'))) &&
    head.rows.some((row) => isFields(at(row, 'modelOutput')))
      ? { why: 'rows have "modelInput" and "modelOutput"' }
      : null,
  *read(row): Iterable<RowEvent> {
    const id = label(at(row, 'recordId'), 'recordId')
    const question = askedOf(at(row, 'modelInput'), 'modelInput')
    const ids = id === null ? [] : [id]
    const shared = { kind: 'output' as const, ids, onConflict: 'text' as const, question }
    yield* outputs(shared, at(row, 'modelOutput'), at(row, 'error'))
  },
}

const CALLS = [
  ['request', 'response'],
  ['request_body', 'response_body'],
  ['body', 'response'],
  ['params', 'result'],
  ['input', 'output'],
] as const

const callIn = (row: unknown) =>
  CALLS.find(([asked, answered]) => isFields(at(row, asked)) && isAnswerBody(at(row, answered))) ?? null

/** A log of calls: each row has what was sent and what came back. */
export const apiCalls: Format = {
  name: 'api_calls',
  title: 'Logged calls of a model',
  role: 'outputs',
  fields: { prompt: 'request', output: 'response', model: 'response.model' },
  recognise: (head) =>
    isRecords(head) && rowsFit(head, (row) => callIn(row) !== null)
      ? { why: 'rows have a request and the response to it' }
      : null,
  *read(row): Iterable<RowEvent> {
    const call = callIn(row)
    if (call === null) throw new Problem('no_output', 'it has no request with a response')
    const [request, response] = call.map((key) => at(row, key))
    const question = askedOf(request, call[0])
    if (question === null && listAt(request, 'messages').length === 0)
      throw new Problem('no_prompt', `its "${call[0]}" asks nothing`)
    const model = modelOfBody(response) ?? labelOrNull(at(request, 'model'))
    for (const answer of isAnswerBody(response) ? answersOf(response) : [])
      yield attempt(() => ({ kind: 'output', ids: [], question, model, ...answer() }))
  },
}
