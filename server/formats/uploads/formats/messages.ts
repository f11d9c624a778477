import type { Conversation } from '../../../domain/conversation.ts'
import { conversation, cutLastAnswer, isBlank, isMessages } from '../content/turns.ts'
import { amount, at, isFields, labelOrNull } from '../content/values.ts'
import { Problem } from '../reports/problem.ts'
import type { Format, Head, RowEvent } from './format.ts'
import { answeredIn, idsIn, modelIn, rowsFit, tagsIn, unwrapped } from './shared.ts'

const KEYS = ['messages', 'conversations', 'conversation', 'dialogue', 'chat']
const ANSWERS = ['output', 'response', 'completion', 'answer', 'generation', 'model_output', 'prediction']

const turnsIn = (row: unknown) => KEYS.map((key) => unwrapped(at(row, key))).find(isMessages)

const answerIn = (row: unknown) => ANSWERS.map((key) => at(row, key)).find((value) => value !== undefined)

const endsWithAnswer = (row: unknown) => {
  const last = turnsIn(row)?.at(-1)
  return ['assistant', 'gpt', 'model', 'bot', 'chatgpt'].includes(String(last?.role ?? last?.from))
}

const isTranscript = ({ shape }: Head) => shape === 'records' || shape === 'table'

const fields = { prompt: 'messages but the last', output: 'the last message', model: 'model', id: 'id' }

export const messages: Format = {
  name: 'messages',
  title: 'Chat messages',
  role: 'outputs',
  fields,
  recognise: (head) =>
    isTranscript(head) &&
    rowsFit(head, (row) => endsWithAnswer(row) || (turnsIn(row) !== undefined && answerIn(row) !== undefined))
      ? { why: 'rows have chat messages that end with an answer' }
      : null,
  *read(row): Iterable<RowEvent> {
    const turns = turnsIn(row)
    if (!turns) throw new Problem('not_text', '"messages" must be a list of messages')
    const { prompt, replies } = askedAndAnswered(conversation(turns, 'messages'), answerIn(row))
    yield {
      kind: 'output',
      ids: idsIn(row),
      onConflict: 'text',
      question: prompt.length > 0 ? { messages: prompt, followUps: [] } : null,
      model: modelIn(row),
      replies,
      tags: tagsIn(row),
      approach: labelOrNull(at(row, 'approach')),
      cost: amount(at(row, 'cost')),
      latency: amount(at(row, 'latency')),
    }
  },
}

/**
 * An answer beside the messages is often their last turn once more, as ms-swift writes it: what was asked then ends
 * before that turn.
 */
function askedAndAnswered(said: Conversation, separate: unknown) {
  const { prompt, answer } = cutLastAnswer(said)
  if (separate === undefined || (separate === null && answer.length > 0)) {
    if (answer.length === 0) throw new Problem('no_output', 'its messages do not end with an answer')
    return { prompt, replies: [answer] }
  }
  const given = answeredIn(separate, 'output')
  if (answer.length === 0 || isBlank(given)) return { prompt, replies: [given] }
  const words = (turns: Conversation) => turns.at(-1)?.content.trim()
  if (words(given) === words(answer)) return { prompt, replies: [given.length > 1 ? given : answer] }
  if (words(given)?.startsWith(words(answer) ?? '')) return { prompt, replies: [given] }
  throw new Problem(
    'two_answers',
    'its messages end with one answer, and another stands beside them; map both to say which to show (prompt=COLUMN OF THE MESSAGES, output=COLUMN)',
  )
}

export const messagePrompts: Format = {
  name: 'message_prompts',
  title: 'Chat messages without answers',
  role: 'prompts',
  fields: { prompt: 'messages', id: 'id' },
  recognise: (head) =>
    isTranscript(head) &&
    rowsFit(head, (row) => isFields(row) && turnsIn(row) !== undefined && idsIn(row).length > 0)
      ? { why: 'rows have an id and chat messages that end with the user' }
      : null,
  *read(row): Iterable<RowEvent> {
    const question = { messages: conversation(turnsIn(row) ?? [], 'messages'), followUps: [] }
    yield { kind: 'prompt', ids: idsIn(row), question, tags: tagsIn(row) }
  },
}
