import type { Conversation, Message } from '../../../domain/conversation.ts'
import { cutLastAnswer } from '../content/turns.ts'
import type { Question } from './format.ts'
import { transcript } from './shared.ts'

export type Side = { question: Question | null; replies: Conversation[] }

/**
 * Two sides of a preference, each cut into what was asked and what was answered. What is asked beside them is kept, and
 * all they add to it is the answer; without that, what both begin with was asked, up to a turn of the user.
 *
 * @param sides null for one that could not be read
 */
export function cutSides(asked: Question | null, sides: (Conversation | null)[]): (Side | null)[] {
  const cuts = sides.map((turns) => (turns === null ? null : cutOne(asked, turns, sides)))
  const answers = cuts.flatMap((cut) => (cut ? [cut.answer] : []))
  const areAlike = new Set(answers.map((answer) => JSON.stringify(saidByUser(answer)))).size === 1
  return cuts.map((cut) => {
    if (cut === null) return null
    const prompt = cut.prompt ?? asked?.messages ?? []
    return prompt.length === 0
      ? { question: null, replies: [cut.answer] }
      : sideOf(prompt, cut.answer, areAlike)
  })
}

/** Where both sides go on with the same words of the user, those belong to the prompt, else to the answer. */
function sideOf(prompt: Conversation, answer: Conversation, areAlike: boolean): Side {
  const said = saidByUser(answer)
  if (!areAlike || said.length === 0 || answer.at(-1)?.role === 'user')
    return { question: { messages: prompt, followUps: [] }, replies: [answer] }
  const { question, replies } = transcript(answer)
  return { question: { messages: prompt, followUps: question.followUps }, replies }
}

const isUsers = ({ role }: Message) => role === 'user' || role === 'system'
const saidByUser = (turns: Conversation) => turns.filter(isUsers).map(({ content }) => content)

type Cut = { prompt: Conversation | null; answer: Conversation }

/** `prompt` is null where it stands beside the side. */
function cutOne(asked: Question | null, turns: Conversation, sides: (Conversation | null)[]): Cut {
  const [first] = turns
  if (asked !== null) {
    if (first && !isUsers(first)) return { prompt: null, answer: turns }
    const repeated = lengthOfRepeated(asked.messages, turns)
    if (repeated > 0) return { prompt: turns.slice(0, repeated), answer: turns.slice(repeated) }
  }
  const shared = sharedLength(sides)
  if (shared === 0) return cutLastAnswer(turns)
  return { prompt: turns.slice(0, shared), answer: turns.slice(shared) }
}

/** How many turns of a side repeat what was asked, its system turns aside; 0 where they do not. */
function lengthOfRepeated(asked: Conversation, turns: Conversation): number {
  const wanted = asked.filter(({ role }) => role !== 'system')
  let at = 0
  for (const turn of wanted) {
    while (turns[at]?.role === 'system') at++
    if (!turns[at] || !isSame(turns[at] as Message, turn)) return 0
    at++
  }
  return at < turns.length && wanted.length > 0 ? at : 0
}

/** How many turns all sides share, up to a turn of the user and before each side's last answer. */
function sharedLength(sides: (Conversation | null)[]): number {
  const [one = null, ...others] = sides
  if (one === null || others.some((other) => other === null)) return 0
  let length = Math.min(...sides.map((turns) => cutLastAnswer(turns ?? []).prompt.length))
  const differs = one.findIndex((turn, i) => !others.every((other) => other?.[i] && isSame(other[i], turn)))
  if (differs >= 0) length = Math.min(length, differs)
  while (length > 0 && !isUsers(one[length - 1] as Message)) length--
  return length
}

const isSame = (a: Message, b: Message) => JSON.stringify(a) === JSON.stringify(b)
