import type { Conversation } from '../../domain/conversation.ts'

const picture = /data:(?:image|audio|video|font|application)\/[\w.+-]{1,60}(?:;[\w=.-]{1,60}){0,3};base64,/gi
const shortest = 40

/** Pictures written out as letters keep their beginning and say by a mark that they go on: nobody reads base64. */
export function shortenPictures(text: string): string {
  if (!text.includes(';base64,')) return text
  let shown = ''
  let from = 0
  for (const { index, 0: head } of text.matchAll(picture)) {
    const start = index + head.length
    if (index < from) continue
    const end = endOfBase64(text, start)
    if (end - start < shortest) continue
    shown += `${text.slice(from, start)}…`
    from = end
  }
  return shown + text.slice(from)
}

/** The turns with the pictures in their texts and in what they hand to tools cut short. */
export function withoutPictures(turns: Conversation): Conversation {
  return turns.map((turn) => ({
    ...turn,
    content: shortenPictures(turn.content),
    ...(turn.tool_calls && {
      tool_calls: turn.tool_calls.map((call) => ({ ...call, arguments: shortenPictures(call.arguments) })),
    }),
  }))
}

function endOfBase64(text: string, start: number): number {
  letters.lastIndex = start
  letters.test(text)
  return Math.max(start, letters.lastIndex)
}

const letters = /[A-Za-z0-9+/=_%-]*/y
