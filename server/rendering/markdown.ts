import type { ElementContent } from 'hast'
import rehypeHighlight from 'rehype-highlight'
import rehypeKatex from 'rehype-katex'
import rehypeSanitize from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { bracketsToDollars } from './latex-brackets.ts'
import { strictSchema } from './schema.ts'
import { sourceRules } from './source-rules.ts'
import { tame } from './tame.ts'

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkMath)
  .use(sourceRules)
  .use(remarkRehype, { handlers: { html: (_state, node, parent) => markupAsWritten(node.value, parent) } })
  .use(rehypeKatex, { output: 'mathml', trust: false, strict: 'ignore', maxSize: 10, maxExpand: 200 })
  .use(rehypeHighlight, { detect: false })
  .use(tame)
  .use(rehypeSanitize, strictSchema)
  .use(rehypeStringify)
  .freeze()

/** @throws RangeError where the text is nested too deep to be laid out */
export function markdownToHtml(text: string): string {
  return String(processor.processSync(bracketsToDollars(text)))
}

/** Tags in a text are shown, not obeyed; a line break, which tables cannot write otherwise, is the one exception. */
function markupAsWritten(value: string, parent: { type: string } | undefined): ElementContent {
  const text: ElementContent = { type: 'text', value }
  if (/^<br\s*\/?>$/i.test(value)) return { type: 'element', tagName: 'br', properties: {}, children: [] }
  const isBlock = parent === undefined || ['root', 'blockquote', 'listItem'].includes(parent.type)
  if (!isBlock) return text
  return { type: 'element', tagName: 'pre', properties: {}, children: [text] }
}
