import type { VotesRange } from '../../../server/stats/decisions/votes-range.ts'
import { count } from '../../charts/numbers.ts'
import type { MoreNeeded } from '../props.ts'

type Ranges = Pick<MoreNeeded, 'range' | 'onNewPrompts'>

/** How many more votes would settle a pair, as a range: the difference is not what it is estimated to be. */
export function moreWords({ range, onNewPrompts }: Ranges): string {
  const isNewBetter = onNewPrompts !== null && (range === null || onNewPrompts.low < range.low)
  const fresh = isNewBetter ? `; on new prompts ${rangeWords(onNewPrompts)}` : ''
  return `${range ? rangeWords(range) : 'more votes on the same prompts would not tell'}${fresh}`
}

const rangeWords = ({ low, high }: VotesRange) =>
  high === null
    ? `it takes at least ${count(rounded(low))} more votes, and perhaps no number tells`
    : `between ${count(rounded(low))} and ${count(rounded(high))} more votes would tell`

/** Two digits are as much as a range can bear. */
const rounded = (value: number) => (value < 20 ? Math.ceil(value) : Number(value.toPrecision(2)))
