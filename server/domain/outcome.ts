/** What a tester says of a pair, by the side it was shown on. */
export const outcomes = ['a', 'b', 'tie', 'both_bad'] as const
export type Outcome = (typeof outcomes)[number]

/** With a skip, which is an answer and no outcome. */
export type OutcomeOrSkip = Outcome | 'skip'
