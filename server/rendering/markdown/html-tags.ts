import type { Element, ElementContent } from 'hast'

type Html = { value: string }
type Raw = { type: 'raw'; value: string }
type Parent = { type: string } | undefined

/** Tags in a text are shown, not obeyed; a line break, which tables cannot write otherwise, is the one exception. */
export function tagsAsText(_state: unknown, { value }: Html, parent: Parent): ElementContent {
  if (/^<br\s*\/?>$/i.test(value)) return lineBreak()
  if (!isBlock(parent)) return { type: 'text', value }
  return /<(?!br\s*\/?>)/i.test(value)
    ? element('pre', [{ type: 'text', value }])
    : element('p', linesOf(value))
}

/** A paragraph that begins with a line break is no block of tags. */
function linesOf(value: string): ElementContent[] {
  const lines = value.split(/<br\s*\/?>\n?|\n/i)
  return lines.flatMap((line, at) => [
    ...(at === 0 ? [] : [lineBreak()]),
    { type: 'text' as const, value: line },
  ])
}

const lineBreak = () => element('br', [])

const simple =
  /<(\/?)(b|i|em|strong|u|s|del|br|hr|p|div|span|ul|ol|li|blockquote|code|pre|sub|sup|h[1-6]|table|thead|tbody|tr|th|td|a)(?:\s(?=[^<>]{0,1000}=)[^<>]*)?\s?(\/?)>/gi

/** Simple tags become what they mean, without their attributes; all others are shown as they were written. */
export function tagsAsMarkup(state: unknown, node: Html, parent: Parent): ElementContent | Raw {
  const { value } = node
  if (/^<!--|^<(?:script|style|!doctype|html|\?)/i.test(value)) return tagsAsText(state, node, parent)
  let html = ''
  let from = 0
  for (const match of value.matchAll(simple)) {
    html += withoutTags(value.slice(from, match.index)) + bare(match)
    from = match.index + match[0].length
  }
  return from === 0
    ? tagsAsText(state, node, parent)
    : { type: 'raw', value: html + withoutTags(value.slice(from)) }
}

const meaning: Record<string, string> = { b: 'strong', i: 'em', u: 'em', s: 'del' }

function bare([tag, closing, written = '']: RegExpMatchArray): string {
  const name = written.toLowerCase()
  const address = name === 'a' && /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(tag ?? '')
  const href = address ? (address[1] ?? address[2] ?? address[3] ?? '') : ''
  return `<${closing}${meaning[name] ?? name}${href === '' ? '' : ` href="${href.replaceAll('"', '&quot;')}"`}>`
}

const withoutTags = (text: string) =>
  text
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/(?<=\S[ \t]*)\n(?=[ \t]*\S)/g, '<br>')

const isBlock = (parent: Parent) =>
  parent === undefined || ['root', 'blockquote', 'listItem'].includes(parent.type)

function element(tagName: string, children: ElementContent[]): Element {
  return { type: 'element', tagName, properties: {}, children }
}
