import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { z } from 'zod'
import { findPlainStudy, findStudy, type PlainStudy } from '../../../db/studies/studies.ts'
import { Invalid, NotFound } from '../../domain/refusals.ts'
import type { Study } from '../../domain/study.ts'
import type { AppEnv } from '../../http/app-env.ts'
import type { Actor } from '../../http/auth.ts'
import { check, pointerTo, readStrictJson } from '../../http/strict-json.ts'

export async function bodyOf<S extends z.ZodType>(c: Context<AppEnv>, schema: S): Promise<z.output<S>> {
  if (!/^application\/json\s*(;|$)/i.test(c.req.header('Content-Type') ?? '')) {
    throw new HTTPException(415, { message: 'The body must be sent as application/json' })
  }
  return readStrictJson(decode(await c.req.arrayBuffer()), schema)
}

/** For calls that say everything by their address: no body, or an empty object. */
export async function noBody(c: Context<AppEnv>): Promise<void> {
  const text = decode(await c.req.arrayBuffer())
  if (text.trim() !== '') readStrictJson(text, z.strictObject({}))
}

/** Query parameters as one flat record; a name given twice is refused rather than guessed at. */
export function queryRecord(c: Context<AppEnv>): Record<string, string> {
  const given = Object.entries(c.req.queries())
  const twice = given.filter(([, values]) => values.length > 1)
  if (twice.length > 0) {
    throw new Invalid(
      'The query cannot be used',
      twice.map(([name]) => ({ pointer: pointerTo([name]), detail: 'is given twice' })),
    )
  }
  return Object.fromEntries(given.map(([name, [value = '']]) => [name, value]))
}

export function queryOf<S extends z.ZodType>(c: Context<AppEnv>, schema: S): z.output<S> {
  return check(queryRecord(c), schema)
}

/** The study of this path, if this actor may know of it. */
export async function studyOf(c: Context<AppEnv>): Promise<Study> {
  const slug = c.req.param('slug') ?? ''
  const study = slug.includes('\0')
    ? null
    : await findStudy(c.get('db'), { slug, only: studyOnly(c.get('actor')) })
  if (!study) throw new NotFound('No such study')
  return study
}

/** The same without its counts, which take the longer the more votes it has. */
export async function plainStudyOf(c: Context<AppEnv>): Promise<PlainStudy> {
  const slug = c.req.param('slug') ?? ''
  const only = studyOnly(c.get('actor'))
  const study = slug.includes('\0') ? null : await findPlainStudy(c.get('db'), slug)
  if (!study || (only !== null && study.id !== only)) throw new NotFound('No such study')
  return study
}

/** The number in a path, where a table can have such an id. */
export function numberIn(c: Context<AppEnv>, name: string): number {
  const text = c.req.param(name) ?? ''
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new NotFound('There is nothing here')
  return Number(text)
}

export const studyOnly = (actor: Actor): number | null => (actor.kind === 'token' ? actor.studyId : null)

export const actorName = (actor: Actor): string =>
  actor.kind === 'person' ? actor.email : `token "${actor.name}"`

function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new HTTPException(400, { message: 'The body is not UTF-8 text', cause })
  }
}
