import { assistantOutput, type Conversation } from '../../../domain/conversation.ts'
import { Problem } from '../problem.ts'
import { content, conversation, message } from '../turns.ts'
import { at, isFields, label, labelOrNull, listAt, text } from '../values.ts'
import { attempt } from './flat.ts'
import type { Format, OutputEvent, Question, RowEvent } from './format.ts'
import { askedIn, rowsFit } from './shared.ts'

const customId = (row: unknown) => {
  const id = label(at(row, 'custom_id'), 'custom_id')
  if (id === null) throw new Problem('no_prompt', 'it has no "custom_id"')
  return id
}

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
      model: labelOrNull(at(body, 'model')),
    }
    const error = at(row, 'error') ?? at(body, 'error')
    if (!isFields(body) || (typeof status === 'number' && status >= 400) || isFields(at(body, 'error'))) {
      const reason = labelOrNull(at(error, 'message')) ?? labelOrNull(at(error, 'code')) ?? `status ${status}`
      yield { ...shared, replies: [], failure: reason }
      return
    }
    for (const part of answers(body)) yield attempt(() => ({ ...shared, ...part() }))
  },
}

type Part = Pick<OutputEvent, 'replies' | 'truncated'>

function answers(body: Record<string, unknown>): (() => Part)[] {
  if (Array.isArray(at(body, 'output'))) return [() => ofResponse(body)]
  const choices = listAt(body, 'choices')
  if (choices.length === 0) throw new Problem('no_output', 'its response holds no choices and no output')
  return choices.map((choice) => () => ({
    replies: [ofChoice(choice)],
    truncated: at(choice, 'finish_reason') === 'length',
  }))
}

function ofChoice(choice: unknown): Conversation {
  const said = at(choice, 'message')
  if (!isFields(said)) return assistantOutput(text(at(choice, 'text'), 'choices[].text'))
  const turn = message({ role: 'assistant', ...said }, 'choices[].message')
  const refused = text(at(said, 'refusal'), 'choices[].message.refusal')
  return [turn.content === '' && refused !== '' ? { ...turn, content: refused } : turn]
}

function ofResponse(body: Record<string, unknown>): Part {
  const items = listAt(body, 'output')
  const words = items
    .filter((item) => at(item, 'type') === 'message')
    .map((item) => content(at(item, 'content'), 'output[].content'))
    .filter((part) => part !== '')
  const calls = items.filter((item) => at(item, 'type') === 'function_call')
  const turn = message({ role: 'assistant', content: words.join('\n\n'), tool_calls: calls }, 'output')
  return { replies: [[turn]], truncated: at(body, 'status') === 'incomplete' }
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
    yield { kind: 'prompt', ids: [customId(row)], question: asked(at(row, 'body')), tags: [] }
  },
}

function asked(body: unknown): Question {
  const messages = at(body, 'messages') ?? at(body, 'input') ?? at(body, 'prompt')
  const question = askedIn(typeof messages === 'string' ? { text: messages } : messages, 'body')
  if (question === null) throw new Problem('no_prompt', 'its body has no messages')
  const system = text(at(body, 'instructions'), 'body.instructions')
  if (system === '') return question
  return {
    ...question,
    messages: [...conversation([{ role: 'system', content: system }], 'body'), ...question.messages],
  }
}
