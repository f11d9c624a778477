import { assistantOutput, userPrompt } from '../../../domain/conversation.ts'
import { conversation, isMessages } from '../content/turns.ts'
import { at, isFields, label, tags, text } from '../content/values.ts'
import { Problem } from '../reports/problem.ts'
import { attempt } from './flat.ts'
import type { Format, Head, RowEvent } from './format.ts'
import { rowsFit, transcript, unwrapped } from './shared.ts'

const SIDES = ['a', 'b'] as const
const isRows = ({ shape }: Head) => shape === 'records' || shape === 'table'
const isList = (value: unknown) => Array.isArray(unwrapped(value))

/** Arena battles: two whole conversations per row, or (55k) lists of turns as JSON in cells. */
export const arenaBattles: Format = {
  name: 'arena_battles',
  title: 'Arena battles',
  role: 'outputs',
  fields: {
    'model:model_a': 'conversation_a or response_a',
    'model:model_b': 'conversation_b or response_b',
  },
  recognise: (head) =>
    isRows(head) && rowsFit(head, isBattle) ? { why: 'rows have two models and two conversations' } : null,
  *read(row): Iterable<RowEvent> {
    const lists = SIDES.every((side) => at(row, `conversation_${side}`) !== undefined)
    for (const side of SIDES) yield attempt(() => (lists ? ofConversation(row, side) : ofTurns(row, side)))
  },
}

function isBattle(row: unknown): boolean {
  if (!isFields(row) || SIDES.some((side) => modelKey(row, side) === undefined)) return false
  const conversations = SIDES.every((side) => isMessages(unwrapped(row[`conversation_${side}`])))
  return conversations || [row.prompt, row.response_a, row.response_b].every(isList)
}

const modelKey = (row: unknown, side: string) =>
  [`model_${side}`, `model_${side}_name`, `model_name_${side}`].find((key) => at(row, key) !== undefined)

const modelOf = (row: unknown, side: string) => {
  const key = modelKey(row, side) ?? `model_${side}`
  return label(at(row, key), key)
}

function ofConversation(row: unknown, side: string): RowEvent {
  const turns = unwrapped(at(row, `conversation_${side}`))
  if (!isMessages(turns)) throw new Problem('not_text', `"conversation_${side}" must be a list of messages`)
  const said = transcript(conversation(turns, `conversation_${side}`))
  return {
    kind: 'output',
    ids: [],
    ...said,
    model: modelOf(row, side),
    modelIsColumn: true,
    tags: tags(at(row, 'category_tag')),
  }
}

function ofTurns(row: unknown, side: string): RowEvent {
  const turns = (column: string) => {
    const list = unwrapped(at(row, column))
    if (!Array.isArray(list)) throw new Problem('not_text', `"${column}" must be a list of turns`)
    return list.map((turn, i) => text(turn, `${column}[${i}]`))
  }
  const [first = '', ...followUps] = turns('prompt')
  return {
    kind: 'output',
    ids: [],
    question: { messages: userPrompt(first), followUps },
    model: modelOf(row, side),
    modelIsColumn: true,
    replies: turns(`response_${side}`).map(assistantOutput),
  }
}
