import { assistantOutput, type Conversation } from './formats/conversation.ts'
import { RenderThread } from './rendering/thread.ts'
import { asWritten, conversationToHtml } from './rendering/turns.ts'

const longest = 200_000
const mostTurns = 500

const thread = new RenderThread()

/** Markdown to HTML that is safe in a page: nothing in it runs, loads, leads away or answers to a name. */
export function renderMarkdown(text: string): Promise<string> {
  return renderConversation(assistantOutput(text))
}

/**
 * One or more turns to safe HTML, tool calls folded. What is very long, nested very deep or takes more than two
 * seconds is shown as written instead; no text can hold up the server.
 */
export async function renderConversation(messages: Conversation): Promise<string> {
  const html = isTooLong(messages) ? null : await thread.layOut(messages)
  return html ?? conversationToHtml(messages, asWritten)
}

function isTooLong(messages: Conversation): boolean {
  const characters = messages.reduce((sum, message) => sum + message.content.length, 0)
  return characters > longest || messages.length > mostTurns
}
