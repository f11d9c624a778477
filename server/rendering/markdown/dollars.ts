import type { Code, Construct, Effects, Extension, State, TokenizeContext } from 'micromark-util-types'
import type { Processor } from 'unified'

const dollar = 36

/**
 * Has the parser of mathematics ask first whether dollar signs are prices or variables of a shell. What is refused is
 * never taken out of the text, so the markup between two prices is read like any other.
 */
export function dollarRules(this: Processor) {
  const extensions: Extension[] =
    (this.data() as { micromarkExtensions?: Extension[] }).micromarkExtensions ?? []
  for (const { text } of extensions) {
    const construct = text?.[dollar]
    if (text && construct && !Array.isArray(construct)) text[dollar] = onlyFormulas(construct)
  }
}

function onlyFormulas(construct: Construct): Construct {
  return {
    ...construct,
    tokenize(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
      const before = letterOf(this.previous)
      const decide: State = (next) => {
        const token = this.events.at(-1)?.[1]
        const written = token ? this.sliceSerialize(token) : ''
        if (!isFormula({ before, written, after: letterOf(next) })) return nok(next)
        return /^\w$/.test(letterOf(next)) && !written.startsWith('$$')
          ? effects.check({ tokenize: tokenizeEnding }, ok, nok)(next)
          : ok(next)
      }
      return construct.tokenize.call(this, effects, decide, nok) as State
    },
  }
}

const letterOf = (code: Code): string => (code === null || code < 0 ? '' : String.fromCharCode(code))

/** `$n$th` and `$x$s` end a word; `$HOME/bin:$PATH` does not. */
function tokenizeEnding(effects: Effects, ok: State, nok: State): State {
  let word = ''
  const read: State = (code) => {
    const letter = letterOf(code)
    if (!/^[\w${(]$/.test(letter)) return leave(code)
    word += letter
    if (word.length > 2) return nok(code)
    effects.consume(code)
    return read
  }
  const leave: State = (code) => {
    effects.exit('data')
    return /^(?:th|st|nd|rd|s|es)$/.test(word) ? ok(code) : nok(code)
  }
  return (code) => {
    effects.enter('data')
    return read(code)
  }
}

type Written = { before: string; written: string; after: string }

/**
 * As in Pandoc, a dollar sign opens inline mathematics only before a visible character and closes it only after one
 * and before anything but a digit; besides, an amount with words after it is a price, and so is a dollar sign that
 * belongs to a number or a name before it.
 */
export function isFormula({ before, written, after }: Written): boolean {
  const marks = /^\$+/.exec(written)?.[0].length ?? 0
  const inner = written.slice(marks, -marks)
  if (marks > 1) return !/^(?:[;,)]|\s)/.test(inner) || /[\\^_=<>+{}\d]/.test(inner)
  if (/^\s|\s$/.test(inner) || /^[\d{]$/.test(after)) return false
  if (/["`]|\*\*|\]\(/.test(inner)) return false
  if (/^(?:[),;:!?\]}]|\.(?!\d))/.test(inner) || /(?<!\\)[([{/@:]$/.test(inner)) return false
  if (/[a-z]/i.test(before) && /^\d/.test(inner)) return false
  if (/\d/.test(before) && /^[-–/]/.test(inner)) return false
  return !isProse(inner)
}

/** Two words that nothing but space parts, or one after an amount of money. */
function isProse(inner: string): boolean {
  const words = inner
    .replace(/\\(?:text|mathrm|operatorname|mbox)\s?\{[^{}]*\}/g, ' 1 ')
    .replace(/\\[a-z]+/gi, ' 1 ')
  if (/^\d/.test(inner)) return /\p{L}\p{L}|\s\p{L}\s+\p{L}(?:\P{L}|$)/u.test(words)
  return !/\\[a-z]/i.test(inner) && /\p{L}\p{L}\s+\p{L}\p{L}/u.test(words)
}
