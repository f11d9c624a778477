/**
 * Code in fences or back-ticks, then `\[…\]` and `$$…$$` alone on their lines, then two dollars that nothing closes,
 * then either bracket inside a line.
 */
const parts =
  /(`{3,}|~{3,})[\s\S]*?(?:\1|(?![\s\S]))|(`{1,2})(?:(?!\n\n)[\s\S])*?\2|^([ \t]*)\\\[((?:(?!\\\])[\s\S]){1,4000})\\\][ \t]*$|^([ \t]*)\$\$((?:(?!\$\$)[\s\S]){1,4000})\$\$[ \t]*$|^([ \t]*\$)\$(?=[^$\n]*$)|\\([([])([^\n]{1,1000}?)\\([)\]])/gm

const isFormula = (text: string) => (/[\\^_=<>+]/.test(text) || /^[a-z]$/i.test(text)) && !text.includes('$')

/**
 * Many models write mathematics as `\(x\)` and `\[x\]`, in which Markdown sees escaped brackets. They become the
 * dollars the parser knows; brackets around words stay brackets. A formula of several lines gets its two dollars on
 * lines of their own: beside them the parser would lose it, and without their like it would take the rest for one.
 */
export function bracketsToDollars(text: string): string {
  if (!/\\[([]|\$\$/.test(text)) return text
  return text.replace(parts, (whole, ...groups: (string | undefined)[]) => {
    const [, , indent, block, indentOfDollars, dollars, lone, open, inline, close] = groups
    if (block !== undefined && isFormula(block.trim()) && !/\n\s*\n/.test(block))
      return blockOf(indent, block)
    if (dollars?.includes('\n')) return isBlock(dollars) ? blockOf(indentOfDollars, dollars) : escaped(whole)
    if (lone !== undefined) return escaped(whole)
    const isPair = (open === '(') === (close === ')')
    return inline !== undefined && isPair && isFormula(inline.trim()) ? `$$${inline.trim()}$$` : whole
  })
}

const blockOf = (indent = '', formula: string) => `${indent}$$\n${indent}${formula.trim()}\n${indent}$$`

/** Empty lines part paragraphs, not the lines of a formula, unless its dollars stand alone. */
const isBlock = (formula: string) => !/\n\s*\n/.test(formula) || /^[ \t]*\n[\s\S]*\n[ \t]*$/.test(formula)

const escaped = (text: string) => text.replaceAll('$', '\\$')
