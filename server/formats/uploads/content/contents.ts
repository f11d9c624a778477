import type { Message, ToolCall } from '../../../domain/conversation.ts'
import { Problem } from '../reports/problem.ts'
import { at, type Fields, isFields, label, labelOrNull, listAt, shownKeys, text } from './values.ts'

const TEXT_KINDS = new Set(['text', 'output_text', 'input_text', 'summary_text', 'markdown'])
const UNSPOKEN_KINDS = new Set(['reasoning', 'thinking', 'redacted_thinking', 'reasoningContent'])
const CALL_KINDS = new Set(['tool_use', 'tool_call', 'function_call', 'server_tool_use'])
const TEXTS = ['text', 'value', 'content', 'output_text']
/** Fields of parts that have no `type` and hold no words: Gemini's and Bedrock's. */
const CALLS = ['functionCall', 'function_call', 'toolUse']
const UNSPOKEN = ['reasoningContent', 'thoughtSignature', 'cachePoint']

/**
 * The words of a turn: text, a list of parts, or an object around either. A model's parts are one text cut into pieces;
 * a person's are paragraphs.
 *
 * @throws Problem where there is a part that is not text, or none that is known
 */
export function contentText(value: unknown, field: string, role: Message['role'] = 'user'): string {
  if (Array.isArray(value))
    return value
      .map((part) => partText(part, field, role))
      .filter((part) => part !== '')
      .join(role === 'assistant' ? '' : '\n\n')
  if (!isFields(value)) return text(value, field)
  if ('answer' in value) return text(at(value, 'answer'), `${field}.answer`)
  if (Array.isArray(at(value, 'parts'))) return contentText(at(value, 'parts'), `${field}.parts`, role)
  return partText(value, field, role)
}

function partText(part: unknown, field: string, role: Message['role']): string {
  if (!isFields(part)) return text(part, field)
  const kind = labelOrNull(at(part, 'type'))
  if (at(part, 'thought') === true || UNSPOKEN_KINDS.has(kind ?? '') || isCall(part)) return ''
  if (kind === 'refusal') return text(at(part, 'refusal'), `${field}.refusal`)
  if (kind === 'tool_result') return contentText(at(part, 'content') ?? '', `${field}.content`, role)
  if (kind !== null && !TEXT_KINDS.has(kind))
    throw new Problem(
      'not_text',
      `"${field}" contains a part of type "${kind.slice(0, 40)}"; only text can be shown`,
    )
  const key = TEXTS.find((each) => at(part, each) !== undefined)
  if (key !== undefined) {
    const words = at(part, key)
    return text(isFields(words) ? (at(words, 'value') ?? words) : words, `${field}.${key}`)
  }
  if (UNSPOKEN.some((each) => each in part)) return ''
  throw new Problem('not_text', `"${field}" contains a part without text: ${shownKeys(part)}`)
}

const isCall = (part: Fields) =>
  CALL_KINDS.has(String(at(part, 'type'))) || CALLS.some((each) => isFields(at(part, each)))

/** Whether a turn of the user is what tools answered, as Anthropic sends it. */
export const isToolResult = (value: unknown) =>
  Array.isArray(value) && value.length > 0 && value.every((part) => at(part, 'type') === 'tool_result')

/** The calls of tools a turn makes, in its own field or among its parts. */
export function toolCallsIn(turn: Fields, field: string): ToolCall[] {
  const single = at(turn, 'function_call')
  const parts = [...listAt(turn, 'content'), ...listAt(turn, 'parts')].filter(isFields).filter(isCall)
  const calls = isFields(single) ? [single] : [...listAt(turn, 'tool_calls'), ...parts]
  return calls.map((call) => toolCall(call, field))
}

function toolCall(call: unknown, field: string): ToolCall {
  const inner = CALLS.map((each) => at(call, each)).find(isFields) ?? call
  const target = at(inner, 'function')
  const name = label(
    typeof target === 'string' ? target : (at(target, 'name') ?? at(inner, 'name')),
    `${field}.tool_calls`,
  )
  const given =
    at(target, 'arguments') ?? at(inner, 'arguments') ?? at(inner, 'input') ?? at(inner, 'args') ?? ''
  const id = labelOrNull(at(call, 'id') ?? at(inner, 'toolUseId'))
  return {
    ...(id && { id }),
    name: name ?? 'tool',
    arguments: text(typeof given === 'string' ? given : JSON.stringify(given), `${field}.tool_calls`),
  }
}
