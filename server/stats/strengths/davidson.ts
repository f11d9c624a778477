import type { ComparisonModel } from './strengths.ts'

/** Davidson's model: P(first) : P(second) : P(tie) = e^(η/2) : e^(−η/2) : ν. */
export const davidsonModel: ComparisonModel = {
  tieParameter: true,
  at: ({ eta, lambda }, { first, second, tie }, out) => {
    const n = first + second + tie
    const top = Math.max(Math.abs(eta) / 2, lambda)
    const weightFirst = Math.exp(eta / 2 - top)
    const weightSecond = Math.exp(-eta / 2 - top)
    const weightTie = Math.exp(lambda - top)
    const total = weightFirst + weightSecond + weightTie
    const edge = (weightFirst - weightSecond) / total
    const tied = weightTie / total
    out[0] = ((first - second) * eta) / 2 + tie * lambda - n * (top + Math.log(total))
    out[1] = (first - second - n * edge) / 2
    out[2] = tie - n * tied
    out[3] = (n * ((weightFirst + weightSecond) / total - edge * edge)) / 4
    out[4] = (-n * edge * tied) / 2
    out[5] = n * tied * ((weightFirst + weightSecond) / total)
  },
}
