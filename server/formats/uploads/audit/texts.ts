import type { Conversation } from '../../../domain/conversation.ts'

/** What a model itself said: not the user's turns between, nor what tools answered. */
export function spokenText(output: Conversation): string {
  const [only] = output
  if (only && output.length === 1) return only.content
  return output
    .filter(({ role }) => role === 'assistant')
    .map(({ content }) => content)
    .join('\n')
}

/** All of an output that a page shows, for whatever must not stand there: folded tool calls and their answers, too. */
export function shownText(output: Conversation): string {
  const [only] = output
  if (only && output.length === 1 && !only.tool_calls) return only.content
  return output
    .flatMap(({ name = '', content, tool_calls = [] }) => [
      name,
      content,
      ...tool_calls.flatMap((call) => [call.name, call.arguments]),
    ])
    .filter((text) => text !== '')
    .join('\n')
}

/** All that stands before the answer. */
export const askedText = (prompt: Conversation) => prompt.map(({ content }) => content).join('\n')
