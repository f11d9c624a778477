export class NotFound extends Error {
  override name = 'NotFound'
}

export class Conflict extends Error {
  override name = 'Conflict'
}

export type Issue = { pointer: string; detail: string }

export class Invalid extends Error {
  override name = 'Invalid'
  readonly issues: Issue[]

  constructor(message: string, issues: Issue[] = []) {
    super(message)
    this.issues = issues
  }
}
