import { storable } from '../content/storable.ts'
import type { Notice } from '../types.ts'
import type { Limits } from './limits.ts'
import type { Problem } from './problem.ts'

/** Problems, skipped rows and notes of an upload; the lists are cut at a limit, the counts are not. */
export class Notices {
  readonly problems: Notice[] = []
  readonly skipped: Notice[] = []
  readonly notes: Notice[] = []
  problemCount = 0
  skippedCount = 0
  private readonly limits: Limits

  constructor(limits: Limits) {
    this.limits = limits
  }

  problem(file: string, line: number, problem: Problem) {
    const where = problem.line ?? line
    const message = problem.wholeFile
      ? `Cannot read ${file}: ${problem.message}`
      : `Cannot read line ${where}: ${problem.message}`
    this.problemCount++
    this.add(this.problems, { file, line: where, code: problem.code, message })
  }

  skip(file: string, line: number, code: string, message: string) {
    this.skippedCount++
    this.add(this.skipped, { file, line, code, message: `Skipped line ${line}: ${message}` })
  }

  note(file: string, line: number, code: string, message: string) {
    this.add(this.notes, { file, line, code, message })
  }

  private add(list: Notice[], notice: Notice) {
    if (list.length >= this.limits.notices) return
    list.push({ ...notice, file: storable(notice.file), message: storable(notice.message) })
  }
}
