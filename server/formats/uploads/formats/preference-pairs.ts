import { assistantOutput, type Conversation, userPrompt } from '../../../domain/conversation.ts'
import { conversation, isMessages, message } from '../content/turns.ts'
import { at, isFields, labelOrNull, text } from '../content/values.ts'
import { Problem } from '../reports/problem.ts'
import { questionFrom } from './flat.ts'
import type { Format, OutputEvent, Question, RowEvent } from './format.ts'
import { cutSides, type Side } from './pair-cut.ts'
import { askedIn, idsIn, rowsFit, tagsIn, unwrapped } from './shared.ts'
import { askedInTranscript, transcriptTurns } from './transcripts.ts'

const SIDES = [
  ['chosen', 'rejected'],
  ['chosen_response', 'rejected_response'],
  ['chosen_messages', 'rejected_messages'],
  ['chosen_completion', 'rejected_completion'],
  ['chosen_output', 'rejected_output'],
  ['preferred_output', 'non_preferred_output'],
  ['preferred', 'dispreferred'],
  ['preferred_response', 'dispreferred_response'],
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
    const names = sidesOf(row)
    if (!names) throw new Problem('no_output', 'it lacks one of its two sides')
    const asked = promptIn(row)
    const read = names.map((name) => sideOf(unwrapped(at(row, name)), name, asked !== null))
    yield* read.filter((side) => side instanceof Problem)
    const sides = cutSides(
      asked,
      read.map((side) => (side instanceof Problem ? null : side)),
    )
    for (const [i, side] of sides.entries())
      if (side !== null) yield outputOf(row, i === 0 ? 'chosen' : 'rejected', side)
  },
}

const outputOf = (row: unknown, side: 'chosen' | 'rejected', { question, replies }: Side): OutputEvent => ({
  kind: 'output',
  ids: idsIn(row),
  onConflict: 'text',
  question,
  model: modelOf(row, side),
  modelIsColumn: true,
  replies,
  tags: tagsIn(row),
})

/** The turns of one side: the answer alone, or a conversation that ends with it. */
function sideOf(value: unknown, field: string, isAsked: boolean): Conversation | Problem {
  try {
    if (isMessages(value)) return conversation(value, field)
    if (isFields(value)) return [message({ role: 'assistant', ...value }, field)]
    const words = text(value, field)
    const turns = isAsked && !/^\s*Human:/.test(words) ? null : transcriptTurns(words)
    return turns?.at(-1)?.role === 'assistant' ? turns : assistantOutput(words)
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

const PROMPTS = ['prompt', 'question', 'query', 'conversations', 'messages', 'context', 'input']

function promptIn(row: unknown): Question | null {
  const instruction = at(row, 'instruction')
  if (typeof instruction === 'string')
    return questionFrom(instruction, 'instruction', text(at(row, 'input'), 'input'))
  const field = PROMPTS.find((name) => at(row, name) !== undefined && at(row, name) !== null)
  const asked = field === undefined ? null : unwrapped(at(row, field))
  if (field === undefined || asked === null) return null
  if (typeof asked !== 'string') return askedIn(asked, field)
  const turns = askedInTranscript(text(asked, field))
  if (turns) return { messages: turns, followUps: [] }
  return asked.trim() === '' ? null : { messages: userPrompt(asked), followUps: [] }
}

const modelOf = (row: unknown, side: 'chosen' | 'rejected'): string =>
  labelOrNull(at(row, `${side}-model`)) ??
  labelOrNull(at(row, `${side}_model`)) ??
  labelOrNull(at(row, `model_${side}`)) ??
  side
