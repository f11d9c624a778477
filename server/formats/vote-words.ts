const SIDE = '(?:model|response|output|answer|assistant|completion|system|candidate|option|player)'
const WORDS: [RegExp, string][] = [
  [new RegExp(`^${SIDE}?[ _-]?(?:a|1|left|first)$`), 'a'],
  [new RegExp(`^${SIDE}?[ _-]?(?:b|2|right|second)$`), 'b'],
  [/^(?:tie|draw|equal|same|about the same|c|a ?= ?b|b ?= ?a)$/, 'tie'],
  [/^(?:both_?bad|tie \(both_?bad\)|both bad|bad)$/, 'both_bad'],
  [/^a ?>{1,2} ?b$|^b ?<{1,2} ?a$|^a[-_ ]is[-_ ]/, 'a'],
  [/^b ?>{1,2} ?a$|^a ?<{1,2} ?b$|^b[-_ ]is[-_ ]/, 'b'],
  [/^(?:skip|skipped)$/, 'skip'],
]

/** The answer of a vote in one of the words `a`, `b`, `tie`, `both_bad` and `skip`; what is none stays as it is. */
export function outcomeWord(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const word = value
    .trim()
    .toLowerCase()
    .replace(/^\[\[(.*)\]\]$/, '$1')
  return WORDS.find(([known]) => known.test(word))?.[1] ?? value
}
