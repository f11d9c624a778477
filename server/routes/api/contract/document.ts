type Described = { paths?: object | undefined }
type Operation = {
  parameters?: object[]
  requestBody?: object
  responses: Record<string, { headers?: Record<string, object> }>
}

const text = (description: string) => ({ description, schema: { type: 'string' } })
const number = (description: string) => ({ description, schema: { type: 'integer' } })

const onEveryAnswer = {
  'X-Request-Id': text('Names this request in the log of the server'),
}
const whereTheTokenIsKnown = {
  'RateLimit-Limit': number('Requests a token has in a minute'),
  'RateLimit-Remaining': number('Requests it has left in this one'),
  'RateLimit-Reset': number('Seconds until the next minute begins'),
}
const repeated = { 'Idempotency-Replayed': text('true: this was done before, and answered so') }
const wait = { 'Retry-After': number('Seconds to wait') }

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Sent again under the same key, the request is not done again and is answered the same',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
}

/** Says of every operation what holds for all of them: the headers it takes and those it answers with. */
export function withHeaders<Document extends Described>(document: Document): Document {
  for (const methods of Object.values(document.paths ?? {}) as Record<string, Operation>[]) {
    for (const [method, operation] of Object.entries(methods)) describe(method, operation)
  }
  return document
}

function describe(method: string, operation: Operation): void {
  if (method === 'post') operation.parameters = [...(operation.parameters ?? []), idempotencyKey]
  for (const [status, answer] of Object.entries(operation.responses)) {
    answer.headers = {
      ...answer.headers,
      ...onEveryAnswer,
      ...(status !== '401' && whereTheTokenIsKnown),
      ...(method === 'post' && status.startsWith('2') && repeated),
      ...(['429', '503'].includes(status) && wait),
    }
  }
}
