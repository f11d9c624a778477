import type { Conversation, Message, ToolCall } from '../domain/conversation.ts'
import { evened } from './line-ends.ts'
import { markdownToHtml, type Tags } from './markdown/markdown.ts'
import { escapeText, plainHtml } from './plain.ts'

/** How one text becomes HTML: laid out, or as it stands. */
export type Layout = (text: string) => string

export const laidOut =
  (tags: Tags): Layout =>
  (text) =>
    markdownToHtml(text, tags)
export const asWritten: Layout = (text) => plainHtml(evened(text))

/** Names a turn's writer. Pages put their own language in place of these words by `data-turn`. */
export const turnNames = {
  system: 'System',
  user: 'User',
  assistant: 'Assistant',
  tool: 'Tool result',
  call: 'Tool call',
} as const

export function conversationToHtml(messages: Conversation, layout: Layout): string {
  const [only] = messages
  if (only && messages.length === 1 && only.role !== 'tool' && !only.tool_calls?.length) {
    return layout(only.content)
  }
  return messages.map((message) => turnHtml(message, layout)).join('')
}

function turnHtml(message: Message, layout: Layout): string {
  const calls = (message.tool_calls ?? []).map(callHtml).join('')
  const text = message.content.trim()
  if (message.role === 'tool' || message.role === 'system') {
    const body = message.role === 'tool' ? asWritten(text) : layout(text)
    return folded(message.role, message.name ?? '', body)
  }
  return `<p data-turn="${message.role}">${turnNames[message.role]}</p>${text === '' ? '' : layout(text)}${calls}`
}

function callHtml(call: ToolCall): string {
  return folded('call', call.name, asWritten(readable(call.arguments)))
}

function folded(turn: keyof typeof turnNames, name: string, body: string): string {
  const named = name === '' ? '' : ` <code>${escapeText(name)}</code>`
  return `<details><summary><span data-turn="${turn}">${turnNames[turn]}</span>${named}</summary>${body}</details>`
}

function readable(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2)
  } catch {
    return json
  }
}
