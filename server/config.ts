import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { defaultLimits, type Limits } from './formats/uploads/reports/limits.ts'

/** `totalBytes=2e9,ratio=200`: the names are those that refusals give. */
function limitsFrom(text: string, context: z.RefinementCtx): Partial<Limits> {
  const limits: Partial<Limits> = {}
  for (const entry of text.split(',')) {
    const [name = '', value = ''] = entry.split('=').map((part) => part.trim())
    const number = Number(value)
    if (Object.hasOwn(defaultLimits, name) && value !== '' && Number.isSafeInteger(number) && number > 0)
      limits[name as keyof Limits] = number
    else
      context.addIssue({
        code: 'custom',
        message: `"${entry.trim()}" must be NAME=NUMBER with one of ${Object.keys(defaultLimits).join(', ')}`,
      })
  }
  return limits
}

const Environment = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' }).optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number({ error: 'must be a port number' }).int().min(0).max(65_535).default(3000),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' }).optional(),
  TRUST_PROXY: z.coerce.number({ error: 'must be a number of proxies' }).int().min(0).max(10).default(0),
  ADMIN_EMAIL: z.email().optional(),
  ADMIN_PASSWORD_FILE: z.string().min(1).optional(),
  UPLOAD_LIMITS: z.string().transform(limitsFrom).default({}),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

export type Config = {
  databaseUrl: string | null
  dataDir: string
  host: string
  port: number
  publicUrl: string
  trustProxy: number
  admin: { email: string; password: string } | null
  logLevel: string
  uploadLimits: Partial<Limits>
}

/** Reads the whole environment at once, so that a bad start names every problem in one go. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(given)
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  const passwordFile = given.ADMIN_PASSWORD_FILE
  let password: string | null = null
  if (Boolean(given.ADMIN_EMAIL) !== Boolean(passwordFile)) {
    problems.push('ADMIN_EMAIL, ADMIN_PASSWORD_FILE: give both or neither')
  }
  if (passwordFile) {
    try {
      password = readFileSync(passwordFile, 'utf8').trim()
      if (password.length < 8)
        problems.push('ADMIN_PASSWORD_FILE: the password must have 8 characters or more')
    } catch {
      problems.push(`ADMIN_PASSWORD_FILE: cannot read "${passwordFile}"`)
    }
  }
  if (!parsed.success || problems.length > 0) {
    throw new RangeError(`The environment cannot be used:\n${problems.map((line) => `  ${line}`).join('\n')}`)
  }
  const env = parsed.data
  return {
    databaseUrl: env.DATABASE_URL ?? null,
    dataDir: env.DATA_DIR,
    host: env.HOST,
    port: env.PORT,
    publicUrl: (env.PUBLIC_URL ?? `http://${env.HOST}:${env.PORT}`).replace(/\/$/, ''),
    trustProxy: env.TRUST_PROXY,
    admin: env.ADMIN_EMAIL && password ? { email: env.ADMIN_EMAIL, password } : null,
    logLevel: env.LOG_LEVEL,
    uploadLimits: env.UPLOAD_LIMITS,
  }
}
