import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { isUnavailable } from '../../../../db/connection/unavailable.ts'
import { Conflict, Invalid, type Issue, NotFound } from '../../../domain/refusals.ts'
import { UploadError } from '../../../formats/uploads/reports/problem.ts'
import type { AppEnv } from '../../../http/app-env.ts'

export type Problem = { title: string; status: number; errors?: Issue[]; [more: string]: unknown }

/** An RFC 9457 answer. */
export function problem(c: Context<AppEnv>, { title, status, errors = [], ...more }: Problem): Response {
  const body = JSON.stringify({ type: 'about:blank', title, status, errors, ...more })
  return c.body(body, status as 422, { 'Content-Type': 'application/problem+json' })
}

export function problemOf(error: Error, c: Context<AppEnv>): Response {
  if (error instanceof NotFound) return problem(c, { status: 404, title: 'There is nothing here' })
  if (error instanceof Conflict) return problem(c, { status: 409, title: error.message })
  if (error instanceof Invalid) return problem(c, { status: 422, title: error.message, errors: error.issues })
  if (error instanceof UploadError) {
    return problem(c, {
      status: 422,
      title: error.message,
      errors: [{ pointer: '#/file', detail: error.message }],
    })
  }
  if (error instanceof HTTPException) {
    const answer = problem(c, { status: error.status, title: error.message || 'That was refused' })
    error.res?.headers.forEach((value, name) => {
      if (name !== 'content-type' && name !== 'content-length') answer.headers.set(name, value)
    })
    return answer
  }
  if (isUnavailable(error)) {
    c.header('Retry-After', '2')
    return problem(c, {
      status: 503,
      title: 'The database does not answer just now. Nothing was saved: please try again',
    })
  }
  c.get('log').error({ err: error, id: c.get('requestId') }, 'failed')
  return problem(c, {
    status: 500,
    title: 'Something failed on our side. Nothing was saved: please try again',
  })
}
