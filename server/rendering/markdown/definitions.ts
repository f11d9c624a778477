import type { Definition, FootnoteDefinition, Nodes, Paragraph, Root, RootContent } from 'mdast'
import type { Source } from './source-rules.ts'

type Labelled = { identifier: string; label?: string | null | undefined }

/** The definitions some link, picture or note of the text leads to: of several with one name, the first. */
export function usedDefinitions(tree: Root): Set<Definition | FootnoteDefinition> {
  const first = new Map<string, Definition | FootnoteDefinition>()
  const wanted = new Set<string>()
  const open: Nodes[] = [tree]
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'definition') {
      const name = `link ${node.identifier}`
      const known = first.get(name)
      if (!known || startOf(node) < startOf(known)) first.set(name, node)
    } else if (node.type === 'linkReference' || node.type === 'imageReference')
      wanted.add(`link ${node.identifier}`)
    if ('children' in node) open.push(...(node.children as Nodes[]))
  }
  return new Set([...first].filter(([name]) => wanted.has(name)).map(([, node]) => node))
}

const startOf = (node: Nodes) => node.position?.start.offset ?? 0

/** Definitions nobody uses, as they were written, and notes where they stand. */
export function definitionsAsText(nodes: RootContent[], { text, used }: Source): RootContent[] {
  const shown: RootContent[] = []
  let last: { paragraph: Paragraph; line: number } | null = null
  for (const node of nodes) {
    if (node.type === 'footnoteDefinition') shown.push(...noteInPlace(node))
    else if (node.type !== 'definition' || used.has(node)) shown.push(node)
    else {
      const written = {
        type: 'text' as const,
        value: text.slice(node.position?.start.offset, node.position?.end.offset),
      }
      const line = node.position?.start.line ?? 0
      if (last?.line === line - 1) last.paragraph.children.push({ type: 'break' }, written)
      else {
        last = { paragraph: { type: 'paragraph', children: [written] }, line }
        shown.push(last.paragraph)
      }
      last.line = node.position?.end.line ?? line
    }
  }
  return shown
}

function noteInPlace(note: FootnoteDefinition): RootContent[] {
  const mark = footnoteMark(labelOf(note))
  const [first, ...rest] = note.children
  if (first?.type !== 'paragraph') return [{ type: 'paragraph', children: [mark] }, ...note.children]
  return [{ ...first, children: [mark, { type: 'text', value: ' ' }, ...first.children] }, ...rest]
}

const labelOf = ({ label, identifier }: Labelled) => label ?? identifier

/** Notes keep the names they were given. */
export function footnoteMark(label: string): Paragraph['children'][number] {
  return { type: 'emphasis', data: { hName: 'sup' }, children: [{ type: 'text', value: label }] }
}
