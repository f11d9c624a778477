import { Hono } from 'hono'
import { FirstLookPage } from '../../../views/admin/studies/first-look.tsx'
import {
  type ExampleFields,
  type QuickFields,
  QuickStartedPage,
  QuickStartPage,
} from '../../../views/admin/studies/quick-start.tsx'
import { startQuickly } from '../../actions/studies/quick-start.ts'
import { Conflict, Invalid } from '../../domain/refusals.ts'
import { actionContext } from '../../http/action-context.ts'
import { type Form, formOf, frameOf, mendable, studyOf } from '../../http/admin-request.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requirePerson } from '../../http/auth.ts'
import { qrCode } from '../../qr-code.ts'
import { firstLookOf } from '../../results/first-look.ts'
import { mostExamples } from '../../study/quick-start.ts'

const examplesAtFirst = 5
const emptyExample: ExampleFields = { prompt: '', first: '', second: '' }
const nothingTyped: QuickFields = {
  name: 'First look',
  question: 'Which answer helps more?',
  first: 'Variant 1',
  second: 'Variant 2',
  examples: Array.from({ length: examplesAtFirst }, () => emptyExample),
}

export const quickStartPages = new Hono<AppEnv>()

quickStartPages.get('/quick-start', requirePerson('studies:write'), (c) =>
  c.html(<QuickStartPage frame={frameOf(c)} values={nothingTyped} />),
)

quickStartPages.post('/quick-start', requirePerson('studies:write'), async (c) => {
  const values = fieldsOf(
    await formOf(c, { once: ['name', 'question', 'first', 'second', ...exampleFields] }),
  )
  try {
    const examples = values.examples.filter((example) =>
      Object.values(example).some((text) => text.trim() !== ''),
    )
    const { study, link } = await startQuickly(actionContext(c), { ...values, examples })
    const page = { frame: frameOf(c), slug: study.slug, link, qr: qrCode(link.url) }
    return c.html(<QuickStartedPage {...page} />, 201)
  } catch (error) {
    if (error instanceof Conflict) {
      const faults = { name: error.message }
      return c.html(<QuickStartPage frame={frameOf(c)} values={values} faults={faults} />, 409)
    }
    const refused = { ...mendable(error), details: error instanceof Invalid ? error.issues.map(said) : [] }
    return c.html(<QuickStartPage frame={frameOf(c)} values={values} {...refused} />, 422)
  }
})

quickStartPages.get('/studies/:slug/first-look', requirePerson('results:read'), async (c) => {
  const study = await studyOf(c)
  const look = await firstLookOf(c.get('db'), study)
  return c.html(<FirstLookPage frame={frameOf(c)} study={study} look={look} />)
})

const exampleFields = Array.from({ length: mostExamples }, (_, n) =>
  ['prompt', 'first', 'second'].map((part) => `${part}-${n + 1}`),
).flat()

function fieldsOf(form: Form): QuickFields {
  const numbers = Array.from({ length: mostExamples }, (_, n) => n + 1)
  const examples = numbers.map((n) => ({
    prompt: form.text(`prompt-${n}`),
    first: form.text(`first-${n}`),
    second: form.text(`second-${n}`),
  }))
  const last = examples.findLastIndex((example) => Object.values(example).some((text) => text.trim() !== ''))
  return {
    name: form.text('name'),
    question: form.text('question'),
    first: form.text('first'),
    second: form.text('second'),
    examples: examples.slice(0, Math.max(examplesAtFirst, last + 1)),
  }
}

/** #/examples/2/second → Example 3: … */
function said({ pointer, detail }: Invalid['issues'][number]): string {
  const [, place] = /^#\/examples\/(\d+)/.exec(pointer) ?? []
  return place === undefined ? `${pointer.slice(2)}: ${detail}` : `Example ${Number(place) + 1}: ${detail}`
}
