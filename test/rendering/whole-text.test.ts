import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { markdownToHtml } from '../../server/rendering/markdown/markdown.ts'

const shared = join(process.env.SHARED_DIR ?? resolve(import.meta.dirname, '../../../shared'), 'data')
const wanted = 500

/** What Markdown and its kin mean by their own marks, and what letters of a page are not text. */
const marks = /[\s*_`#>|~\-+=\\:()[\]!.$<"'&;/^{},…]/gu

/** The letters a reader sees, from HTML; of a formula its source. */
function seen(html: string): string {
  return html
    .replace(/<math.*?<annotation[^>]*>(.*?)<\/annotation>.*?<\/math>/gs, '$1')
    .replace(/<[^>]*>/g, '')
    .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/[☑☐]/g, '')
    .replace(marks, '')
}

/** The letters of a source, less what its markup means: names of languages, numbers of items, breaks, boxes. */
function meant(source: string): string {
  return source
    .replace(/\r/g, '\n')
    .replace(/^([ \t>]*)(?:`{3,}|~{3,})[ \t]*[\w+#.-]+[ \t]*$/gm, '$1')
    .replace(/^([ \t>*+-]*)(?:\d{1,9}[.)](?=\s|$)[ \t]*)+/gm, '$1')
    .replace(/^([ \t>*+-]*)\[[ xX]\]/gm, '$1')
    .replace(/<br\s*\/?>/gi, '')
    .replace(/&(?:amp|lt|gt|quot|nbsp|#39|#x27);/g, '')
    .replace(marks, '')
}

describe.skipIf(!existsSync(shared))('real texts (skipped where the shared data is absent)', () => {
  test('lose no character on the screen', () => {
    const texts = realTexts()
    expect(texts.length).toBe(wanted)
    const lost = texts.filter((text) => seen(markdownToHtml(text)) !== meant(text))
    expect(lost.map((text) => text.slice(0, 200))).toEqual([])
  }, 60_000)

  test('and look the same whatever stands unseen at the ends of their lines', () => {
    for (const text of realTexts().filter((_, n) => n % 10 === 0))
      expect(markdownToHtml(unseen(text, 7))).toBe(markdownToHtml(text))
  }, 60_000)
})

function realTexts(): string[] {
  const lines = (file: string) =>
    readFileSync(join(shared, file), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line))
  const all: string[] = [
    ...lines('llmfao/results.jsonl').map(({ result }) => result),
    ...lines('messy/outputs-permissive.jsonl').map(({ output }) => output),
  ].filter((text) => text.length < 5000)
  const step = Math.max(1, Math.floor(all.length / wanted))
  return all.filter((_, n) => n % step === 0).slice(0, wanted)
}

/** Spaces before line ends, other line ends, more empty lines outside of code. */
function unseen(text: string, seed: number): string {
  const ends = [' \n', '  \n', '\t\n', '\r\n', ' \r\n']
  return text
    .split('\n')
    .map((line, at) => line + (ends[(at * seed) % ends.length] as string))
    .join('')
}

const word = fc.constantFrom(
  'sea',
  '**tide**',
  '20~30',
  '$5',
  '$x^2$',
  '「海」',
  '__init__',
  'a*b',
  '`code`',
  '~~old~~',
  '[x](https://e.example)',
)
const line = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '))
const paragraph = fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n'))
const block = fc.oneof(
  paragraph,
  line.map((text) => `# ${text}`),
  fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.map((text) => `- ${text}`).join('\n')),
  fc
    .array(line, { minLength: 1, maxLength: 3 })
    .map((lines) => lines.map((text, n) => `${n + 1}. ${text}`).join('\n')),
  line.map((text) => `> ${text}`),
  fc.constant('x = f("a")\ny = g(x)'),
  fc.constant('---'),
)
const blocks = fc.array(block, { minLength: 1, maxLength: 5 })

describe('two texts that differ in nothing anybody sees', () => {
  test('look the same: spaces before line ends, other line ends, more empty lines', () => {
    fc.assert(
      fc.property(
        blocks,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 9 }),
        (parts, gap, seed) => {
          const tidy = parts.join('\n\n')
          expect(markdownToHtml(unseen(parts.join('\n'.repeat(gap + 1)), seed))).toBe(markdownToHtml(tidy))
        },
      ),
      { numRuns: 60, seed: 12 },
    )
  })

  test('look the same with and without empty lines between the items of a list', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 2, maxLength: 5 }), (items) => {
        const list = (gap: string) => items.map((text) => `- ${text}`).join(gap)
        expect(markdownToHtml(list('\n\n'))).toBe(markdownToHtml(list('\n')))
      }),
      { numRuns: 30, seed: 12 },
    )
  })
})

describe('prices', () => {
  const amount = fc.nat(999).map((cents) => `$${cents}`)
  const wordy = fc.constantFrom('**now**', 'or', 'and `code`', '*later*', 'e', 'bis', 'до', 'между')
  test('are never a formula, however many stand in a line', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(wordy, amount), { minLength: 2, maxLength: 6 }), (parts) => {
        const html = markdownToHtml(parts.flat().join(' '))
        expect(html).not.toContain('<math')
        expect(html.match(/\$/g)).toHaveLength(parts.length)
        expect(html).not.toContain('**')
      }),
      { numRuns: 80, seed: 12 },
    )
  })
})
