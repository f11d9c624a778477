import type { Options as Schema } from 'rehype-sanitize'

const prose = 'p br hr h3 h4 h5 h6 strong em del sub sup code pre blockquote ul ol li div span bdi'
const tables = 'table thead tbody tr th td'
const math =
  'math semantics annotation mrow mi mn mo ms mtext mspace mfrac msqrt mroot mstyle merror mpadded mphantom ' +
  'menclose msub msup msubsup munder mover munderover mmultiscripts mprescripts mtable mtr mtd mlabeledtr'

/**
 * All that a text may turn into: no link that leads anywhere, no image, no control, no style, and no attribute that
 * another part of the page could mistake for its own.
 */
export const strictSchema: Schema = {
  tagNames: `${prose} ${tables} ${math}`.split(' '),
  attributes: {
    '*': [['dir', 'auto', 'ltr', 'rtl']],
    pre: [['tabIndex', 0]],
    div: [['tabIndex', 0]],
    span: [['className', /^hljs-[a-z_-]+$/]],
    li: [['value', /^\d{1,9}$/]],
    ol: [['start', /^\d{1,9}$/]],
    th: [['align', 'left', 'center', 'right']],
    td: [['align', 'left', 'center', 'right']],
    math: [['display', 'block']],
    mi: ['mathvariant'],
    mn: ['mathvariant'],
    mtext: ['mathvariant'],
    mo: ['stretchy', 'fence', 'separator', 'lspace', 'rspace', 'minsize', 'maxsize', 'mathvariant', 'accent'],
    mspace: ['width'],
    mfrac: ['linethickness'],
    mover: ['accent'],
    munder: ['accentunder'],
    mstyle: ['displaystyle', 'scriptlevel', 'mathsize'],
    mtable: ['rowspacing', 'columnspacing', 'columnalign', 'displaystyle'],
    mtd: ['columnalign'],
    menclose: ['notation'],
    annotation: ['encoding'],
  },
  protocols: {},
  clobber: [],
  strip: ['script', 'style'],
  ancestors: {
    thead: ['table'],
    tbody: ['table'],
    tr: ['table'],
    th: ['table'],
    td: ['table'],
  },
  allowComments: false,
  allowDoctypes: false,
}
