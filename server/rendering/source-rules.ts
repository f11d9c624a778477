import type { Code, Parents, Root, Text } from 'mdast'
import type { InlineMath } from 'mdast-util-math'

const longestHighlighted = 20_000

/**
 * Prices are not formulas: a dollar sign opens inline mathematics only before a visible character and closes it only
 * after one and before anything but a digit, as in Pandoc. Very long code is left uncoloured.
 */
export function sourceRules() {
  return (tree: Root, file: { value: unknown }) => {
    const source = String(file.value)
    const open: Parents[] = [tree]
    for (let parent = open.pop(); parent; parent = open.pop()) {
      parent.children = parent.children.map((node) => {
        const kept = node.type === 'inlineMath' ? mathOrMoney(node, source) : node
        if (kept.type === 'code') uncolourLong(kept)
        if ('children' in kept) open.push(kept)
        return kept
      }) as never
    }
  }
}

function mathOrMoney(node: InlineMath, source: string): InlineMath | Text {
  const start = node.position?.start.offset ?? 0
  const end = node.position?.end.offset ?? 0
  const written = source.slice(start, end)
  if (written.startsWith('$$')) return node
  const fits = !/^\$\s/.test(written) && !/\s\$$/.test(written) && !/\d/.test(source.charAt(end))
  return fits ? node : { type: 'text', value: written }
}

function uncolourLong(code: Code): void {
  if (code.value.length > longestHighlighted) code.lang = null
}
