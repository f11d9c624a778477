/** Something one row, or a whole file where `wholeFile` is set, does that an upload may not. */
export class Problem extends SyntaxError {
  readonly code: string
  readonly line: number | null
  readonly wholeFile: boolean

  constructor(code: string, message: string, where: { line?: number; wholeFile?: boolean } = {}) {
    super(message)
    this.name = 'Problem'
    this.code = code
    this.line = where.line ?? null
    this.wholeFile = where.wholeFile ?? false
  }
}

/** The rest of this file cannot be used. */
export const refusal = (code: string, message: string, line = 1) =>
  new Problem(code, message, { line, wholeFile: true })

/** The upload as a whole cannot be read at all, e.g. because there is no file. */
export class UploadError extends SyntaxError {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.name = 'UploadError'
    this.code = code
  }
}
