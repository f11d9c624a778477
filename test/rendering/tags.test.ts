import { expect, test } from 'vitest'
import { assistantOutput } from '../../server/domain/conversation.ts'
import { renderConversation } from '../../server/rendering/rendering.ts'
import { hostileTexts } from './payloads.ts'

const converted = async (text: string) =>
  (await renderConversation(assistantOutput(text), 'convert')).replace(/ dir="auto"| tabindex="0"/g, '')

test('simple tags become what they mean, all others and all attributes do not', async () => {
  expect(await converted('The <b onclick="x()">Moon</b><br>and <i>Sun</i> <custom>q</custom>')).toBe(
    '<p>The <strong>Moon</strong><br>and <em>Sun</em> &#x3C;custom>q&#x3C;/custom></p>',
  )
  expect(await converted('<ul>\n<li>one</li>\n<li>two &amp; three</li>\n</ul>')).toBe(
    '<ul>\n<li>one</li>\n<li>two &#x26; three</li>\n</ul>',
  )
  expect(await converted('<a href="https://e.example">here</a>')).toBe('<p>here (https://e.example)</p>')
  expect(await converted('<p>one\ntwo</p>')).toBe('<p>one<br>two</p>')
})

test('a comparison is no tag, and loses no word', async () => {
  expect(await converted('if a <b and c> d')).toBe('<p>if a &#x3C;b and c> d</p>')
})

test('scripts and comments stay text', async () => {
  for (const text of ['<script>trap(1)</script>', '<!-- so -->', '<img src=x onerror=trap(1)>'])
    expect(await converted(text)).toContain('&#x3C;')
})

test('hostile texts are as harmless as where tags are text', async () => {
  const parts = await Promise.all(
    hostileTexts()
      .filter((_, n) => n % 4 === 0)
      .map(converted),
  )
  expect(parts.join('\n')).not.toMatch(
    /<(?:script|img|a|form|input|button|iframe|svg|style|link|meta|base)\b|<[^>]*\s(?:on\w+|href|src|id|name|style)=/i,
  )
})

test('in plain text, tags, marks and one empty line stand as they were written', async () => {
  const html = await renderConversation(assistantOutput('# a  \n\n\n\n<b>*x*</b>\r\n'), 'plain')
  expect(html).toBe('<pre dir="auto" tabindex="0"># a\n\n&lt;b&gt;*x*&lt;/b&gt;</pre>')
})
