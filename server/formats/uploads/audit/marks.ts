import type { Span } from './naming.ts'

const REASONING =
  /<(think|thinking|thought|reasoning|reflection|scratchpad)>[\s\S]*?(?:<\/\1>\s*|$)|^[\s\S]{0,100000}?<\/(?:think|thinking|reasoning)>\s*/gi
const TOKEN =
  /<[|｜][^\s|｜<>]{1,40}[|｜]>|<<\/?SYS>>|<\/?(?:start|end)_of_turn>|<(?:pad|unk|bos|eos|eot|eod|eop|sop|mask|extra_id_\d+)>|\[\/?INST\]|\[\/?(?:SYS|AVAILABLE_TOOLS|TOOL_CALLS)\]|(?:^|\n)###? ?(?:Human|Assistant|Instruction|Response|System|User|Input) ?:/g
const STRIKE = /<s>[^<]{0,2000}<\/s>/g
const LONE = /<\/?s>/g
const IMAGE = /!\[[^\]\n]{0,500}\]\(\s{0,5}<?(?:https?:)?\/\/[^)\s]{1,2000}|<img\b[^<>]{0,1000}>/gi
const REMOTE = /^!|\bsrc\s{0,5}=\s{0,5}["']?\s{0,5}(?:https?:)?\/\//i

const DATA_IMAGE = /data:image\/[\w.+-]{1,60}(?:;[\w=.-]{1,60}){0,3},/gi
const HTML =
  /(`{3,}|~{3,})[\s\S]*?(?:\1|(?![\s\S]))|`[^`\n]{1,500}`|<\/?(?:a|abbr|article|aside|b|big|blockquote|body|button|caption|center|cite|code|dd|del|details|div|dl|dt|em|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|input|ins|kbd|label|li|link|main|mark|meta|nav|ol|option|p|pre|script|section|select|small|span|strong|style|sub|summary|sup|svg|table|tbody|td|textarea|tfoot|th|thead|title|tr|u|ul|video)(?:\s(?=[^<>]{0,1000}=)[^<>]{0,1000})?\s?\/?>/gi

const UNSEEN = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/gu
const JOINER = /[\u200c\u200d]/
const JOINED =
  /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|\p{M}|\p{Script=Arabic}|\p{Script=Devanagari}|\p{Script=Bengali}|\p{Script=Malayalam}|\p{Script=Kannada}|\p{Script=Sinhala}|\p{Script=Telugu}|\p{Script=Tamil})$/u

const spansOf = (text: string, pattern: RegExp): Span[] =>
  [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }))

/** A model's thoughts before its answer, closed or cut off. */
export const reasoningSpans = (text: string): Span[] =>
  spansOf(text, REASONING).filter(({ start, end }) => end > start)

/** What a chat template or a tokenizer leaves behind; `<s>` alone, not as the strike-through of HTML. */
export function templateSpans(text: string): Span[] {
  const struck = spansOf(text, STRIKE)
  const lone = spansOf(text, LONE).filter(
    ({ start, end }) => !struck.some((strike) => start >= strike.start && end <= strike.end),
  )
  return [...spansOf(text, TOKEN), ...lone].sort((a, b) => a.start - b.start)
}

/** Pictures from elsewhere: loading one would tell a third party who is voting. */
export const imageSpans = (text: string): Span[] =>
  spansOf(text, IMAGE).filter(({ start, end }) => REMOTE.test(text.slice(start, end)))

/** Pictures written out in the text itself. */
export const dataImageSpans = (text: string): Span[] => spansOf(text, DATA_IMAGE)

/** Tags of HTML that are no code; a lone line break, which Markdown has no other word for in tables, is none. */
export const htmlSpans = (text: string): Span[] =>
  spansOf(text, HTML).filter(({ start }) => text.charAt(start) === '<')

/** Characters nobody sees, and those that turn the direction of text; joiners where scripts and emoji need them pass. */
export const invisibleSpans = (text: string): Span[] =>
  spansOf(text, UNSEEN).filter(
    ({ start, end }) =>
      !JOINER.test(text.slice(start, end)) || !JOINED.test(text.slice(Math.max(0, start - 2), start)),
  )
