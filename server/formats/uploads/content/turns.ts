import type { Conversation, Message, ToolCall } from '../../../domain/conversation.ts'
import { Problem } from '../reports/problem.ts'
import { contentText, isToolResult, toolCallsIn } from './contents.ts'
import { at, type Fields, isFields, labelOrNull, listAt, notText, shownKeys } from './values.ts'

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

/** Where a turn keeps its words, the usual place first. */
const WORDS = ['content', 'value', 'text', 'parts', 'prompt', 'message', 'utterance']
const OTHER_THAN_WORDS = ['tool_calls', 'function_call', 'refusal', 'audio', 'reasoning_content']
const LANGCHAIN_TYPES = ['human', 'ai', 'system', 'tool', 'function']

/** Whether a value looks like a list of chat messages, in any of the usual spellings. */
export const isMessages = (value: unknown): value is Fields[] =>
  Array.isArray(value) && value.length > 0 && value.every((turn) => isFields(turn) && hasSpeaker(turn))

const hasSpeaker = (turn: Fields) =>
  'role' in turn || 'from' in turn || isLangChain(turn) || isLangChain(unpacked(turn))

const isLangChain = (turn: Fields) =>
  LANGCHAIN_TYPES.includes(String(turn.type)) && ('content' in turn || 'data' in turn)

/** LangChain writes a message out as the call that makes it: its kind in `id`, its fields in `kwargs`. */
function unpacked(turn: Fields): Fields {
  const kwargs = at(turn, 'kwargs') ?? at(turn, 'data')
  if (!isFields(kwargs) || 'content' in turn) return turn
  const named = labelOrNull(listAt(turn, 'id').at(-1)) ?? ''
  const kind = /^(\w+?)Message(?:Chunk)?$/.exec(named)?.[1]?.toLowerCase() ?? at(turn, 'type')
  return { type: kind, ...kwargs }
}

/** Messages of OpenAI, ShareGPT, Gemini, arena, LangChain or Inspect kind as one conversation. */
export const conversation = (turns: unknown[], field: string): Conversation =>
  turns.map((turn, i) => message(turn, `${field}[${i}]`))

export function message(given: unknown, field: string): Message {
  if (!isFields(given)) throw notText(field, given)
  const turn = unpacked(given)
  const role = roleOf(turn, field)
  const calls: ToolCall[] = toolCallsIn(turn, field)
  const result: Message = { role, content: wordsOf(turn, role, field) }
  const speaker = labelOrNull(at(turn, 'name'))
  if (speaker) result.name = speaker
  const answered = labelOrNull(at(turn, 'tool_call_id') ?? at(turn, 'content', 0, 'tool_use_id'))
  if (answered) result.tool_call_id = answered
  if (calls.length > 0) result.tool_calls = calls
  return result
}

function roleOf(turn: Fields, field: string): Message['role'] {
  const named = at(turn, 'role') ?? at(turn, 'from') ?? (isLangChain(turn) ? turn.type : undefined)
  const name = labelOrNull(named)?.toLowerCase() ?? ''
  const role = Object.hasOwn(ROLES, name) ? ROLES[name] : undefined
  if (!role) throw new Problem('unknown_role', `"${field}" has the unknown role "${name.slice(0, 40)}"`)
  return role === 'user' && isToolResult(at(turn, 'content')) ? 'tool' : role
}

/** A turn that says nothing where words are kept is a turn whose words are kept elsewhere. */
function wordsOf(turn: Fields, role: Message['role'], field: string): string {
  const key = WORDS.find((each) => at(turn, each) !== undefined && at(turn, each) !== null)
  if (key !== undefined) return contentText(turn[key], key === 'content' ? field : `${field}.${key}`, role)
  if (typeof turn.refusal === 'string') return contentText(turn.refusal, `${field}.refusal`, role)
  if ([...WORDS, ...OTHER_THAN_WORDS].some((each) => Object.hasOwn(turn, each))) return ''
  throw new Problem('not_text', `"${field}" has no text among its fields: ${shownKeys(turn)}`)
}

/** A transcript cut before the assistant's last run of turns: what was asked, and what one model added. */
export function cutLastAnswer(turns: Conversation): { prompt: Conversation; answer: Conversation } {
  let last = turns.length
  while (last > 0 && turns[last - 1]?.role !== 'user' && turns[last - 1]?.role !== 'system') last--
  return { prompt: turns.slice(0, last), answer: turns.slice(last) }
}

export const isBlank = (turns: Conversation) =>
  turns.every((turn) => turn.content.trim() === '' && !turn.tool_calls)
