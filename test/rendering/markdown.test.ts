import { describe, expect, test } from 'vitest'
import { renderConversation, renderMarkdown } from '../../server/rendering.ts'

/** Without the attributes every block carries, so that an expectation reads as HTML. */
const bare = async (text: string) =>
  (await renderMarkdown(text)).replace(/ dir="auto"| tabindex="0"|(?<=<code) dir="ltr"/g, '')

describe('prose', () => {
  test.each([
    ['emphasis', '**b** *e* ~~d~~ `c`', '<p><strong>b</strong> <em>e</em> <del>d</del> <code>c</code></p>'],
    ['headings, two steps below the page’s own', '# One\n\n## Two', '<h3>One</h3>\n<h4>Two</h4>'],
    [
      'headings without a gap, however deep the text begins',
      '### Three\n\n###### Six\n\n# One',
      '<h3>Three</h3>\n<h4>Six</h4>\n<h3>One</h3>',
    ],
    ['lists that start where they start', '3. c', '<ol start="3">\n<li>c</li>\n</ol>'],
    ['task boxes as signs', '- [x] done\n- [ ] open', '<ul>\n<li>☑ done</li>\n<li>☐ open</li>\n</ul>'],
    ['quotes', '> said', '<blockquote>\n<p>said</p>\n</blockquote>'],
    ['line breaks asked for', 'a  \nb', '<p>a<br>\nb</p>'],
    ['rules', 'a\n\n---', '<p>a</p>\n<hr>'],
    ['entities once', '&lt;b&gt; &amp;', '<p>&#x3C;b> &#x26;</p>'],
    ['white space around it not at all', '\n\n  a\n\n', '<p>a</p>'],
    ['nothing as nothing', '', ''],
  ])('lays out %s', async (_, text, html) => {
    expect(await bare(text)).toBe(html)
  })

  test('keeps footnotes as numbers without anchors or ids', async () => {
    const html = await bare('said[^1]\n\n[^1]: there')
    expect(html).toContain('said<sup>1</sup>')
    expect(html).toContain('there')
    expect(html).not.toMatch(/<a|id=|href|↩/)
  })
})

describe('code and tables', () => {
  test('colours code of a known language and escapes it', async () => {
    const html = await renderMarkdown('```js\nconst a = "<script>"\n```')
    expect(html).toBe(
      '<pre tabindex="0" dir="ltr"><code dir="ltr"><span class="hljs-keyword">const</span> a = ' +
        '<span class="hljs-string">"&#x3C;script>"</span>\n</code></pre>',
    )
  })

  test('leaves code of an unknown or very long kind uncoloured', async () => {
    expect(await renderMarkdown('```nonesuch\nlet x\n```')).not.toContain('hljs')
    const long = await renderMarkdown(`\`\`\`js\n${'let x\n'.repeat(4000)}\`\`\``)
    expect(long).not.toContain('hljs')
    expect(long.match(/let x/g)).toHaveLength(4000)
  })

  test('gives no language away in a class', async () => {
    expect(await renderMarkdown('```python\nx\n```')).not.toMatch(/language-|python/)
  })

  test('makes tables that scroll inside themselves', async () => {
    expect(await bare('| a | b |\n|:--|--:|\n| 1<br>2 | 3 |')).toBe(
      '<div><table>\n<thead>\n<tr>\n<th align="left">a</th>\n<th align="right">b</th>\n</tr>\n</thead>\n' +
        '<tbody>\n<tr>\n<td align="left">1<br>2</td>\n<td align="right">3</td>\n</tr>\n</tbody>\n</table></div>',
    )
  })
})

