import type { Element, ElementContent, Root } from 'hast'
import { reorders } from '../plain.ts'

const deepest = 100
const longestAddress = 200
/** Those that hold paragraphs with a direction of their own, past which `auto` does not look. */
const blocks = new Set(['ul', 'ol', 'blockquote'])
const paragraphs = new Set(['p', 'ul', 'ol', 'blockquote', 'td', 'th'])

/**
 * Makes a text fit to stand in a page that is not its own: addresses become words, headings step below the page's,
 * task boxes become signs, wide blocks scroll inside themselves, and each paragraph finds its own direction,
 * in which code has no say.
 */
export function tame() {
  return (tree: Root) => {
    limitDepth(tree)
    tree.children = tree.children.flatMap((node) => (node.type === 'doctype' ? [] : tamed(node)))
    nestHeadings(tree, [])
  }
}

export const refuseDepth = () => limitDepth

/** The steps below call themselves; so do the sanitiser and the writer. */
function limitDepth(tree: Root): void {
  const open: [Root | ElementContent, number][] = [[tree, 0]]
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, depth] = next
    if (depth > deepest) throw new RangeError(`Cannot lay out text nested more than ${deepest} deep`)
    if ('children' in node) for (const child of node.children) open.push([child as ElementContent, depth + 1])
  }
}

function tamed(node: ElementContent): ElementContent[] {
  if (node.type === 'comment' || node.type === 'raw') return []
  if (node.type === 'text') return reorders(node.value) ? [element('bdi', {}, [node])] : [node]
  node.children = node.children.flatMap(tamed)
  if (node.tagName === 'a') return asWords(node.children, node.properties.href, node.properties.title)
  if (node.tagName === 'img') {
    const words = [{ type: 'text' as const, value: `[${node.properties.alt ?? ''}]` }]
    return asWords(words, node.properties.src, node.properties.title)
  }
  if (isFormulaWrapper(node)) return node.children
  if (node.tagName === 'input') return [{ type: 'text', value: node.properties.checked ? '☑' : '☐' }]
  if (node.tagName === 'table')
    return [element('div', { tabIndex: 0, ...(runsLeft(node) && { dir: 'rtl' }) }, [node])]
  if (node.tagName === 'code') node.properties.dir = 'ltr'
  if (node.tagName === 'pre') Object.assign(node.properties, { tabIndex: 0, dir: 'ltr' })
  if (paragraphs.has(node.tagName)) node.properties.dir = 'auto'
  if (isHeading(node)) node.properties.dir = 'auto'
  if (blocks.has(node.tagName) && runsLeft(node)) node.properties.dir = 'rtl'
  return [node]
}

/** Whether its first letter belongs to a script that runs from right to left. */
const runsLeft = (node: Element): boolean => rightToLeft.test(firstLetter(node) ?? '')

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

function firstLetter(node: ElementContent): string | null {
  if (node.type === 'text') return /\p{L}/u.exec(node.value)?.[0] ?? null
  if (node.type !== 'element' || ['code', 'pre', 'math'].includes(node.tagName)) return null
  for (const child of node.children) {
    const letter = firstLetter(child)
    if (letter !== null) return letter
  }
  return null
}

function isFormulaWrapper(node: Element): boolean {
  return node.tagName === 'span' && /^katex/.test(String(node.properties.className))
}

function asWords(words: ElementContent[], address: unknown, title: unknown): ElementContent[] {
  const href = typeof address === 'string' ? address.trim() : ''
  const said = words.length === 1 && words[0]?.type === 'text' ? words[0].value : null
  const isSaid =
    href === '' || said === href || (said && (href === `mailto:${said}` || href === `http://${said}`))
  const short = href.length > longestAddress ? `${href.slice(0, longestAddress)}…` : href
  const beside = [...(isSaid ? [] : [short]), ...(typeof title === 'string' && title !== '' ? [title] : [])]
  if (beside.length === 0) return words
  return [...words, ...tamed({ type: 'text', value: ` (${beside.join(', ')})` })]
}

/** Headings start at the third level, below the page's own, and none is left out on the way down. */
function nestHeadings(node: Root | Element, above: number[]): void {
  for (const child of node.children) {
    if (child.type !== 'element') continue
    if (isHeading(child)) {
      const level = Number(child.tagName.slice(1))
      while (above.length > 0 && (above.at(-1) as number) >= level) above.pop()
      above.push(level)
      child.tagName = `h${Math.min(above.length + 2, 6)}`
    } else nestHeadings(child, above)
  }
}

const isHeading = (node: Element) => /^h[1-6]$/.test(node.tagName)

function element(tagName: string, properties: Element['properties'], children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children }
}
