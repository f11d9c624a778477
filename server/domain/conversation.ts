/** One turn of a conversation, as it came in. `tool` turns and tool calls are kept, so exports lose nothing. */
export type Message = {
  role: 'system' | 'user' | 'assistant' | 'tool'
  content: string
  name?: string
  tool_call_id?: string
  tool_calls?: ToolCall[]
}

export type ToolCall = { id?: string; name: string; arguments: string }

/** A prompt is everything up to the assistant's turn; an output is the turns one model added to it. */
export type Conversation = Message[]

export const userPrompt = (text: string): Conversation => [{ role: 'user', content: text }]
export const assistantOutput = (text: string): Conversation => [{ role: 'assistant', content: text }]

/** The text of a single plain turn, or null where there are several turns, a system turn or tool calls. */
export function singleTurnText(turns: Conversation): string | null {
  const [turn, ...rest] = turns
  if (!turn || rest.length > 0 || turn.tool_calls) return null
  return turn.role === 'user' || turn.role === 'assistant' ? turn.content : null
}
