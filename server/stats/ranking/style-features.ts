/** What a text looks like, apart from what it says. */
export interface StyleFeatures {
  /** Characters, counted as code points. */
  length: number
  /** Markdown headings of any level. */
  headings: number
  /** Items of bulleted and numbered lists. */
  lists: number
  /** Bold spans. */
  bold: number
}

const FENCED_CODE = /^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\1[`~]*[ \t]*$|$(?![\s\S]))/gm
const HEADING = /^ {0,3}#{1,6}(?=[ \t]|$)/gm
const LIST_ITEM = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\S/gm
const BOLD = /\*\*(?=\S)[^*\n]*[^*\s]\*\*|\b__(?=\S)[^_\n]*[^_\s]__\b/g

/**
 * The four style features of LMArena: length, headings, list items and bold spans. Markdown inside fenced code
 * blocks is code and not counted, its characters are.
 *
 * @see Li, Angelopoulos & Chiang 2024, Does style matter? (lmsys.org)
 * @example styleFeatures('# Title\n- **one**') // { length: 17, headings: 1, lists: 1, bold: 1 }
 */
export function styleFeatures(text: string): StyleFeatures {
  const prose = text.replaceAll('\r\n', '\n').replace(FENCED_CODE, '')
  return {
    length: [...text].length,
    headings: prose.match(HEADING)?.length ?? 0,
    lists: prose.match(LIST_ITEM)?.length ?? 0,
    bold: prose.match(BOLD)?.length ?? 0,
  }
}

/**
 * How far the side shown first has more of a feature: (a − b) / (a + b), from −1 to 1; 0 if neither has any.
 *
 * @param a count on the side shown first, non-negative.
 * @param b count on the other side.
 * @throws RangeError on a negative or infinite count.
 */
export function relativeDifference(a: number, b: number): number {
  for (const count of [a, b]) {
    if (!(count >= 0) || !Number.isFinite(count)) throw new RangeError(`a feature is a count, got ${count}`)
  }
  return a + b === 0 ? 0 : (a - b) / (a + b)
}

/**
 * Values with their mean taken off and divided by their (population) standard deviation.
 *
 * @returns z-scores in the order of the input, or null where all values are equal: a covariate that says nothing.
 * @throws RangeError if a value is not a finite number.
 */
export function standardise(values: readonly number[]): number[] | null {
  const broken = values.find((value) => !Number.isFinite(value))
  if (broken !== undefined) throw new RangeError(`a covariate is a finite number, got ${broken}`)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  if (!(variance > 1e-24 * mean * mean)) return null
  return values.map((value) => (value - mean) / Math.sqrt(variance))
}
