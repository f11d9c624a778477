import type { Conversation } from '../../../domain/conversation.ts'
import { conversation, message } from '../content/turns.ts'
import { amount, at, isFields, label, labelOrNull, listAt } from '../content/values.ts'
import { Problem } from '../reports/problem.ts'
import { attempt } from './flat.ts'
import type { Context, Format, OutputEvent, RowEvent } from './format.ts'
import { askedIn } from './shared.ts'

export const inspect: Format = {
  name: 'inspect',
  title: 'Inspect AI log',
  role: 'outputs',
  fields: { id: 'samples[].id', prompt: 'samples[].input', output: 'samples[].output', model: 'eval.model' },
  recognise: ({ shape, document }) =>
    shape === 'document' && isFields(at(document, 'eval')) && Array.isArray(at(document, 'samples'))
      ? { why: 'an object with "eval" and "samples"', path: ['samples'] }
      : null,
  read: inspectSample,
}

/** One sample of a log, be it of a JSON log or an entry of an `.eval` archive. */
export function* inspectSample(sample: unknown, context: Context): Iterable<RowEvent> {
  yield* noteOnStatus(context)
  const turns = withAttachments(listAt(sample, 'messages'), at(sample, 'attachments')) as unknown[]
  const said = conversation(turns, 'messages')
  const start = said.findIndex(({ role }) => role === 'assistant')
  const before = start < 0 ? said : said.slice(0, start)
  const asked = at(sample, 'input')
  const question =
    before.length > 0
      ? { messages: before, followUps: [] }
      : askedIn(typeof asked === 'string' ? { text: asked } : asked, 'input')
  const id = label(at(sample, 'id'), 'id')
  const shared: Omit<OutputEvent, 'replies'> = {
    kind: 'output',
    ids: id === null ? [] : [id],
    onConflict: 'text',
    question,
    model: labelOrNull(at(context.document, 'eval', 'model')) ?? labelOrNull(at(sample, 'output', 'model')),
    latency: amount(at(sample, 'total_time')) ?? amount(at(sample, 'output', 'time')),
    metadata: { epoch: labelOrNull(at(sample, 'epoch')) },
  }
  const error = at(sample, 'error')
  const choices = listAt(sample, 'output', 'choices')
  if (error !== undefined && error !== null)
    return yield { ...shared, replies: [], failure: labelOrNull(at(error, 'message')) ?? 'error' }
  const usedTools = start >= 0 && said.slice(start).some(({ role }) => role === 'tool')
  if (usedTools) return yield { ...shared, replies: [said.slice(start)], truncated: isCut(choices[0]) }
  if (choices.length === 0) return yield { ...shared, replies: [], failure: 'the log holds no output' }
  for (const choice of choices)
    yield attempt(() => ({ ...shared, replies: [answer(choice)], truncated: isCut(choice) }))
}

const isCut = (choice: unknown) =>
  ['max_tokens', 'length', 'model_length'].includes(String(at(choice, 'stop_reason')))

function answer(choice: unknown): Conversation {
  const said = at(choice, 'message')
  if (!isFields(said)) throw new Problem('no_output', 'a choice holds no message')
  return [message(said, 'output.choices[].message')]
}

function* noteOnStatus({ document, memory }: Context): Iterable<RowEvent> {
  const status = labelOrNull(at(document, 'status'))
  if (memory.has('noted') || status === null || status === 'success') return
  memory.set('noted', true)
  yield {
    kind: 'note',
    code: 'unfinished_run',
    message: `this run ended as "${status}"; samples may be missing`,
  }
}

const REFERENCE = /^(?:attachment|tc):\/\/([0-9a-f]{32})$/

/** Long texts of a log stand once among its attachments and elsewhere as a reference. */
function withAttachments(value: unknown, attachments: unknown): unknown {
  if (typeof value === 'string') {
    const found = at(attachments, REFERENCE.exec(value)?.[1] ?? '')
    return typeof found === 'string' ? found : value
  }
  if (Array.isArray(value)) return value.map((each) => withAttachments(each, attachments))
  if (!isFields(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, withAttachments(each, attachments)]),
  )
}
