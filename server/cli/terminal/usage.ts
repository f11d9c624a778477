/** The command was written wrongly: exit 2, where a refusal is exit 1. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** The command was understood and refused. */
export class Refused extends Error {
  override name = 'Refused'
}

export function isUsageError(error: unknown): error is Error {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return error.name === 'UsageError' || error.name === 'CLIError' || code.startsWith('ERR_PARSE_ARGS')
}
