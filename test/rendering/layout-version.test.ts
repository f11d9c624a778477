import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { layoutVersion } from '../../db/outputs/layout-version.ts'
import { markdownToHtml } from '../../server/rendering/markdown/markdown.ts'

const texts = [
  'Lamps along the wall,\nRopes that creak **and** gulls\n  that call.',
  '- a\n\n- b\n\n1. x\n3. y\n\n> so\n\n| a | b |\n|---|---|\n| 1<br>2 | 3 |',
  'From $5 **now** to $10, $x^2$, 20~30, ~~old~~, **「強調」**は, 2*3*4, __init__',
  'def f(x):\n    return x_a_b\n\n\n# note\nf("a")',
  '[x](https://e.example "T") ![p](data:image/png;base64,AA) [^1]\n\n[^1]: note\n\n[y]: https://f.example',
  '# A\n\nB\n---\n<b>c</b> שלום',
]

const known = { version: 2, looks: '78f71db47d38877d' }

test('rules that change how a text looks come with a new version, under which stored texts are laid out anew', () => {
  const looks = createHash('sha256')
    .update(texts.map((text) => markdownToHtml(text)).join('\0'))
    .digest('hex')
  expect({ version: layoutVersion, looks: looks.slice(0, 16) }).toEqual(known)
})
