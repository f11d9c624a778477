/** Elo points of one unit of natural-log odds. */
export const eloPerLogOdds = 400 / Math.LN10

/** The Elo points of a strength of 0. */
export const eloBase = 1000
