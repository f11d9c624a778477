import { type Logger, pino } from 'pino'

/** JSON lines; secrets that could ride along in an object are blanked. */
export function createLog(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        '*.password',
        '*.token',
        '*.cookie',
        '*.authorization',
        'req.headers',
        'err.query',
        'err.parameters',
        'err.args',
      ],
      censor: '[redacted]',
    },
  })
}
