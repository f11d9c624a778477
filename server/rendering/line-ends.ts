/** Windows and old Macintosh line ends, and the two separators Unicode has for lines and paragraphs. */
const lineEnds = /\r*\n|\r|\u2028/g

/**
 * A text with one kind of line end, without what nobody sees: spaces before line ends, empty lines around it, and the
 * space some models put before their first word. Indentation that all lines share stays, since it is code.
 */
export function tidied(text: string): string {
  const lines = text
    .replace(lineEnds, '\n')
    .replaceAll('\u2029', '\n\n')
    .split('\n')
    .map((line) => line.trimEnd())
  const whole = lines.join('\n')
  const first = lines.findIndex((line) => line !== '')
  if (first < 0) return ''
  const rest = lines.slice(first + 1).filter((line) => line !== '')
  const least = rest.reduce((indent, line) => Math.min(indent, indentOf(line)), Number.POSITIVE_INFINITY)
  const isCode = rest.length > 0 && Math.min(least, indentOf(lines[first] as string)) >= 4
  return isCode ? lines.slice(first).join('\n').trimEnd() : whole.trim()
}

/** As `tidied`, and with one empty line wherever there were more: a text as it is shown where it is not laid out. */
export const evened = (text: string): string => tidied(text).replace(/\n{3,}/g, '\n\n')

/** How many columns a line is set in; a tab goes to the next fourth, as in Markdown. */
export function indentOf(line: string): number {
  let column = 0
  for (const letter of line) {
    if (letter === ' ') column++
    else if (letter === '\t') column += 4 - (column % 4)
    else break
  }
  return column
}
