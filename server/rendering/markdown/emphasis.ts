import type { Emphasis, Strong } from 'mdast'

/** Names between two underscores that mean something to a language of programs. */
const reserved =
  /^(?:init|main|name|file|doc|str|repr|len|call|enter|exit|iter|next|new|del|eq|ne|lt|le|gt|ge|hash|bool|add|sub|mul|and|or|all|dict|class|bases|self|slots|version|author|import|getitem|setitem|delitem|getattr|setattr|contains|format|bytes|index|int|float|proto|func|line|attribute|dirname|filename|cplusplus|global|device|typename)$/i

/**
 * Whether the marks around a word were meant as marks: not in `3*4*5`, `x**2 + y**2` and `__init__(self)`, of which
 * Markdown would keep the letters alone.
 */
export function isMarkup(node: Emphasis | Strong, source: string): boolean {
  const start = node.position?.start.offset ?? 0
  const end = node.position?.end.offset ?? 0
  const marks = node.type === 'strong' ? 2 : 1
  const inner = source.slice(start + marks, end - marks)
  const before = source.charAt(start - 1)
  const after = source.charAt(end)
  if (source.charAt(start) === '_') return !(marks === 2 && isName(inner, before, after))
  const isInside = /[a-z\d)\]]/i.test(before) && /[a-z\d([]/i.test(after)
  return !isInside || (/^\p{L}+$/u.test(inner) && inner.length > 1 && !/\d/.test(before + after))
}

const isName = (inner: string, before: string, after: string) =>
  /^[a-z]\w*$/i.test(inner) && (reserved.test(inner) || /[.\w]/.test(before) || /[([.=\w]/.test(after))
