import type { Html, InlineCode, PhrasingContent, RootContent, Text } from 'mdast'

const mostIndent = 40
const space = '\u00a0'

/**
 * A node as it was written, line for line. Lines set in by two columns and more keep that in spaces that stay.
 *
 * @param column where the paragraph around it begins, or null outside one
 */
export function withBreaks(
  node: Text | Html | InlineCode,
  source: string,
  column: number | null,
): RootContent[] {
  const written = source.slice(node.position?.start.offset, node.position?.end.offset).split('\n')
  if (column === null || written.length === 1) return [node]
  const lines = node.type === 'inlineCode' ? codeLines(written) : node.value.split('\n')
  return lines.flatMap((line, at): PhrasingContent[] => {
    const isLast = at === lines.length - 1
    const part = { ...node, value: at === 0 ? line : isLast ? line.trimStart() : line.trim() }
    if (at === 0) return [part]
    const indent = lines.length === written.length ? indentBeyond(written[at] as string, column) : ''
    return [{ type: 'break' }, ...(indent === '' ? [] : [{ type: 'text' as const, value: indent }]), part]
  })
}

/** Without the back-ticks around the whole. */
function codeLines(written: string[]): string[] {
  const marks = /^`+/.exec(written[0] ?? '')?.[0].length ?? 0
  return written
    .join('\n')
    .slice(marks, -marks)
    .split('\n')
    .map((line) => line.trim())
}

function indentBeyond(line: string, column: number): string {
  const width = (/^ */.exec(line)?.[0].length ?? 0) - (column - 1)
  return width < 2 ? '' : space.repeat(Math.min(width, mostIndent))
}
