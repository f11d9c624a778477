import { type Conversation, singleTurnText } from '../../../domain/conversation.ts'

/** The text itself for one plain turn, the JSON of the message list for a conversation. */
export function textOf(turns: Conversation): string {
  return singleTurnText(turns) ?? JSON.stringify(turns)
}

export function sameTexts(one: Conversation, other: Conversation): boolean {
  return textOf(one) === textOf(other)
}

/** Messages as trainers take them. Conversations with tool calls have no such form and are left out before. */
export function plainTurns(turns: Conversation): { role: string; content: string }[] {
  return turns.map(({ role, content }) => ({ role, content }))
}

export function usesTools(turns: Conversation): boolean {
  return turns.some(({ role, tool_calls }) => role === 'tool' || (tool_calls?.length ?? 0) > 0)
}
