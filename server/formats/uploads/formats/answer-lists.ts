import { assistantOutput, type Conversation } from '../../../domain/conversation.ts'
import { conversation, cutLastAnswer, isMessages } from '../content/turns.ts'
import { at, isFields, kindOf, label, labelOrNull, listAt, text } from '../content/values.ts'
import { Problem } from '../reports/problem.ts'
import { attempt } from './flat.ts'
import type { Context, Format, Question, RowEvent } from './format.ts'
import { askedIn, idsIn, modelIn, rowsFit, tagsIn, unwrapped } from './shared.ts'

const LISTS = [
  'responses',
  'completions',
  'outputs',
  'answers',
  'candidates',
  'generations',
  'samples',
  'predictions',
]
const PROMPTS = [
  'prompt',
  'instruction',
  'question',
  'query',
  'input',
  'messages',
  'conversation',
  'context',
  'problem',
]
const TEXTS = ['completion', 'response', 'output', 'text', 'answer', 'content', 'generation']
const NAMES = ['models', 'model_names', 'generators', 'model_ids', 'systems', 'sources']

const isAnswer = (each: unknown) =>
  typeof each === 'string' ||
  isMessages(each) ||
  (isFields(each) && TEXTS.some((key) => at(each, key) != null))

const listIn = (row: unknown) =>
  LISTS.find((key) => {
    const list = unwrapped(at(row, key))
    return Array.isArray(list) && list.length > 0 && !isMessages(list) && list.every(isAnswer)
  })

const promptKey = (row: unknown) => PROMPTS.find((key) => at(row, key) != null)

/** Answers to one prompt in a list that names no models beside each: samples, or one of each model in `models`. */
export const answerLists: Format = {
  name: 'answer_lists',
  title: 'Lists of answers to a prompt',
  role: 'outputs',
  fields: { prompt: 'prompt', output: 'responses[]', model: 'models[], or model', id: 'id' },
  recognise: (head) =>
    (head.shape === 'records' || head.shape === 'table') &&
    rowsFit(head, (row) => listIn(row) !== undefined && promptKey(row) !== undefined)
      ? { why: 'rows have a prompt and a list of answers' }
      : null,
  *read(row, context): Iterable<RowEvent> {
    const key = listIn(row)
    if (key === undefined) throw new Problem('no_output', 'it has no list of answers')
    const answers = listAt({ list: unwrapped(at(row, key)) }, 'list')
    const names = namesOf(row, answers.length)
    if (names === null && modelIn(row) === null) yield* noteOnSamples(key, context)
    const question = questionOf(row)
    for (const [i, answer] of answers.entries())
      yield attempt(() => ({
        kind: 'output',
        ids: idsIn(row),
        onConflict: 'text',
        question,
        model: names === null ? modelIn(row) : label(names[i], 'models'),
        modelIsColumn: names !== null,
        replies: [replyOf(answer, `${key}[${i}]`)],
        tags: tagsIn(row),
      }))
  },
}

function namesOf(row: unknown, count: number): unknown[] | null {
  for (const key of NAMES) {
    const names = unwrapped(at(row, key))
    if (Array.isArray(names) && names.length === count && new Set(names.map(labelOrNull)).size === count)
      return names
  }
  return null
}

function* noteOnSamples(key: string, { memory }: Context): Iterable<RowEvent> {
  if (memory.has('noted')) return
  memory.set('noted', true)
  yield {
    kind: 'note',
    code: 'samples_of_one_model',
    message: `the answers of each list are samples of one model; if each place is a model of its own, map them (model:NAME=${key}[0], model:OTHER=${key}[1])`,
  }
}

function questionOf(row: unknown): Question | null {
  const key = promptKey(row)
  const given = key === undefined ? null : unwrapped(at(row, key))
  const question = askedIn(typeof given === 'string' ? { text: given } : given, key ?? 'prompt')
  if (question === null) return null
  const { prompt } = cutLastAnswer(question.messages)
  return prompt.length > 0 ? { ...question, messages: prompt } : question
}

function replyOf(answer: unknown, field: string): Conversation {
  if (isMessages(answer)) {
    const turns = conversation(answer, field)
    const cut = cutLastAnswer(turns).answer
    return cut.length > 0 ? cut : turns
  }
  if (!isFields(answer)) return assistantOutput(text(answer, field))
  const key = TEXTS.find((name) => at(answer, name) != null)
  if (key === undefined) throw new Problem('not_text', `"${field}" must hold a text, found ${kindOf(answer)}`)
  const said = at(answer, key)
  return isMessages(said) ? replyOf(said, `${field}.${key}`) : assistantOutput(text(said, `${field}.${key}`))
}
