import { assistantOutput, type Conversation, userPrompt } from '../../../domain/conversation.ts'
import { conversation, cutLastAnswer, isMessages } from '../content/turns.ts'
import {
  amount,
  at,
  type Fields,
  fieldAt,
  isFields,
  label,
  labelOrNull,
  notText,
  tags,
  text,
} from '../content/values.ts'
import { Problem } from '../reports/problem.ts'
import type { Context, OutputEvent, Question, RowEvent } from './format.ts'
import type { Mapping } from './mapping.ts'
import { askedInTranscript } from './transcripts.ts'

/** Reads a row whose columns the mapping explains: one output, several side by side, or a prompt alone. */
export function* readFlat(row: unknown, { mapping }: Context): Iterable<RowEvent> {
  if (!isFields(row)) throw notText('row', row)
  const ids = idsOf(row, mapping)
  if (mapping.output === null && mapping.wide.length === 0) {
    yield promptOnly(row, ids, mapping)
    return
  }
  const shared = { ids, question: questionOf(row, mapping), ...detailsOf(row, mapping) }
  if (mapping.output !== null) yield longOutput(row, mapping.output, mapping, shared)
  for (const { column, model, modelColumn } of mapping.wide) {
    yield attempt(() => {
      const named = modelColumn === null ? model : label(fieldAt(row, modelColumn), modelColumn)
      const replies = repliesOf(fieldAt(row, column), column)
      return { kind: 'output', ...shared, model: named, modelIsColumn: true, replies }
    })
  }
}

/** What fails for one output of a row must not take the others with it. */
export function attempt(make: () => RowEvent): RowEvent {
  try {
    return make()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

function longOutput(
  row: Fields,
  column: string,
  mapping: Mapping,
  shared: Pick<OutputEvent, 'ids' | 'question'>,
): OutputEvent {
  const named = mapping.model === null ? null : label(fieldAt(row, mapping.model), mapping.model)
  const model = isMissing(named) ? null : named
  return {
    kind: 'output',
    ...shared,
    model,
    modelMissing: mapping.model !== null && model === null,
    replies: repliesOf(fieldAt(row, column), column),
  }
}

function promptOnly(row: Fields, ids: string[], mapping: Mapping): RowEvent {
  const question = questionOf(row, mapping)
  if (question === null) throw new Problem('no_prompt', 'it has no prompt')
  return {
    kind: 'prompt',
    ids,
    question,
    tags: mapping.tags === null ? [] : tags(fieldAt(row, mapping.tags)),
  }
}

function idsOf(row: Fields, mapping: Mapping): string[] {
  const ids = new Set<string>()
  if (mapping.id !== null && mapping.idNamesPrompt) {
    const id = label(fieldAt(row, mapping.id), mapping.id)
    if (id !== null) ids.add(id)
  }
  return [...ids]
}

export function questionOf(row: Fields, mapping: Mapping): Question | null {
  if (mapping.prompt === null) return null
  const value = fieldAt(row, mapping.prompt)
  const extra = mapping.input === null ? '' : filledText(fieldAt(row, mapping.input), mapping.input)
  return questionFrom(value, mapping.prompt, extra)
}

const HOLDERS = ['full_text', 'text', 'content', 'question', 'prompt']

/** A question from text, an object around it, chat messages, or the user's turns one after the other under the name `turns`. */
export function questionFrom(value: unknown, field: string, extra = ''): Question | null {
  if (isMessages(value)) return { messages: askedIn(conversation(value, field)), followUps: [] }
  if (field === 'turns' && Array.isArray(value)) {
    const [first = '', ...followUps] = value.map((turn, i) => text(turn, `turns[${i}]`))
    return { messages: userPrompt(first), followUps }
  }
  const holder = isFields(value) ? HOLDERS.find((each) => typeof value[each] === 'string') : undefined
  if (holder !== undefined) return questionFrom(at(value, holder), `${field}.${holder}`, extra)
  const words = filledText(value, field)
  const turns = extra.trim() === '' ? askedInTranscript(words) : null
  if (turns) return { messages: turns, followUps: [] }
  const said = [words, extra].filter((part) => part.trim() !== '').join('\n\n')
  return said === '' ? null : { messages: userPrompt(said), followUps: [] }
}

/** Messages that end with an answer were asked up to it. */
const askedIn = (turns: Conversation): Conversation => {
  const { prompt } = cutLastAnswer(turns)
  return prompt.length > 0 ? prompt : turns
}

/** Messages that begin with what was asked are a transcript, of which the last answer counts. */
const answeredIn = (turns: Conversation): Conversation => {
  const { answer } = cutLastAnswer(turns)
  return turns[0]?.role === 'assistant' || answer.length === 0 ? turns : answer
}

function repliesOf(value: unknown, field: string): Conversation[] {
  if (isMessages(value)) return [answeredIn(conversation(value, field))]
  const words = text(value, field)
  return [assistantOutput(isMissing(words) ? '' : words)]
}

/** What pandas writes for a cell that is not there. */
const isMissing = (words: string | null) => words === 'nan' || words === 'NaN'

const filledText = (value: unknown, field: string) => {
  const words = text(value, field)
  return isMissing(words) ? '' : words
}

export function detailsOf(row: Fields, mapping: Mapping) {
  const details: Pick<OutputEvent, 'tags' | 'approach' | 'cost' | 'latency' | 'metadata'> = {}
  if (mapping.tags !== null) details.tags = tags(fieldAt(row, mapping.tags))
  if (mapping.approach !== null) details.approach = labelOrNull(fieldAt(row, mapping.approach))
  if (mapping.cost !== null) details.cost = amount(fieldAt(row, mapping.cost))
  if (mapping.latency !== null)
    details.latency = inSeconds(mapping.latency, amount(fieldAt(row, mapping.latency)))
  if (mapping.sample !== null) {
    const sample = labelOrNull(fieldAt(row, mapping.sample))
    if (sample !== null) details.metadata = { sample }
  }
  return details
}

const inSeconds = (column: string, value: number | null) =>
  value !== null && /_?ms$/i.test(column) ? value / 1000 : value
