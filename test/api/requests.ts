import fc from 'fast-check'
import { document, type Operation } from './contract.ts'

export type MadeRequest = { method: string; path: string; body: unknown; type: string; key: string | null }
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

/** Values of a schema, and now and then something else in their place. */
function anyValue(schema: Schema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 8, arbitrary: properValue(schema) }, { weight: 1, arbitrary: strange })
}

function properValue(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.$ref)
    return properValue(document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] as Schema)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.const !== undefined) return fc.constant(schema.const)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map(properValue))
  const [type] = [schema.type ?? 'string'].flat()
  if (type === 'integer' || type === 'number') {
    return fc.integer({
      min: Math.ceil(Math.max(-5, schema.minimum ?? -5)),
      max: Math.ceil(Math.min(1000, schema.maximum ?? 1000)),
    })
  }
  if (type === 'boolean') return fc.boolean()
  if (type === 'null') return fc.constant(null)
  if (type === 'array') return fc.array(anyValue(schema.items ?? {}), { maxLength: 3 })
  return type === 'object'
    ? objectOf(schema)
    : fc.oneof(fc.string(), fc.constantFrom('x', 'train=0.5,test=0.5', '2030-01-01'))
}

function objectOf({ properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, anyValue(schema)]),
  )
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

type Known = Record<string, string[]>

/** A request to an operation as its description has it, or nearly so. */
export function requestTo(
  { path, method, operation }: { path: string; method: string; operation: Operation },
  known: Known,
): fc.Arbitrary<MadeRequest> {
  const parameters = operation.parameters ?? []
  const places = parameters.filter((one) => one.in === 'path').map(({ name }) => placeOf(name, known))
  const names = parameters.filter((one) => one.in === 'path').map(({ name }) => name)
  const queries = parameters.filter((one) => one.in === 'query')
  const query = fc.record(Object.fromEntries(queries.map(({ name, schema }) => [name, anyValue(schema)])), {
    requiredKeys: [],
  })
  const json = operation.requestBody?.content['application/json']?.schema as Schema | undefined
  const form = operation.requestBody?.content['multipart/form-data']
  const type = fc.oneof(
    { weight: 9, arbitrary: fc.constant('application/json') },
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
      const pairs = Object.entries(given).map(([name, value]) => [name, well(String(value))])
      return filled + (pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : '')
    }),
    body: json ? anyValue(json) : form ? strange : fc.constant(undefined),
    type,
    key: fc.option(fc.constantFrom('one', 'two', 'x'.repeat(300)), { freq: 8 }),
  })
}

const placeOf = (name: string, known: Known) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...(known[name] ?? ['1'])) },
    { weight: 1, arbitrary: fc.string({ minLength: 1 }) },
  )

/** Half a surrogate pair cannot stand in an address. */
const well = (text: string) => text.toWellFormed?.() ?? text