describe('mathematics', () => {
  test('becomes MathML, in the line and in a block', async () => {
    const inline = await renderMarkdown('so $x^2$ is')
    expect(inline).toContain('<math><semantics><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow>')
    const block = await renderMarkdown('$$\n\\frac{1}{2}\n$$')
    expect(block).toContain('<math display="block">')
    expect(block).toContain('<mfrac><mn>1</mn><mn>2</mn></mfrac>')
    expect(inline + block).not.toMatch(/katex|style=/)
  })

  test.each([
    'so \\(x^2\\) is',
    'so \\[ x^2 \\] is',
    '\\[\nx^2\n\\]',
    '1. so\n   \\[\n   x^2\n   \\]',
    '\\(x^2\\)3',
  ])('is known in the brackets of LaTeX too: %j', async (text) => {
    expect(await renderMarkdown(text)).toContain('<msup><mi>x</mi><mn>2</mn></msup>')
  })

  test('is not seen in brackets around words', async () => {
    expect(await bare('\\[citation needed\\] \\(so\\) \\[1\\]')).toBe('<p>[citation needed] (so) [1]</p>')
    expect(await bare('a \\[x^2\\) b')).toBe('<p>a [x^2) b</p>')
  })

  test('in LaTeX brackets on lines of its own is a block', async () => {
    expect(await renderMarkdown('so\n\n\\[\nx = 1\n\\]\n\nthen')).toContain('<math display="block">')
  })

  test('is not seen in prices, nor in code', async () => {
    expect(await bare('from $5 to $10')).toBe('<p>from $5 to $10</p>')
    expect(await bare('`\\(x\\)` and `$x$`')).toBe('<p><code>\\(x\\)</code> and <code>$x$</code></p>')
    expect(await bare('```\n\\[x\\]\n```')).toContain('\\[x\\]')
  })

  test('that cannot be read stands as it was written', async () => {
    const html = await renderMarkdown('$\\frac{1}{$ and $\\nonesuch{x}$')
    expect(html).toContain('\\frac{1}{')
    expect(html).toContain('\\nonesuch')
  })

  test('leads nowhere and loads nothing', async () => {
    const html = await renderMarkdown(
      '$\\href{javascript:alert(1)}{x}$ $\\includegraphics{https://e.example/p.png}$ $\\htmlId{evil}{x}$',
    )
    expect(html).not.toMatch(/href=|src=|id=|<img|<a /)
  })
})

describe('what leads away or acts', () => {
  test.each([
    ['a link', '[here](https://e.example/x)', '<p>here (https://e.example/x)</p>'],
    ['a link that says its address', '<https://e.example>', '<p>https://e.example</p>'],
    ['an e-mail address', 'me@e.example', '<p>me@e.example</p>'],
    ['a script link', '[x](javascript:alert(1))', '<p>x (javascript:alert(1))</p>'],
    ['an image', '![a cat](https://e.example/c.png)', '<p>[a cat] (https://e.example/c.png)</p>'],
    ['an image in the text itself', '![dot](data:image/png;base64,AAAA)', '<p>[dot]</p>'],
    ['a tag', 'a <b onclick=x>b</b>', '<p>a &#x3C;b onclick=x>b&#x3C;/b></p>'],
    ['a block of tags', '<div>\nx\n</div>', '<pre dir="ltr">&#x3C;div>\nx\n&#x3C;/div></pre>'],
    ['a comment', '<!-- gpt -->', '<pre dir="ltr">&#x3C;!-- gpt --></pre>'],
    ['hidden thoughts', '<think>hm</think> so', '<p>&#x3C;think>hm&#x3C;/think> so</p>'],
  ])('%s becomes words', async (_, text, html) => {
    expect(await bare(text)).toBe(html)
  })

  test('shortens an endless address', async () => {
    const html = await renderMarkdown(`[x](https://e.example/${'y'.repeat(5000)})`)
    expect(html.length).toBeLessThan(400)
    expect(html).toContain('…)')
  })
})

