import { assistantOutput, type Conversation } from '../domain/conversation.ts'
import type { LayoutStyle } from './layout-style.ts'
import { evened } from './line-ends.ts'
import { withoutPictures } from './markdown/pictures.ts'
import { RenderThread } from './thread.ts'
import { asWritten, conversationToHtml } from './turns.ts'

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
export async function renderConversation(turns: Conversation, style: LayoutStyle = 'text'): Promise<string> {
  const messages = withoutPictures(turns)
  const html =
    style === 'plain' || isTooLong(messages) ? null : await thread.layOut({ messages, tags: style })
  return html ?? conversationToHtml(messages, asWritten)
}

/** The turns as they are shown as plain text: as their layout, without what nobody sees or reads. */
export function plainTurns(turns: Conversation): Conversation {
  return withoutPictures(turns).map((turn) => ({ ...turn, content: evened(turn.content) }))
}

function isTooLong(messages: Conversation): boolean {
  const characters = messages.reduce((sum, message) => sum + message.content.length, 0)
  return characters > longest || messages.length > mostTurns
}
