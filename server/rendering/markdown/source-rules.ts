import type {
  Code,
  Definition,
  FootnoteDefinition,
  Heading,
  Image,
  Link,
  List,
  Paragraph,
  Parents,
  PhrasingContent,
  Root,
  RootContent,
} from 'mdast'
import type { Math as Formula } from 'mdast-util-math'
import { definitionsAsText, footnoteMark, usedDefinitions } from './definitions.ts'
import { isMarkup } from './emphasis.ts'
import { withBreaks } from './line-breaks.ts'

const longestHighlighted = 20_000

export type Source = { text: string; used: Set<Definition | FootnoteDefinition> }

/**
 * Where Markdown would change or drop what was written, the text wins: every line end is a break, definitions nobody
 * uses are shown, and asterisks of arithmetic stay. Empty lines between the items of a list make no difference.
 */
export function sourceRules() {
  return (tree: Root, file: { value: unknown }) => {
    const source: Source = { text: String(file.value), used: usedDefinitions(tree) }
    const open: [Parents, number | null][] = [[tree, null]]
    for (let next = open.pop(); next; next = open.pop()) {
      const [parent, around] = next
      const column = isOfWords(parent) ? (parent.position?.start.column ?? 1) : around
      const children = definitionsAsText(parent.children as RootContent[], source)
      const shown = children.flatMap((node, at) =>
        shownAs(afterBreak(node, children[at - 1]), source, column),
      )
      parent.children = shown as never
      for (const child of shown) if ('children' in child) open.push([child, column])
    }
  }
}

/** A line that ends in the break of HTML ends once. */
const afterBreak = (node: RootContent, before: RootContent | undefined): RootContent =>
  node.type === 'text' && before?.type === 'html' && /^<br\s*\/?>$/i.test(before.value)
    ? { ...node, value: node.value.replace(/^\n/, '') }
    : node

const isOfWords = ({ type }: Parents) => type === 'paragraph' || type === 'heading'

function shownAs(node: RootContent, source: Source, column: number | null): RootContent[] {
  switch (node.type) {
    case 'text':
    case 'html':
    case 'inlineCode':
      return withBreaks(node, source.text, column)
    case 'emphasis':
    case 'strong':
      return isMarkup(node, source.text)
        ? [node]
        : withMarks(node, source.text).flatMap((part) => shownAs(part, source, column))
    case 'heading':
      return underlined(node, source.text)
    case 'list':
      return [evenly(node, source.text)]
    case 'code':
      return [wholeCode(node)]
    case 'link':
    case 'image':
      return [withAddress(node)]
    case 'math':
      return [wholeFormula(node)]
    case 'footnoteReference':
      return [footnoteMark(node.label ?? node.identifier)]
    default:
      return [node]
  }
}

function withMarks(
  node: Extract<PhrasingContent, { children: PhrasingContent[] }>,
  source: string,
): PhrasingContent[] {
  const mark = source.slice(node.position?.start.offset, node.children[0]?.position?.start.offset)
  return [{ type: 'text', value: mark }, ...node.children, { type: 'text', value: mark }]
}

/** Three dashes below a line part it from what follows, as they do after an empty line. */
function underlined(node: Heading, source: string): RootContent[] {
  const { start, end } = node.position ?? {}
  const underline = /\n[ \t>]*(=+|-+)[ \t]*$/.exec(source.slice(start?.offset, end?.offset))?.[1]
  if (underline === undefined || source[start?.offset ?? 0] === '#') return [node]
  const isTitle = !source
    .slice(start?.offset, end?.offset)
    .trimEnd()
    .slice(0, -underline.length)
    .trim()
    .includes('\n')
  if (underline.startsWith('=') ? isTitle : isTitle && underline.length > 3) return [node]
  const paragraph: Paragraph = {
    type: 'paragraph',
    children: node.children,
    ...(node.position && { position: node.position }),
  }
  if (underline.length > 2 && underline.startsWith('-')) return [paragraph, { type: 'thematicBreak' }]
  paragraph.children.push({ type: 'break' }, { type: 'text', value: underline })
  return [paragraph]
}

function evenly(list: List, source: string): List {
  let number = list.start ?? 1
  list.spread = false
  for (const item of list.children) {
    item.spread = item.children.filter(({ type }) => type === 'paragraph').length > 1
    const written = Number.parseInt(
      source.slice(item.position?.start.offset, (item.position?.start.offset ?? 0) + 9),
      10,
    )
    if (list.ordered && written > number) {
      item.data = { hProperties: { value: String(written) } }
      number = written
    }
    number++
  }
  return list
}

/** What stands behind the language of a fence is most often the first line of the code. */
function wholeCode(code: Code): Code {
  const { lang, meta } = code
  if (lang && (meta || !/^[\w+#.-]+$/.test(lang)))
    return { ...code, lang: null, meta: null, value: `${lang}${meta ? ` ${meta}` : ''}\n${code.value}` }
  return code.value.length > longestHighlighted ? { ...code, lang: null } : code
}

/** The address as it was written: nobody follows it, so nothing need be encoded. */
function withAddress<Node extends Link | Image>(node: Node): Node {
  return { ...node, data: { hProperties: { [node.type === 'link' ? 'href' : 'src']: node.url } } }
}

function wholeFormula(formula: Formula): Formula {
  if (!formula.meta) return formula
  const value = `${formula.meta}\n${formula.value}`
  const [code] = formula.data?.hChildren ?? []
  if (code?.type === 'element') code.children = [{ type: 'text', value }]
  return { ...formula, meta: null, value }
}
