import type { ModelLooks } from '../types.ts'
import type { Scan } from './scan.ts'

const BINS = 32
const MEASURES = 11
export const LOOK_FEATURES = BINS * MEASURES

/** How an answer looks to a person who cannot read, one feature a measure, counts on a logarithmic scale. */
export function lookTokens(length: number, scan: Scan): Uint16Array {
  const measures = [
    length,
    scan.lines,
    scan.paragraphs,
    scan.headings,
    scan.listItems,
    scan.tableRows,
    scan.fences,
    Math.ceil(scan.bold),
    scan.emoji,
    scan.exclamations,
    length / scan.lines,
  ]
  return Uint16Array.from(
    measures,
    (value, i) => i * BINS + Math.min(BINS - 1, Math.floor(Math.log2(value + 1) * 2)),
  )
}

const RESERVOIR = 4096

/** Length and layout of one model's outputs. */
export class Looks {
  outputs = 0
  private markdown = 0
  private leading = 0
  private trailing = 0
  private truncated = 0
  private readonly lengths: number[] = []

  add(text: string, scan: Scan, isTruncated: boolean) {
    const place =
      this.outputs < RESERVOIR ? this.outputs : (Math.imul(this.outputs, 0x9e3779b1) >>> 0) % this.outputs
    if (place < RESERVOIR) this.lengths[place] = text.length
    this.outputs++
    if (scan.headings + scan.listItems + scan.tableRows + scan.fences + scan.bold >= 1) this.markdown++
    if (/^\s/.test(text)) this.leading++
    if (/\s$/.test(text.slice(-1))) this.trailing++
    if (isTruncated) this.truncated++
  }

  report(name: string): ModelLooks {
    const sorted = [...this.lengths].sort((a, b) => a - b)
    const share = (count: number) => (this.outputs === 0 ? 0 : count / this.outputs)
    return {
      name,
      outputs: this.outputs,
      median_length: sorted[Math.floor((sorted.length - 1) / 2)] ?? 0,
      markdown_share: share(this.markdown),
      leading_space_share: share(this.leading),
      trailing_space_share: share(this.trailing),
      truncated_share: share(this.truncated),
    }
  }
}
