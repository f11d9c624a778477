/**
 * The probability that a side is preferred by more than half of those who decide, given its wins and losses and a
 * uniform prior: the mass of Beta(wins + 1, losses + 1) above one half, which is
 * P(Binomial(wins + losses + 1, ½) ≤ wins). Ties and both-bads say nothing about it. One half without any vote.
 */
export function probabilityBetter(wins: number, losses: number): number {
  const throws = wins + losses + 1
  let probability = 0
  let logChoices = 0
  for (let heads = 0; heads <= wins; heads += 1) {
    probability += Math.exp(logChoices - throws * Math.LN2)
    logChoices += Math.log((throws - heads) / (heads + 1))
  }
  return Math.min(1, probability)
}
