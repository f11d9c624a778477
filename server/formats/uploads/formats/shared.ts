import { assistantOutput, type Conversation, userPrompt } from '../../../domain/conversation.ts'
import { conversation, isMessages, message } from '../content/turns.ts'
import { at, isFields, kindOf, label, labelOrNull, tags, text } from '../content/values.ts'
import { Problem } from '../reports/problem.ts'
import type { Head, Question } from './format.ts'
import { askedInTranscript } from './transcripts.ts'

/** Whether nearly all first rows have these keys. */
export const rowsHave = (head: Head, ...keys: string[]) =>
  head.rows.length > 0 && shareOf(head.rows, (row) => keys.every((key) => at(row, key) !== undefined)) >= 0.8

export const rowsFit = (head: Head, fits: (row: unknown) => boolean) =>
  head.rows.length > 0 && shareOf(head.rows, fits) >= 0.8

const shareOf = (rows: unknown[], fits: (row: unknown) => boolean) => rows.filter(fits).length / rows.length

const MODEL_KEYS = [
  'model',
  'model_name',
  'model_id',
  'generator',
  'model_type',
  'system_name',
  'engine',
  'model_name_or_path',
]

export function modelIn(row: unknown): string | null {
  const named = MODEL_KEYS.map((key) => at(row, key)).filter((value) => labelOrNull(value) !== null)
  return labelOrNull(named.find((value) => typeof value === 'string') ?? named[0])
}

const ID_KEYS = ['prompt_id', 'question_id', 'uid', 'custom_id', 'id', 'instruction_id', 'qid']

export function idsIn(row: unknown): string[] {
  const key = ID_KEYS.find((each) => labelOrNull(at(row, each)) !== null)
  const id = key === undefined ? null : label(at(row, key), key)
  return id === null ? [] : [id]
}

const TAG_KEYS = ['tags', 'category', 'dataset', 'domain', 'source']

export function tagsIn(row: unknown): string[] {
  return TAG_KEYS.flatMap((key) => (at(row, key) == null ? [] : tags(at(row, key))))
}

/** JSON where text is the wrapping some tools put around it. */
export function unwrapped(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{"]/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

const ASKED = [
  'messages',
  'contents',
  'full_text',
  'input',
  'prompt',
  'question',
  'query',
  'instruction',
  'text',
  'content',
  'inputs',
  'user_input',
  'request',
]
const ANSWERED = [
  'choices',
  'output',
  'response',
  'answer',
  'text',
  'content',
  'completion',
  'generation',
  'result',
  'outputs',
  'messages',
  'message',
  'generations',
  'parts',
]

/** What was asked, from whatever a tracing tool recorded as the input. */
export function askedIn(value: unknown, field: string, depth = 0): Question | null {
  const known = unwrapped(value)
  if (typeof known === 'string') return known.trim() === '' ? null : plain(text(known, field))
  if (isMessages(known)) return { messages: conversation(known, field), followUps: [] }
  const [only, ...more] = Array.isArray(known) ? known : []
  if (Array.isArray(only) && more.length === 0 && depth < 4) return askedIn(only, field, depth + 1)
  if (isFields(known) && depth < 4) {
    if (isMessages([known])) return { messages: [message(known, field)], followUps: [] }
    const key = ASKED.find((each) => known[each] !== undefined && known[each] !== null)
    if (key) return askedIn(known[key], `${field}.${key}`, depth + 1)
    const only = Object.entries(known).filter(([, inner]) => typeof inner === 'string')
    if (only.length === 1 && only[0]) return askedIn(only[0][1], `${field}.${only[0][0]}`, depth + 1)
  }
  if (known === null || known === undefined) return null
  throw new Problem('not_text', `"${field}" must be text or messages, found ${kindOf(known)}`)
}

/** What a model answered, from whatever a tracing tool recorded as the output. */
export function answeredIn(value: unknown, field: string, depth = 0): Conversation {
  const known = unwrapped(value)
  if (known === null || known === undefined) return assistantOutput('')
  if (typeof known === 'string') return assistantOutput(text(known, field))
  if (isMessages(known)) return lastAnswer(conversation(known, field))
  if (Array.isArray(known) && known.length > 0 && depth < 4)
    return answeredIn(known[0], `${field}[0]`, depth + 1)
  if (isFields(known) && depth < 4) {
    if (isMessages([known])) return [message(known, field)]
    if (isFields(at(known, 'message'))) return answeredIn(at(known, 'message'), `${field}.message`, depth + 1)
    const key = ANSWERED.find((each) => known[each] !== undefined && known[each] !== null)
    if (key) return answeredIn(known[key], `${field}.${key}`, depth + 1)
    const [only, ...more] = Object.entries(known).filter(([, inner]) => typeof inner === 'string')
    if (only && more.length === 0) return answeredIn(only[1], `${field}.${only[0]}`, depth + 1)
  }
  throw new Problem('not_text', `"${field}" must be text or messages, found ${kindOf(known)}`)
}

const plain = (words: string): Question => ({
  messages: askedInTranscript(words) ?? userPrompt(words),
  followUps: [],
})

const lastAnswer = (turns: Conversation): Conversation => {
  const from = turns.findLastIndex(({ role }) => role === 'user' || role === 'system') + 1
  return turns.slice(from)
}

/** A whole transcript: the first question, each reply, and what the user said between them. */
export function transcript(turns: Conversation): { question: Question; replies: Conversation[] } {
  const first = turns.findIndex(({ role }) => role === 'assistant')
  const start = first < 0 ? turns.length : first
  const replies: Conversation[] = []
  const followUps: string[] = []
  for (const turn of turns.slice(start)) {
    const isUser = turn.role === 'user' || turn.role === 'system'
    if (isUser) followUps.push(turn.content)
    else if (followUps.length >= replies.length) replies.push([turn])
    else replies[replies.length - 1]?.push(turn)
  }
  return { question: { messages: turns.slice(0, start), followUps }, replies }
}
