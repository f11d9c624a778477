import { describe, expect, test } from 'vitest'
import { renderConversation, renderMarkdown } from '../../server/rendering/rendering.ts'

const asWritten = /^<pre dir="auto" tabindex="0">/

describe('a text that is too much to lay out', () => {
  test('is shown as written when it is very long', async () => {
    const html = await renderMarkdown(`**bold** <b> ${'word '.repeat(50_000)}`)
    expect(html).toMatch(asWritten)
    expect(html).toContain('**bold** &lt;b&gt;')
  })

  test.each([
    ['quotes', `${'> '.repeat(300)}deep`],
    ['lists', Array.from({ length: 200 }, (_, n) => `${'  '.repeat(n)}- x`).join('\n')],
    ['emphasis', `${'*a **b '.repeat(400)}c`],
    ['brackets', '['.repeat(20_000)],
    ['formulas', `$${'{'.repeat(5000)}x${'}'.repeat(5000)}$`],
    ['macros that grow', `$\\def\\a{xx}\\def\\b{\\a\\a}\\def\\c{\\b\\b}${'\\c'.repeat(300)}$`],
    ['tables', `|${'a|'.repeat(2000)}\n|${'-|'.repeat(2000)}\n|${'b|'.repeat(2000)}`],
    ['backticks', Array.from({ length: 300 }, (_, n) => '`'.repeat(n + 1)).join(' ')],
    ['open tags', '<a '.repeat(30_000)],
    ['links in links', `${'[a]('.repeat(4000)}`],
    ['underscores', '_a_'.repeat(20_000)],
  ])('is answered with all its words: %s', async (_, text) => {
    const html = await renderMarkdown(text)
    expect(html.length).toBeGreaterThan(0)
    expect(html.length).toBeLessThan(60 * text.length + 1000)
  })

  test('is shown as written when it takes longer than two seconds, and the next text is laid out', async () => {
    const slow = `${'a**b'.repeat(24_000)}${'*a_ '.repeat(20_000)}`
    const [first, second] = await Promise.all([renderMarkdown(slow), renderMarkdown('**next**')])
    expect(first.length).toBeGreaterThan(slow.length / 2)
    expect(second).toBe('<p dir="auto"><strong>next</strong></p>')
  })

  test('has as many turns as it likes', async () => {
    const turns = Array.from({ length: 600 }, (_, n) => ({ role: 'user' as const, content: `**${n}**` }))
    const html = await renderConversation(turns)
    expect(html.match(/data-turn/g)).toHaveLength(600)
    expect(html).toContain('**599**')
  })
})

describe('many texts at once', () => {
  test('each get their own answer', async () => {
    const texts = Array.from({ length: 200 }, (_, n) => `**${n}**`)
    const html = await Promise.all(texts.map(renderMarkdown))
    expect(html).toEqual(texts.map((_, n) => `<p dir="auto"><strong>${n}</strong></p>`))
  })

  test('and the same text the same answer, whoever wrote it', async () => {
    const text = '# A\n\n$x$ and `code` [l](https://e.example)'
    const answers = await Promise.all(Array.from({ length: 5 }, () => renderMarkdown(text)))
    expect(new Set(answers).size).toBe(1)
  })
})
