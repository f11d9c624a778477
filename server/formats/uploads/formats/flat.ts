import { assistantOutput, type Conversation, userPrompt } from '../../../domain/conversation.ts'
import { Problem } from '../problem.ts'
import { conversation, isMessages } from '../turns.ts'
import { amount, at, type Fields, isFields, label, labelOrNull, notText, tags, text } from '../values.ts'
import type { Context, OutputEvent, Question, RowEvent } from './format.ts'
import type { Mapping } from './mapping.ts'

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
      const named = modelColumn === null ? model : label(at(row, modelColumn), modelColumn)
      const replies = repliesOf(at(row, column), column)
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
  const model = mapping.model === null ? null : label(at(row, mapping.model), mapping.model)
  return {
    kind: 'output',
    ...shared,
    model,
    modelMissing: mapping.model !== null && model === null,
    replies: repliesOf(at(row, column), column),
  }
}

function promptOnly(row: Fields, ids: string[], mapping: Mapping): RowEvent {
  const question = questionOf(row, mapping)
  if (question === null) throw new Problem('no_prompt', 'it has no prompt')
  return { kind: 'prompt', ids, question, tags: mapping.tags === null ? [] : tags(at(row, mapping.tags)) }
}

function idsOf(row: Fields, mapping: Mapping): string[] {
  const ids = new Set<string>()
  if (mapping.id !== null && mapping.idNamesPrompt) {
    const id = label(at(row, mapping.id), mapping.id)
    if (id !== null) ids.add(id)
  }
  return [...ids]
}

export function questionOf(row: Fields, mapping: Mapping): Question | null {
  if (mapping.prompt === null) return null
  const value = at(row, mapping.prompt)
  const extra = mapping.input === null ? '' : text(at(row, mapping.input), mapping.input)
  return questionFrom(value, mapping.prompt, extra)
}

/** A question from text, chat messages, or the user's turns one after the other under the name `turns`. */
export function questionFrom(value: unknown, field: string, extra = ''): Question | null {
  if (isMessages(value)) return { messages: conversation(value, field), followUps: [] }
  if (field === 'turns' && Array.isArray(value)) {
    const [first = '', ...followUps] = value.map((turn, i) => text(turn, `turns[${i}]`))
    return { messages: userPrompt(first), followUps }
  }
  const words = text(value, field)
  const said = [words, extra].filter((part) => part.trim() !== '').join('\n\n')
  return said === '' ? null : { messages: userPrompt(said), followUps: [] }
}

function repliesOf(value: unknown, field: string): Conversation[] {
  if (isMessages(value)) return [conversation(value, field)]
  const words = text(value, field)
  return [assistantOutput(/^(nan|NaN)$/.test(words) ? '' : words)]
}

export function detailsOf(row: Fields, mapping: Mapping) {
  const details: Pick<OutputEvent, 'tags' | 'approach' | 'cost' | 'latency' | 'metadata'> = {}
  if (mapping.tags !== null) details.tags = tags(at(row, mapping.tags))
  if (mapping.approach !== null) details.approach = labelOrNull(at(row, mapping.approach))
  if (mapping.cost !== null) details.cost = amount(at(row, mapping.cost))
  if (mapping.latency !== null) details.latency = inSeconds(mapping.latency, amount(at(row, mapping.latency)))
  if (mapping.sample !== null) {
    const sample = labelOrNull(at(row, mapping.sample))
    if (sample !== null) details.metadata = { sample }
  }
  return details
}

const inSeconds = (column: string, value: number | null) =>
  value !== null && /_?ms$/i.test(column) ? value / 1000 : value
