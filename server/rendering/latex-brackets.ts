/** Code in fences or back-ticks, then `\[…\]` alone on its lines, then either bracket inside a line. */
const parts =
  /(`{3,}|~{3,})[\s\S]*?(?:\1|(?![\s\S]))|(`{1,2})(?:(?!\n\n)[\s\S])*?\2|^([ \t]*)\\\[((?:(?!\\\])[\s\S]){1,4000})\\\][ \t]*$|\\([([])([^\n]{1,1000}?)\\([)\]])/gm

const isFormula = (text: string) => (/[\\^_=<>+]/.test(text) || /^[a-z]$/i.test(text)) && !text.includes('$')

/**
 * Many models write mathematics as `\(x\)` and `\[x\]`, in which Markdown sees escaped brackets. They become the
 * dollars the parser knows; brackets around words stay brackets.
 */
export function bracketsToDollars(text: string): string {
  if (!/\\[([]/.test(text)) return text
  return text.replace(parts, (whole, ...groups: (string | undefined)[]) => {
    const [, , indent, block, open, inline, close] = groups
    if (block !== undefined && isFormula(block.trim()) && !/\n\s*\n/.test(block)) {
      return `${indent}$$\n${indent}${block.trim()}\n${indent}$$`
    }
    const isPair = (open === '(') === (close === ')')
    return inline !== undefined && isPair && isFormula(inline.trim()) ? `$$${inline.trim()}$$` : whole
  })
}
