import { Readable } from 'node:stream'
import busboy from 'busboy'
import { HTTPException } from 'hono/http-exception'
import { type Limits, withDefaults } from '../formats/uploads/reports/limits.ts'

export type Part = { name: string; filename: string; chunks: AsyncIterable<Buffer> }

export type UploadLimits = { totalBytes: number; files: number; fieldBytes: number }

export type Fields = { name: string; value: string }[]

/** What one request may bring; the readers' own limits come on top of that. */
export const transferLimits = ({ uploadLimits }: { uploadLimits: Partial<Limits> }): UploadLimits => {
  const { totalBytes, entries } = withDefaults(uploadLimits)
  return { totalBytes, files: entries, fieldBytes: 32 * 1024 * 1024 }
}

const asMultipart = /^multipart\/form-data\s*;/i

/**
 * Takes a multipart body apart as it arrives. Each file is handed to `take` while it streams, one after the other,
 * and the sender is held back until it is taken; nothing is gathered in memory but short text fields.
 *
 * @throws HTTPException 400 for a body that is no multipart or ends too early, 413 over a limit, 415 for another type
 */
export async function readMultipart(
  request: Request,
  limits: UploadLimits,
  take: (part: Part) => Promise<void>,
): Promise<Fields> {
  const type = request.headers.get('Content-Type') ?? ''
  if (!asMultipart.test(type))
    throw new HTTPException(415, { message: 'The files must be sent as multipart/form-data' })
  const fields: Fields = []
  const parser = parserFor(type, limits)
  let taking: Promise<void> = Promise.resolve()
  let failure: unknown = null
  let total = 0
  const fail = (error: unknown) => {
    failure ??= error
    body.destroy()
    parser.destroy()
  }
  parser.on('field', (name, value, { nameTruncated, valueTruncated }) => {
    total += value.length
    if (nameTruncated || valueTruncated) fail(tooLarge('A field', 'fieldBytes', limits))
    else if (total > limits.totalBytes) fail(tooLarge('The fields of this upload', 'totalBytes', limits))
    else fields.push({ name, value })
  })
  parser.on('file', (name, file, { filename }) => {
    // The reader of the chunks hears of it; without any listener a broken upload would end the process.
    file.on('error', () => {})
    const chunks = counted(file, (bytes) => {
      total += bytes
      if (total > limits.totalBytes) throw tooLarge('The files of this upload', 'totalBytes', limits)
    })
    taking = taking.then(() => take({ name, filename: filename ?? '', chunks })).catch(fail)
    taking.finally(() => file.resume())
  })
  parser.on('filesLimit', () => fail(tooLarge('The number of files', 'files', limits)))
  parser.on('fieldsLimit', () => fail(new HTTPException(400, { message: 'The form has too many fields' })))
  const body = Readable.fromWeb((request.body ?? new Blob([]).stream()) as never)
  await new Promise<void>((resolve) => {
    parser.on('close', resolve)
    parser.on('error', (cause) => {
      failure ??= new HTTPException(400, { message: 'The multipart body cannot be read', cause })
      resolve()
    })
    body.on('error', (cause) => {
      failure ??= new HTTPException(400, { message: 'The upload broke off', cause })
      parser.destroy()
      resolve()
    })
    body.pipe(parser)
  })
  await taking
  if (failure) throw failure
  return fields
}

function parserFor(type: string, limits: UploadLimits) {
  try {
    return busboy({
      headers: { 'content-type': type },
      defParamCharset: 'utf8',
      preservePath: true,
      limits: { files: limits.files, fieldSize: limits.fieldBytes, fields: 500, parts: limits.files + 500 },
    })
  } catch (cause) {
    throw new HTTPException(400, { message: 'The multipart body cannot be read', cause })
  }
}

async function* counted(file: Readable, count: (bytes: number) => void): AsyncGenerator<Buffer> {
  const pieces = (file as AsyncIterable<Buffer>)[Symbol.asyncIterator]()
  try {
    for (let piece = await next(pieces); !piece.done; piece = await next(pieces)) {
      count(piece.value.length)
      yield piece.value
    }
  } finally {
    file.resume()
  }
}

const next = (pieces: AsyncIterator<Buffer>) =>
  pieces.next().catch((cause: unknown) => {
    throw new HTTPException(400, { message: 'The upload broke off', cause })
  })

const tooLarge = (what: string, limit: keyof UploadLimits, limits: UploadLimits) =>
  new HTTPException(413, {
    message: `${what} may not be larger than that (limit ${limit}: ${limits[limit].toLocaleString('en')})`,
  })
