import type { Conversation } from '../../../domain/conversation.ts'

const MARK = /(?:^|\n\n)(Human|Assistant):/

/**
 * "\n\nHuman: …\n\nAssistant: …", as HH-RLHF and Nectar have it; what stands before the first mark is the system turn.
 * Each text is what stands between the marks and the space after them, to the letter.
 *
 * @returns null where it is no such transcript
 */
export function transcriptTurns(words: string): Conversation | null {
  const [before = '', ...parts] = words.split(new RegExp(MARK, 'g'))
  if (parts[0] !== 'Human') return null
  const turns: Conversation = before.trim() === '' ? [] : [{ role: 'system', content: before }]
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const said = parts[i + 1] ?? ''
    turns.push({
      role: parts[i] === 'Human' ? 'user' : 'assistant',
      content: said.startsWith(' ') ? said.slice(1) : said,
    })
  }
  return turns
}

/** What was asked, from a transcript that breaks off where the assistant would speak; else null. */
export function askedInTranscript(words: string): Conversation | null {
  if (!/^\s*Human:/.test(words)) return null
  const turns = transcriptTurns(words)
  const last = turns?.at(-1)
  if (!turns || last?.role !== 'assistant' || last.content.trim() !== '') return null
  return turns.slice(0, -1)
}
