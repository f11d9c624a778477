import type { Conversation } from '../../../domain/conversation.ts'
import { drop } from './counts.ts'
import { ofPairs } from './pair-votes.ts'
import { type Preference, preferences } from './preference.ts'

/** The rule of a layout that a preference breaks, or null. */
export type LayoutRule = (preference: Preference) => string | null

/** Preferences that a layout can hold; the others are refused one by one and counted. */
export const fitting = (...rules: LayoutRule[]) =>
  ofPairs(function* (pairs, input): Generator<Preference> {
    for (const preference of preferences(pairs, input)) {
      const broken = rules.map((rule) => rule(preference)).find((name) => name !== null)
      if (broken === undefined) yield preference
      else drop(input.counts, 'rows', broken)
    }
  })

export const oneAssistantTurn: LayoutRule = ({ chosen, rejected }) =>
  [chosen, rejected].every(({ messages }) => messages.length === 1 && messages[0]?.role === 'assistant')
    ? null
    : 'several_turns'

export const promptEndsWithUser: LayoutRule = ({ prompt }) =>
  prompt.messages.at(-1)?.role === 'user' ? null : 'prompt_without_question'

/** User and assistant in turn, after at most one system turn at the beginning. */
export const takesTurns: LayoutRule = ({ prompt }) =>
  withoutSystem(prompt.messages).every(({ role }, at) => role === (at % 2 === 0 ? 'user' : 'assistant'))
    ? null
    : 'out_of_turn'

export function systemText([turn]: Conversation): string {
  return turn?.role === 'system' ? turn.content : ''
}

export function withoutSystem(turns: Conversation): Conversation {
  return turns[0]?.role === 'system' ? turns.slice(1) : turns
}
