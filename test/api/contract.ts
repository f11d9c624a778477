import { Ajv2020 } from 'ajv/dist/2020.js'
import { apiDocument } from '../../server/routes/api/index.ts'

type Media = Record<string, { schema?: object }>
export type Operation = {
  parameters?: { name: string; in: 'path' | 'query' | 'header'; required?: boolean; schema: object }[]
  requestBody?: { content: Media }
  responses: Record<string, { content?: Media }>
}

export const document = JSON.parse(JSON.stringify(apiDocument(''))) as {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object> }
}

const ajv = new Ajv2020({ strict: false, validateFormats: false })
ajv.addSchema({ $id: 'api', components: document.components })

export const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
)

/** Schemas refer to the document they stand in. */
export const absolute = (schema: object): object =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/')) as object

const patterns = operations.map((one) => ({
  ...one,
  pattern: new RegExp(`^${one.path.replace(/\/files\/\{path\}/, '/files/.+').replace(/\{\w+\}/g, '[^/]+')}$`),
}))

const isBinary = (schema: object) => 'format' in schema && schema.format === 'binary'

/** What is wrong with an answer by the description of the API, or null. */
export async function breach(method: string, path: string, answer: Response): Promise<string | null> {
  const [place = ''] = path.split('?')
  const found = patterns.find((one) => one.method === method && one.pattern.test(place))
  const type = answer.headers.get('Content-Type')?.split(';')[0] ?? ''
  if (!found)
    return [404, 405].includes(answer.status) && type === 'application/problem+json'
      ? null
      : `not described: ${answer.status}`
  const described = found.operation.responses[String(answer.status)]
  if (!described) return `status ${answer.status} is not described`
  const schema = described.content?.[type]?.schema
  if (described.content === undefined && (await answer.clone().text()) === '') return null
  if (!schema) return `${type} is not described for ${answer.status}`
  if (!/json$/.test(type) || isBinary(schema)) return null
  const text = await answer.clone().text()
  for (const line of type === 'application/x-ndjson' ? text.split('\n').filter(Boolean) : [text]) {
    if (!ajv.validate(absolute(schema), JSON.parse(line)))
      return `${ajv.errorsText()} in ${line.slice(0, 300)}`
  }
  return null
}
