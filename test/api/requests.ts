import fc from 'fast-check'
import { document, type Operation } from './contract.ts'

export type MadeRequest = {
  method: string
  path: string
  body: unknown
  type: string
  key: string | null
  /** Parts of a multipart body, sent instead of `body` */
  form: { file: string; options: unknown } | null
}
type Schema = {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
  minimum?: number
  maximum?: number
}

const strange = fc.oneof(
  fc.constantFrom(
    null,
    true,
    -1,
    1e308,
    0.5,
    '',
    '\u0000',
    '\ud800',
    '../../x',
    '=cmd()',
    'snap_20260101_00000000',
  ),
  fc.string(),
  fc.jsonValue({ maxDepth: 2 }),
)

/** Values of a schema; in wild requests now and then something else in their place. */
function anyValue(schema: Schema, { isWild, name = '' }: Making): fc.Arbitrary<unknown> {
  const proper = properValue(schema, { isWild, name })
  return isWild ? fc.oneof({ weight: 8, arbitrary: proper }, { weight: 1, arbitrary: strange }) : proper
}

/** A tame request is one that a program would send, so that it gets far enough to be answered. */
type Making = { isWild: boolean; name?: string }

/** What makes sense in a text of this name. */
const sensible: Record<string, string[]> = {
  position: ['1', '2'],
  split: ['train=0.5,test=0.5'],
  since: ['2020-01-01', 'snap_20260101_00000000'],
  until: ['2090-01-01'],
  min_votes: ['1'],
  min_agreement: ['0.5'],
  min_seconds: ['0'],
  expires: ['2090-01-01T00:00:00Z'],
  model: ['x', 'y'],
  prompt: ['p0', 'p1'],
  models: ['x,y'],
  part: ['train'],
  anchor: ['x'],
}
const switches = ['clean', 'margin', 'revisions', 'spreadsheet']

function properValue(schema: Schema, making: Making): fc.Arbitrary<unknown> {
  const { isWild, name = '' } = making
  if (schema.$ref)
    return properValue(document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] as Schema, making)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.const !== undefined) return fc.constant(schema.const)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map((choice) => properValue(choice, making)))
  const [type] = [schema.type ?? 'string'].flat()
  if (type === 'integer' || type === 'number') {
    return fc.integer({
      min: Math.ceil(Math.max(-5, schema.minimum ?? -5)),
      max: Math.ceil(Math.min(1000, schema.maximum ?? 1000)),
    })
  }
  if (type === 'boolean') return fc.boolean()
  if (type === 'null') return fc.constant(null)
  if (type === 'array')
    return fc.array(anyValue(schema.items ?? {}, making), { minLength: isWild ? 0 : 1, maxLength: 3 })
  if (type === 'object') return objectOf(schema, making)
  if (isWild) return fc.oneof(fc.string(), fc.constantFrom('x', 'train=0.5,test=0.5', '2030-01-01'))
  if (switches.includes(name)) return fc.constantFrom('0', '1')
  if (sensible[name]) return fc.constantFrom(...sensible[name])
  return name === 'slug' || name === 'name'
    ? fc.integer({ min: 0, max: 1e9 }).map((n) => `made-${n}`)
    : fc.constantFrom('x', 'A text')
}

function objectOf({ properties = {}, required = [] }: Schema, { isWild }: Making): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, anyValue(schema, { isWild, name })]),
  )
  if (!isWild) return sparse(fields, required)
  const whole = fc.record(fields, { requiredKeys: required as never })
  return fc.oneof(
    { weight: 6, arbitrary: whole },
    { weight: 1, arbitrary: fc.record(fields, { requiredKeys: [] }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(whole, fc.dictionary(fc.string(), strange))
        .map(([one, more]) => ({ ...one, ...more })),
    },
  )
}

/** The required fields and few of the others. */
const sparse = (fields: Record<string, fc.Arbitrary<unknown>>, required: string[]) =>
  fc
    .subarray(
      Object.keys(fields).filter((name) => !required.includes(name)),
      { maxLength: Math.min(2, Object.keys(fields).length - required.length) },
    )
    .chain((chosen) =>
      fc.record(
        Object.fromEntries(
          Object.entries(fields).filter(([name]) => [...required, ...chosen].includes(name)),
        ),
      ),
    )

