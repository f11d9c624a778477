import { createHash } from 'node:crypto'
import type { Context, Next } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { claimRequest, keepAnswer, releaseRequest } from '../../db/accounts/idempotency.ts'
import { seal, unseal } from '../sealing/encrypted-answer.ts'
import type { AppEnv } from './app-env.ts'
import { isUpload } from './connection-limits.ts'

const longestKey = 255
const kept = ['Content-Type', 'Location']

type Sender = { tokenId: number; secret: string }
type StoredAnswer = { status: number; headers: Record<string, string>; body: string }

/**
 * A POST that carries an Idempotency-Key is done once per token and key: sent again, it gets the first answer again.
 * What was refused was not done, and may be tried again under the same key.
 */
export async function answeredOnce(
  c: Context<AppEnv>,
  next: Next,
  sender: Sender,
): Promise<Response | undefined> {
  const given = c.req.header('Idempotency-Key')
  if (given === undefined || c.req.method !== 'POST') {
    await next()
    return undefined
  }
  if (given.trim() === '' || given.length > longestKey) {
    throw new HTTPException(400, { message: `Idempotency-Key must have 1 to ${longestKey} characters` })
  }
  const db = c.get('db')
  const one = { tokenId: sender.tokenId, key: sha256(given) }
  const claim = await claimRequest(db, { ...one, request: await fingerprint(c) })
  if (claim.state === 'answered') return replayed(unseal(claim.answer, sender.secret))
  if (claim.state === 'other_request') {
    throw new HTTPException(422, { message: 'This Idempotency-Key was used for another request' })
  }
  if (claim.state === 'unfinished') {
    const message = 'A request with this Idempotency-Key has begun and not ended: look what came of it'
    throw new HTTPException(409, { message })
  }
  await next()
  if (c.res.ok) await keepAnswer(db, { ...one, answer: seal(await stored(c.res), sender.secret) })
  else await releaseRequest(db, one)
  return undefined
}

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest()

/** Multipart bodies are cut anew at each sending, and files may be of any length, so for them only the place counts. */
async function fingerprint(c: Context<AppEnv>): Promise<Buffer> {
  const isMultipart = /^multipart\//i.test(c.req.header('Content-Type') ?? '')
  const isLong = isMultipart || isUpload(c.req.path)
  const body = isLong ? new Uint8Array() : new Uint8Array(await c.req.arrayBuffer())
  return sha256(Buffer.concat([Buffer.from(`${c.req.method} ${c.req.url}\n`), body]))
}

async function stored(answer: Response): Promise<Buffer> {
  const body = Buffer.from(await answer.clone().arrayBuffer()).toString('base64')
  const headers = Object.fromEntries(
    kept.flatMap((name) => {
      const value = answer.headers.get(name)
      return value === null ? [] : [[name, value]]
    }),
  )
  return Buffer.from(JSON.stringify({ status: answer.status, headers, body } satisfies StoredAnswer))
}

function replayed(answer: Buffer): Response {
  const { status, headers, body } = JSON.parse(answer.toString()) as StoredAnswer
  return new Response(new Uint8Array(Buffer.from(body, 'base64')), {
    status,
    headers: { ...headers, 'Idempotency-Replayed': 'true' },
  })
}
