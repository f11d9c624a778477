import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import { withDefaults } from '../formats/uploads/reports/limits.ts'
import type { AppEnv } from './app-env.ts'

const around = 1024 * 1024

export const tooLargeToUpload = (totalBytes: number) =>
  `An upload may hold ${totalBytes.toLocaleString('en')} bytes (limit totalBytes)`

/** For a route that reads its upload whole: stands behind the check of who sends it, for until then nothing is taken. */
export const limitUpload = createMiddleware<AppEnv>((c, next) => {
  const { totalBytes } = withDefaults(c.get('config').uploadLimits)
  const onError = () => {
    throw new HTTPException(413, { message: tooLargeToUpload(totalBytes) })
  }
  return bodyLimit({ maxSize: totalBytes + around, onError })(c, next)
})
