import type { Conversation, Message, ToolCall } from '../../domain/conversation.ts'
import { Problem } from './problem.ts'
import { at, type Fields, isFields, label, labelOrNull, listAt, notText, text } from './values.ts'

const ROLES: Record<string, Message['role']> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  human: 'user',
  prompter: 'user',
  assistant: 'assistant',
  gpt: 'assistant',
  chatgpt: 'assistant',
  bot: 'assistant',
  bing: 'assistant',
  bard: 'assistant',
  ai: 'assistant',
  model: 'assistant',
  tool: 'tool',
  function: 'tool',
  function_call: 'assistant',
  observation: 'tool',
}

/** Whether a value looks like a list of chat messages, in any of the usual spellings. */
export const isMessages = (value: unknown): value is Fields[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((turn) => isFields(turn) && ('role' in turn || 'from' in turn))

/** Messages of OpenAI, ShareGPT, arena or Inspect kind as one conversation. */
export const conversation = (turns: unknown[], field: string): Conversation =>
  turns.map((turn, i) => message(turn, `${field}[${i}]`))

export function message(turn: unknown, field: string): Message {
  if (!isFields(turn)) throw notText(field, turn)
  const name = labelOrNull(at(turn, 'role') ?? at(turn, 'from'))?.toLowerCase() ?? ''
  const role = Object.hasOwn(ROLES, name) ? ROLES[name] : undefined
  if (!role) throw new Problem('unknown_role', `"${field}" has the unknown role "${name.slice(0, 40)}"`)
  const result: Message = { role, content: content(at(turn, 'content') ?? at(turn, 'value'), field) }
  const speaker = labelOrNull(at(turn, 'name'))
  if (speaker) result.name = speaker
  const answered = labelOrNull(at(turn, 'tool_call_id'))
  if (answered) result.tool_call_id = answered
  const calls = toolCalls(turn, field)
  if (calls.length > 0) result.tool_calls = calls
  return result
}

/** Content is text, a list of parts, or (arena-hard) an object with the answer in it. */
export function content(value: unknown, field: string): string {
  if (Array.isArray(value))
    return value
      .map((part) => partText(part, field))
      .filter((part) => part !== '')
      .join('\n\n')
  if (isFields(value) && 'answer' in value) return text(at(value, 'answer'), `${field}.answer`)
  return text(value, field)
}

function partText(part: unknown, field: string): string {
  if (!isFields(part)) return text(part, field)
  const kind = at(part, 'type')
  if (kind === undefined || kind === 'text' || kind === 'output_text' || kind === 'input_text')
    return text(at(part, 'text'), `${field}.text`)
  if (kind === 'reasoning' || kind === 'thinking' || kind === 'redacted_thinking') return ''
  if (kind === 'refusal') return text(at(part, 'refusal'), `${field}.refusal`)
  throw new Problem(
    'not_text',
    `"${field}" contains a part of type "${String(kind).slice(0, 40)}"; only text can be shown`,
  )
}

function toolCalls(turn: Fields, field: string): ToolCall[] {
  const single = at(turn, 'function_call')
  const calls = isFields(single) ? [single] : listAt(turn, 'tool_calls')
  return calls.map((call) => {
    const target = at(call, 'function')
    const name = label(
      typeof target === 'string' ? target : (at(target, 'name') ?? at(call, 'name')),
      `${field}.tool_calls`,
    )
    const given = at(target, 'arguments') ?? at(call, 'arguments') ?? ''
    const id = labelOrNull(at(call, 'id'))
    return {
      ...(id && { id }),
      name: name ?? 'tool',
      arguments: text(typeof given === 'string' ? given : JSON.stringify(given), `${field}.tool_calls`),
    }
  })
}

/** A transcript cut before the assistant's last run of turns: what was asked, and what one model added. */
export function cutLastAnswer(turns: Conversation): { prompt: Conversation; answer: Conversation } {
  let last = turns.length
  while (last > 0 && turns[last - 1]?.role !== 'user' && turns[last - 1]?.role !== 'system') last--
  return { prompt: turns.slice(0, last), answer: turns.slice(last) }
}

export const isBlank = (turns: Conversation) =>
  turns.every((turn) => turn.content.trim() === '' && !turn.tool_calls)
