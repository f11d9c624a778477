import rehypeHighlight from 'rehype-highlight'
import rehypeKatex from 'rehype-katex'
import rehypeRaw from 'rehype-raw'
import rehypeSanitize from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import remarkCjkFriendly from 'remark-cjk-friendly'
import remarkCjkFriendlyStrikethrough from 'remark-cjk-friendly-gfm-strikethrough'
import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { type Preset, unified } from 'unified'
import { tidied } from '../line-ends.ts'
import { dollarRules } from './dollars.ts'
import { tagsAsMarkup, tagsAsText } from './html-tags.ts'
import { bracketsToDollars } from './latex-brackets.ts'
import { refuseDepth, tame } from './sanitised.ts'
import { strictSchema } from './schema.ts'
import { sourceRules } from './source-rules.ts'
import { fenceCode } from './unfenced-code.ts'

const read: Preset = {
  plugins: [
    remarkParse,
    [remarkGfm, { singleTilde: false }],
    remarkCjkFriendly,
    [remarkCjkFriendlyStrikethrough, { singleTilde: false }],
    remarkMath,
    dollarRules,
    sourceRules,
  ],
}

const write: Preset = {
  plugins: [
    [rehypeKatex, { output: 'mathml', trust: false, strict: 'ignore', maxSize: 10, maxExpand: 200 }],
    [rehypeHighlight, { detect: false }],
    tame,
    [rehypeSanitize, strictSchema],
    rehypeStringify,
  ],
}

const layouts = {
  text: unified()
    .use(read)
    .use(remarkRehype, { handlers: { html: tagsAsText } })
    .use(write)
    .freeze(),
  convert: unified()
    .use(read)
    .use(remarkRehype, { allowDangerousHtml: true, handlers: { html: tagsAsMarkup } })
    .use(refuseDepth)
    .use(rehypeRaw)
    .use(write)
    .freeze(),
}

/** What becomes of HTML in a text: it is shown as it was written, or its simple tags become what they mean. */
export type Tags = keyof typeof layouts

/** @throws RangeError where the text is nested too deep to be laid out */
export function markdownToHtml(text: string, tags: Tags = 'text'): string {
  return String(layouts[tags].processSync(bracketsToDollars(fenceCode(tidied(text)))))
}
