import { describe, expect, test } from 'vitest'
import { renderConversation, renderMarkdown } from '../../server/rendering/rendering.ts'

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
    ['every line end as a break', 'a\nb  \nc\\\nd<br>\ne', '<p>a<br>\nb<br>\nc<br>\nd<br>e</p>'],
    [
      'line ends inside emphasis and code',
      '**a\nb** `c\nd`',
      '<p><strong>a<br>\nb</strong> <code>c</code><br>\n<code>d</code></p>',
    ],
    ['lines that are set in', 'a\n    b\n c', '<p>a<br>\n\u00a0\u00a0\u00a0\u00a0b<br>\nc</p>'],
    [
      'bullets Markdown does not know, line by line',
      'Pack:\n• Water\n• Map',
      '<p>Pack:<br>\n• Water<br>\n• Map</p>',
    ],
    ['single tildes as tildes', '20~30분, 3~5天', '<p>20~30분, 3~5天</p>'],
    [
      'bold beside the punctuation of Chinese and Japanese',
      '**「強調」**は **注意：**请',
      '<p><strong>「強調」</strong>は <strong>注意：</strong>请</p>',
    ],
    ['struck words beside it', '~~删除。~~后', '<p><del>删除。</del>后</p>'],
    ['products and powers as numbers', '2*3*4, x**2 + y**2', '<p>2*3*4, x**2 + y**2</p>'],
    [
      'names between underscores',
      'call __init__ and self.__a__(), __so__',
      '<p>call __init__ and self.__a__(), <strong>so</strong></p>',
    ],
    ['a rule under a line', 'a\n---\nb', '<p>a</p>\n<hr>\n<p>b</p>'],
    ['a heading over a longer line', 'Title\n=====\n\nPart\n-----', '<h3>Title</h3>\n<h4>Part</h4>'],
    ['items that skip a number', '1. a\n3. b', '<ol>\n<li>a</li>\n<li value="3">b</li>\n</ol>'],
    [
      'definitions nobody uses',
      'a\n\n[1]: https://e.example\n[Note]: so',
      '<p>a</p>\n<p>[1]: https://e.example<br>\n[Note]: so</p>',
    ],
    [
      'definitions that are used at the link',
      '[x][1]\n\n[1]: https://e.example "T"',
      '<p>x (https://e.example, T)</p>',
    ],
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
  test.each([
    'class Box:\n    def __init__(self, size):\n        self.__size = size\n\n    def area(self):\n        return self.__size',
    '    for i in range(3):\n        print(i * i * 2)\n    return __name__',
    '#include <stdio.h>\n// a *b* c\nint main(void) {\n  int *p, *q;\n  return 0;\n}',
    '# read it\nimport os\nx = os.path.join("a", "b")',
    '>>> 1 + 1\n2\n>>> print("__x__")'.replace('\n2', ''),
    'const a = f(1);\nif (a) {\n  g(a);\n}',
    'SELECT a_b, c_d\nFROM t\nWHERE a_b = 1',
  ])('keeps the lines, marks and indentation of code without a fence: %j', async (code) => {
    const html = await bare(code)
    expect(html).toMatch(/^<pre dir="ltr"><code>[^<]*<\/code><\/pre>$/)
    const shown = html.replace(/<[^>]*>/g, '').replaceAll('&#x3C;', '<')
    expect(shown.trim()).toBe(code.replace(/^ {4}/gm, code.startsWith(' ') ? '' : '    ').trim())
  })

  test('takes no sentence for code', async () => {
    const prose = [
      'Dear Ms Doe,\nI hope (really) that you are well;\nas for me: fine.',
      'For example:\nuse a map, or a list;\nreturn early.',
      '# Title\n\nimport taxes rose (see below);\nfrom then on, all was well.',
      'The ploughman homeward plods his weary way;\nAnd leaves the world to darkness and to me;',
    ]
    for (const text of prose) expect(await renderMarkdown(text)).not.toContain('<pre')
  })

  test('shows what stands beside the name of a language', async () => {
    expect(await bare('```python print(1)\nx\n```')).toContain('python print(1)\nx')
  })

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
  test.each([
    [
      'The **A** costs $20, the **B** $35.',
      '<p>The <strong>A</strong> costs $20, the <strong>B</strong> $35.</p>',
    ],
    ['(R$ 12,29), **B** (R$ 15,83)', '<p>(R$ 12,29), <strong>B</strong> (R$ 15,83)</p>'],
    ['costs $5 **now** or $10', '<p>costs $5 <strong>now</strong> or $10</p>'],
    ['$5 and R$ 6', '<p>$5 and R$ 6</p>'],
    ['5$ or 10$, 5$/10$', '<p>5$ or 10$, 5$/10$</p>'],
    ['$HOME/bin:$PATH', '<p>$HOME/bin:$PATH</p>'],
    ['echo "$A" *and* "$B"', '<p>echo "$A" <em>and</em> "$B"</p>'],
    ['$AAPL ($TSLA) $(date)', '<p>$AAPL ($TSLA) $(date)</p>'],
    ['kill $$ and $$', '<p>kill $$ and $$</p>'],
    ['$$\nnever closed\n\n**b**', '<p>$$<br>\nnever closed</p>\n<p><strong>b</strong></p>'],
  ])('is not seen in prices and shells, nor is the markup between lost: %j', async (text, html) => {
    expect(await bare(text)).toBe(html)
  })

  test.each([
    '$x^2$',
    '$n$th',
    '$0.5$',
    '$3 \\times 4$',
    '$[0, 1)$',
    '2$\\pi$',
    '($a$)',
    '$x$-axis',
    '$f$是',
    '$P(A) = 1$',
  ])('is seen in %j', async (text) => {
    expect(await renderMarkdown(`so ${text} is`)).toContain('<math>')
  })

  test('beside its two dollars is kept whole', async () => {
    const html = await renderMarkdown(
      '$$x = 1\n+ 2$$\n\n$$\\begin{aligned}\na &= b\n\\end{aligned}$$\n\nthen **b**',
    )
    expect(html.match(/<math display="block">/g)).toHaveLength(2)
    expect(html).toContain('<mi>x</mi><mo>=</mo><mn>1</mn><mo>+</mo><mn>2</mn>')
    expect(html).toContain('<strong>b</strong>')
  })

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
    [
      'an image in the text itself',
      `![dot](data:image/png;base64,${'AAAA'.repeat(900)})`,
      '<p>[dot] (data:image/png;base64,…)</p>',
    ],
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
    ['a lone carriage return', 'a\rb', /a<br>\nb/],
    ['Windows line ends', 'a\r\n\r\nb', /<p>a<\/p>\n<p>b<\/p>/],
    ['NUL', 'a\0b', /a\uFFFDb/],
    ['a zero-width joiner', '👩‍👩‍👧', /👩‍👩‍👧/],
    ['a line separator', 'a\u2028b', /a<br>\nb/],
    ['a paragraph separator', 'a\u2029b', /<p>a<\/p>\n<p>b<\/p>/],
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