describe('writing systems', () => {
  test('lets every block find its own direction, and keeps code left to right', async () => {
    const html = await renderMarkdown('مرحبا\n\nhello\n\n- شكرا\n\n```\nx = 1\n```')
    expect(html).toContain('<p dir="auto">مرحبا</p>')
    expect(html).toContain('<p dir="auto">hello</p>')
    expect(html).toContain('<ul dir="rtl">')
    expect(await renderMarkdown('`cd ~` يعيدك')).toBe('<p dir="auto"><code dir="ltr">cd ~</code> يعيدك</p>')
    expect(html).toContain('<pre tabindex="0" dir="ltr">')
  })

  test('mirrors lists, quotations and tables of a script that runs from right to left, and no others', async () => {
    for (const word of ['שלום', 'مرحبا']) {
      expect(await renderMarkdown(`> ${word}`)).toBe(
        `<blockquote dir="rtl">\n<p dir="auto">${word}</p>\n</blockquote>`,
      )
      expect(await renderMarkdown(`1. \`x\` 7 ${word}\n\n2. b`)).toMatch(/^<ol dir="rtl">/)
      expect(await renderMarkdown(`| ${word} | b |\n|---|---|\n| 1 | 2 |`)).toMatch(
        /^<div tabindex="0" dir="rtl">/,
      )
    }
    expect(await renderMarkdown('> a שלום')).toMatch(/^<blockquote dir="auto">/)
    expect(await renderMarkdown('| a | שלום |\n|---|---|\n| 1 | 2 |')).toMatch(/^<div tabindex="0"><table>/)
  })

  test.each(['\u202E', '\u2067', '\u200F'])('shuts the control character %j in', async (control) => {
    expect(await bare(`user ${control}nimda`)).toBe(`<p><bdi>user ${control}nimda</bdi></p>`)
  })

  test('shuts it in where the text is not laid out, too', async () => {
    const tangled = `${'> '.repeat(200)}a\u202Eb`
    expect(await renderMarkdown(tangled)).toMatch(/^<pre dir="auto" tabindex="0"><bdi>.*<\/bdi><\/pre>$/s)
  })

  test.each([
    ['a lone carriage return', 'a\rb', /a\s+b/],
    ['Windows line ends', 'a\r\n\r\nb', /<p>a<\/p>\n<p>b<\/p>/],
    ['NUL', 'a\0b', /a\uFFFDb/],
    ['a zero-width joiner', '👩‍👩‍👧', /👩‍👩‍👧/],
    ['a line separator', 'a\u2028b', /a\u2028b/],
    ['a form feed', 'a\fb', /a\fb/],
  ])('survives %s', async (_, text, html) => {
    expect(await bare(text)).toMatch(html)
  })
})

describe('a conversation', () => {
  test('names its turns and folds its tools', async () => {
    const html = await renderConversation([
      { role: 'user', content: 'What is the time?' },
      { role: 'assistant', content: '', tool_calls: [{ name: 'clock', arguments: '{"zone":"UTC"}' }] },
      { role: 'tool', name: 'clock', content: '# <b>12:00</b>' },
      { role: 'assistant', content: 'It is **noon**.' },
    ])
    expect(html.match(/data-turn="\w+"/g)).toEqual([
      'data-turn="user"',
      'data-turn="assistant"',
      'data-turn="call"',
      'data-turn="tool"',
      'data-turn="assistant"',
    ])
    expect(html.match(/<details>/g)).toHaveLength(2)
    expect(html).toContain('{\n  &quot;zone&quot;: &quot;UTC&quot;\n}')
    expect(html).toContain('# &lt;b&gt;12:00&lt;/b&gt;')
    expect(html).toContain('<strong>noon</strong>')
  })

  test('escapes the name of a tool and arguments that are no JSON', async () => {
    const calls = [{ name: '<img src=x onerror=alert(1)>', arguments: '</pre><script>' }]
    const html = await renderConversation([{ role: 'assistant', content: 'x', tool_calls: calls }])
    expect(html).not.toMatch(/<img|<script/)
  })
})
