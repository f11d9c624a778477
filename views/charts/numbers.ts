const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const ungrouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0, useGrouping: false })
const oneDecimal = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })
const twoDecimals = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const threeDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 })

type Maybe = number | null

const missing = '–'
const shown = (value: Maybe): value is number => value !== null && Number.isFinite(value)
const noMinusZero = (value: number) => (Math.abs(value) < 0.5 ? 0 : value)

/** 1234 → 1,234 */
export const count = (value: Maybe) => (shown(value) ? whole.format(noMinusZero(value)) : missing)

/** Elo points as people read them: 1041, never 1,041. */
export const elo = (value: Maybe) =>
  shown(value) ? ungrouped.format(noMinusZero(value)).replace('-', '−') : missing

/** 12 → +12, −12 → −12: for differences. */
export const signedElo = (value: Maybe) => (shown(value) && value >= 0.5 ? `+${elo(value)}` : elo(value))

/** 0.584 → 58 %; below 10 % with one decimal. */
export function percent(share: Maybe): string {
  if (!shown(share)) return missing
  const value = share * 100
  const format = value > 0 && value < 9.95 ? oneDecimal : whole
  return `${format.format(value)} %`
}

/** [48, 54] in whole percent. */
export const percentInterval = (low: Maybe, high: Maybe) =>
  shown(low) && shown(high) ? `[${whole.format(low * 100)}, ${whole.format(high * 100)}]` : missing

export const eloInterval = (low: Maybe, high: Maybe) =>
  shown(low) && shown(high) ? `[${elo(low)}, ${elo(high)}]` : missing

export const coefficient = (value: Maybe) => (shown(value) ? twoDecimals.format(value) : missing)

/** Costs, e-values and minutes: three digits that matter. */
export const amount = (value: Maybe) => (shown(value) ? threeDigits.format(value) : missing)

/** 12.34 → 12.3; a moment too short to matter is said to be one. */
export function seconds(value: Maybe): string {
  if (!shown(value)) return missing
  return value < 0.1 ? '< 0.1' : oneDecimal.format(value)
}

export const rankRange = (low: Maybe, high: Maybe) => {
  if (!shown(low) || !shown(high)) return missing
  return low === high ? String(low) : `${low}–${high}`
}

/** One vote, 2 votes, 1,200 votes. */
export const counted = (value: number, noun: string) => `${count(value)} ${noun}${value === 1 ? '' : 's'}`
