/** The database is away, or did not answer in time: what was asked may or may not have been done. */
export class Unavailable extends Error {
  override name = 'Unavailable'
}

const codes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
])

/** SQL states that pass: connection lost (08), out of room or memory (53), stopped or starting (57P), I/O (58),
 * deadlock, cut short, and read-only while a server is being promoted. */
const states = /^(08...|53...|57P..|58...|40001|40P01|57014|25006)$/

export function isUnavailable(error: unknown): boolean {
  if (error instanceof Unavailable || isDriverStumble(error)) return true
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && (codes.has(code) || states.test(code))
}

/**
 * The connection itself is gone, or the driver stumbled over what was left of one; the others need not be, but who
 * knows in what state it keeps them.
 */
export function isConnectionLost(error: unknown): boolean {
  if (isDriverStumble(error)) return true
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && (codes.has(code) || /^(08...|57P0[124])$/.test(code))
}

const socketCodes = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ECONNREFUSED', 'ECONNABORTED'])

/**
 * Errors that the driver lets fall out of its callbacks (its issue 1186): it lost its footing on a connection that was
 * closed meanwhile, wrote to a socket it had ended, took its listeners off a socket whose last write then failed, or
 * rejected a question of its own, such as the one for the array types of a new connection, that nobody waits for.
 */
export function isDriverFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (isDriverStumble(error)) return true
  const { code, syscall } = error as NodeJS.ErrnoException
  return syscall === undefined ? isUnavailable(error) : socketCodes.has(code ?? '')
}

/** An error about a socket that is no more, from within the driver's own code. */
function isDriverStumble(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as NodeJS.ErrnoException
  const aboutSocket = error instanceof TypeError ? code === undefined : code?.startsWith('ERR_STREAM_')
  return aboutSocket === true && /[\\/]postgres[\\/].*connection\.js/.test(error.stack ?? '')
}