type Known = Record<string, string[]>

type Described = { path: string; method: string; operation: Operation }

/** A request to an operation as its description has it, or nearly so. */
export const requestTo = (described: Described, known: Known): fc.Arbitrary<MadeRequest> =>
  fc.boolean().chain((isWild) => oneRequest(described, known, { isWild }))

function oneRequest(
  { path, method, operation }: Described,
  known: Known,
  making: Making,
): fc.Arbitrary<MadeRequest> {
  const parameters = operation.parameters ?? []
  const places = parameters
    .filter((one) => one.in === 'path')
    .map(({ name }) => placeOf(name, { known, path, ...making }))
  const names = parameters.filter((one) => one.in === 'path').map(({ name }) => name)
  const queries = parameters.filter((one) => one.in === 'query')
  const values = Object.fromEntries(
    queries.map(({ name, schema }) => {
      const fitting = known[`${path.split('/').at(-1)}.${name}`]
      return [
        name,
        fitting && !making.isWild ? fc.constantFrom(...fitting) : anyValue(schema, { ...making, name }),
      ]
    }),
  )
  const needed = queries.filter(({ required }) => required).map(({ name }) => name)
  const query = making.isWild ? fc.record(values, { requiredKeys: [] }) : sparse(values, needed)
  const json = operation.requestBody?.content['application/json']?.schema as Schema | undefined
  const form = operation.requestBody?.content['multipart/form-data']?.schema as Schema | undefined
  const { options } = form?.properties ?? {}
  const type = fc.oneof(
    { weight: making.isWild ? 9 : 1000, arbitrary: fc.constant('application/json') },
    {
      weight: 1,
      arbitrary: fc.constantFrom('text/plain', 'multipart/form-data', 'multipart/form-data; boundary=x'),
    },
  )
  return fc.record({
    method: fc.constant(method),
    path: fc.tuple(fc.tuple(...places), query).map(([values, given]) => {
      const filled = names.reduce(
        (text, name, at) => text.replace(`{${name}}`, encodeURIComponent(well(values[at] ?? ''))),
        path,
      )
      const pairs = Object.entries(given).map(([name, value]) => [name, well(wordOf(value))])
      return filled + (pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : '')
    }),
    body: json ? anyValue(json, making) : form ? strange : fc.constant(undefined),
    type,
    form: form
      ? fc.option(
          fc.record({
            file: fc.constantFrom(...uploads),
            options: options ? anyValue(options, making) : fc.constant(undefined),
          }),
          { freq: 6 },
        )
      : fc.constant(null),
    key: fc.option(fc.constantFrom('one', 'two', 'x'.repeat(300)), { freq: 8 }),
  })
}

const uploads = [
  '{"prompt":"Question 0?","model":"x","output":"Another"}\n{"prompt":"Question 0?","model":"y","output":"One"}',
  '{"prompt":"New?","model":"z","output":"Yes"}',
  'prompt,model,output\nNew?,w,"No, never"\n',
  '{"prompt":"p0","model_a":"x","model_b":"y","verdict":"a"}',
  '{"prompt":"p1","model":"x","score":3}',
  '{"prompt":"Question 0?","model":"x","output":7}\n{',
  '\u0000\ufeff\ud800',
  '',
]

/** Values by the place they stand in, such as `snapshots.id`, or by their name. */
function placeOf(name: string, { known, path, isWild }: { known: Known; path: string } & Making) {
  const [, noun = ''] = new RegExp(`/(\\w+)/\\{${name}\\}`).exec(path) ?? []
  const sensible = fc.constantFrom(...(known[`${noun}.${name}`] ?? known[name] ?? ['1']))
  return isWild
    ? fc.oneof({ weight: 6, arbitrary: sensible }, { weight: 1, arbitrary: fc.string({ minLength: 1 }) })
    : sensible
}

const wordOf = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value))

/** Half a surrogate pair cannot stand in an address. */
const well = (text: string) => text.toWellFormed?.() ?? text
