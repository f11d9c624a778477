import { assistantOutput, type Conversation } from '../../../domain/conversation.ts'
import { contentText } from '../content/contents.ts'
import { conversation, isMessages, message } from '../content/turns.ts'
import { at, type Fields, isFields, labelOrNull, listAt, text } from '../content/values.ts'
import { Problem } from '../reports/problem.ts'
import type { OutputEvent, Question } from './format.ts'
import { askedIn } from './shared.ts'

/** One answer of a response; `failure` where there is none. */
export type Answer = Pick<OutputEvent, 'replies' | 'truncated' | 'failure'>

/**
 * What a request asks, as OpenAI, Anthropic, Gemini or Bedrock take it: `messages`, `contents`, `input` or `prompt`, and
 * the system prompt beside them.
 *
 * @returns null where it asks nothing in any of these ways
 */
export function askedOf(request: unknown, field: string): Question | null {
  const key = ['messages', 'contents', 'input', 'prompt', 'inputText'].find(
    (each) => at(request, each) != null,
  )
  if (key === undefined) return null
  const given = at(request, key)
  const asked = isMessages(given)
    ? { messages: conversation(given, `${field}.${key}`), followUps: [] }
    : askedIn(
        typeof given === 'string' ? { text: given } : key === 'contents' ? withRoles(given) : given,
        `${field}.${key}`,
      )
  const system = systemOf(request, field)
  return asked === null || system === '' ? asked : withSystem(system, asked)
}

const withRoles = (contents: unknown) =>
  (Array.isArray(contents) ? contents : [contents]).map((turn) =>
    isFields(turn) ? { role: 'user', ...turn } : { role: 'user', content: turn },
  )

function systemOf(request: unknown, field: string): string {
  const key = ['system', 'instructions', 'systemInstruction', 'system_instruction'].find(
    (each) => at(request, each) != null,
  )
  return key === undefined ? '' : contentText(at(request, key), `${field}.${key}`)
}

const withSystem = (system: string, { messages, followUps }: Question): Question => ({
  messages: [{ role: 'system', content: system }, ...messages],
  followUps,
})

/** The list, or the field, that gives a response away, and how each of its answers is read. */
const SHAPES: { fits: (body: Fields) => boolean; answers: (body: Fields) => (() => Answer)[] }[] = [
  {
    fits: hasList('choices'),
    answers: (body) => listAt(body, 'choices').map((each) => () => ofChoice(each)),
  },
  {
    fits: hasList('candidates'),
    answers: (body) => listAt(body, 'candidates').map((each) => () => ofCandidate(each)),
  },
  { fits: hasList('output'), answers: (body) => [() => ofResponse(body)] },
  {
    fits: (body) => isFields(at(body, 'output', 'message')),
    answers: (body) => [() => ofMessage(at(body, 'output', 'message'), at(body, 'stopReason'))],
  },
  { fits: hasList('content'), answers: (body) => [() => ofMessage(body, at(body, 'stop_reason'))] },
  { fits: holds('results', 'outputText'), answers: textsAt('results', 'outputText') },
  { fits: holds('generations', 'text'), answers: textsAt('generations', 'text') },
  { fits: holds('outputs', 'text'), answers: textsAt('outputs', 'text') },
  ...['generation', 'completion', 'output_text'].map((key) => ({
    fits: (body: Fields) => typeof body[key] === 'string',
    answers: (body: Fields) => [
      () => ({ replies: [assistantOutput(text(body[key], key))], truncated: isCut(at(body, 'stop_reason')) }),
    ],
  })),
]

function hasList(key: string) {
  return (body: Fields) => Array.isArray(body[key])
}

function holds(list: string, key: string) {
  return (body: Fields) => listAt(body, list).some((each) => typeof at(each, key) === 'string')
}

function textsAt(list: string, key: string) {
  return (body: Fields) =>
    listAt(body, list).map((each) => () => ({
      replies: [assistantOutput(text(at(each, key), `${list}[].${key}`))],
      truncated: isCut(at(each, 'completionReason') ?? at(each, 'finish_reason') ?? at(each, 'stop_reason')),
    }))
}

export const isAnswerBody = (body: unknown): body is Fields =>
  isFields(body) && SHAPES.some(({ fits }) => fits(body))

/** The answers of a response, whichever vendor's. @throws Problem where it holds none */
export function answersOf(body: Fields): (() => Answer)[] {
  const blocked = labelOrNull(at(body, 'promptFeedback', 'blockReason'))
  if (blocked !== null) return [() => ({ replies: [], failure: `blocked: ${blocked}` })]
  const answers = SHAPES.find(({ fits }) => fits(body))?.answers(body) ?? []
  if (answers.length === 0) throw new Problem('no_output', 'its response holds no choices and no output')
  return answers
}

export const modelOfBody = (body: unknown) =>
  labelOrNull(at(body, 'model')) ?? labelOrNull(at(body, 'modelVersion')) ?? labelOrNull(at(body, 'model_id'))

const isCut = (reason: unknown) => /^(?:length|max_?tokens|max_output_tokens)$/i.test(String(reason))

function ofChoice(choice: unknown): Answer {
  const truncated = isCut(at(choice, 'finish_reason') ?? at(choice, 'stop_reason'))
  const said = at(choice, 'message')
  if (!isFields(said))
    return { replies: [assistantOutput(text(at(choice, 'text'), 'choices[].text'))], truncated }
  const turn = message({ content: null, ...said, role: 'assistant' }, 'choices[].message')
  const refused = text(at(said, 'refusal'), 'choices[].message.refusal')
  return {
    replies: [[turn.content === '' && refused !== '' ? { ...turn, content: refused } : turn]],
    truncated,
  }
}

function ofCandidate(candidate: unknown): Answer {
  const said = at(candidate, 'content')
  const reason = labelOrNull(at(candidate, 'finishReason')) ?? 'no content'
  if (!isFields(said) || !Array.isArray(at(said, 'parts'))) return { replies: [], failure: reason }
  return ofMessage({ parts: said.parts }, reason)
}

function ofMessage(said: unknown, reason: unknown): Answer {
  const turn: Conversation = [message({ ...(said as Fields), role: 'assistant' }, 'message')]
  return { replies: [turn], truncated: isCut(reason) }
}

function ofResponse(body: Fields): Answer {
  const items = listAt(body, 'output')
  const words = items
    .filter((item) => at(item, 'type') === 'message')
    .map((item) => contentText(at(item, 'content'), 'output[].content', 'assistant'))
    .filter((part) => part !== '')
  const calls = items.filter((item) => at(item, 'type') === 'function_call')
  const turn = message({ role: 'assistant', content: words.join('\n\n'), tool_calls: calls }, 'output')
  return { replies: [[turn]], truncated: at(body, 'status') === 'incomplete' }
}
