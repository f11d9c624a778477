import { type DestinationStream, type Logger, pino } from 'pino'

/**
 * JSON lines, one event each: line ends and control characters in a value are escaped by JSON. Of an error only its
 * kind, words, code and place are written; drivers hang queries and their parameters on theirs.
 */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: plainError },
    redact: {
      paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: '[redacted]',
    },
  }
  return destination ? pino(options, destination) : pino(options)
}

const secretNames = [
  'password',
  'token',
  'secret',
  'cookie',
  'authorization',
  'databaseUrl',
  'headers',
  'query',
]

function plainError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) }
  const { name, message, stack } = error
  const code = (error as { code?: unknown }).code
  return { type: name, message, ...(typeof code === 'string' ? { code } : {}), stack }
}
