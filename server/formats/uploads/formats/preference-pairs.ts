import { assistantOutput, type Conversation, userPrompt } from '../../../domain/conversation.ts'
import { Problem } from '../problem.ts'
import { conversation, cutLastAnswer, isMessages, message } from '../turns.ts'
import { at, isFields, labelOrNull, text } from '../values.ts'
import { attempt, questionFrom } from './flat.ts'
import type { Format, Question, RowEvent } from './format.ts'
import { askedIn, idsIn, rowsFit, tagsIn, unwrapped } from './shared.ts'

const SIDES = [
  ['chosen', 'rejected'],
  ['chosen_response', 'rejected_response'],
  ['preferred_output', 'non_preferred_output'],
] as const

const sidesOf = (row: unknown) =>
  SIDES.find((names) => names.every((name) => at(row, name) !== undefined && at(row, name) !== null)) ?? null

/** What preference training takes, as TRL, OpenAI, NeMo, LLaMA-Factory and HH-RLHF write it. */
export const preferencePairs: Format = {
  name: 'preference_pairs',
  title: 'Chosen and rejected outputs',
  role: 'outputs',
  fields: {
    prompt: 'prompt, or what both sides begin with',
    'model:chosen': 'chosen',
    'model:rejected': 'rejected',
  },
  recognise: (head) =>
    (head.shape === 'records' || head.shape === 'table') && rowsFit(head, (row) => sidesOf(row) !== null)
      ? { why: `rows have "${sidesOf(head.rows[0])?.join('" and "') ?? 'chosen'}"` }
      : null,
  *read(row): Iterable<RowEvent> {
    const sides = sidesOf(row)
    if (!sides) throw new Problem('no_output', 'it lacks one of its two sides')
    const asked = promptIn(row)
    for (const [i, side] of sides.entries())
      yield attempt(() => {
        const { prompt, answer } = sideOf(unwrapped(at(row, side)), side)
        const question = prompt.length > 0 ? { messages: prompt, followUps: [] } : asked
        return {
          kind: 'output',
          ids: idsIn(row),
          onConflict: 'text',
          question,
          model: modelOf(row, i === 0 ? 'chosen' : 'rejected'),
          modelIsColumn: true,
          replies: [answer],
          tags: tagsIn(row),
        }
      })
  },
}

/** A side is the answer alone, or a conversation that ends with it. */
function sideOf(value: unknown, field: string): { prompt: Conversation; answer: Conversation } {
  if (isMessages(value)) return cutLastAnswer(conversation(value, field))
  if (isFields(value)) return { prompt: [], answer: [message(value, field)] }
  const words = text(value, field)
  const turns = transcriptTurns(words)
  return turns ? cutLastAnswer(turns) : { prompt: [], answer: assistantOutput(words) }
}

/** "\n\nHuman: …\n\nAssistant: …", as HH-RLHF has it. */
function transcriptTurns(words: string): Conversation | null {
  if (!/^\s*Human: /.test(words)) return null
  const parts = words.split(/(?:^|\n\n)(Human|Assistant): ?/)
  const turns: Conversation = []
  for (let i = 1; i + 1 < parts.length; i += 2)
    turns.push({ role: parts[i] === 'Human' ? 'user' : 'assistant', content: (parts[i + 1] ?? '').trim() })
  return turns.at(-1)?.role === 'assistant' ? turns : null
}

const PROMPTS = ['prompt', 'question', 'query', 'conversations', 'messages', 'context', 'input']

function promptIn(row: unknown): Question | null {
  const instruction = at(row, 'instruction')
  if (typeof instruction === 'string')
    return questionFrom(instruction, 'instruction', text(at(row, 'input'), 'input'))
  const field = PROMPTS.find((name) => at(row, name) !== undefined && at(row, name) !== null)
  const asked = field === undefined ? null : at(row, field)
  const turns = typeof asked === 'string' ? transcriptTurns(`${asked}x`) : null
  if (turns && typeof asked === 'string') return { messages: turns.slice(0, -1), followUps: [] }
  if (typeof asked === 'string')
    return asked.trim() === '' ? null : { messages: userPrompt(text(asked, field ?? '')), followUps: [] }
  return field === undefined ? null : askedIn(asked, field)
}

const modelOf = (row: unknown, side: 'chosen' | 'rejected'): string =>
  labelOrNull(at(row, `${side}-model`)) ??
  labelOrNull(at(row, `${side}_model`)) ??
  labelOrNull(at(row, `model_${side}`)) ??
  side
