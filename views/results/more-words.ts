import type { VotesRange } from '../../server/stats/decisions/votes-range.ts'
import { count } from '../charts/numbers.ts'
import type { MoreNeeded } from './props.ts'

type Ranges = Pick<MoreNeeded, 'range' | 'onNewPrompts'>

/** How many more votes would settle a pair, as a range: the difference is not what it is estimated to be. */
export function moreWords({ range, onNewPrompts }: Ranges): string {
  const isNewBetter = onNewPrompts !== null && (range === null || onNewPrompts.low < range.low)
  const fresh = isNewBetter ? `${rangeWords(onNewPrompts)} on new prompts` : ''
  if (range === null) {
    const rest = fresh ? `, ${fresh} would` : ''
    return `more votes on the same prompts would not tell${rest}`
  }
  return `${rangeWords(range)} would tell${fresh ? `, or ${fresh}` : ''}`
}

const rangeWords = ({ low, high }: VotesRange) =>
  high === null
    ? `at least ${count(rounded(low))} more votes, if any number,`
    : `between ${count(rounded(low))} and ${count(rounded(high))} more votes`

/** Two digits are as much as a range can bear. */
const rounded = (value: number) => (value < 20 ? Math.ceil(value) : Number(value.toPrecision(2)))
