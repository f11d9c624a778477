import { expectedLoss } from '../stats/decisions/expected-loss.ts'
import { varianceOf } from '../stats/errors/sandwich.ts'
import type { Component } from '../stats/ranking/ranking.ts'

/** What taking the first model now may cost: a loss, never a proof. */
export type Loss = { model: string; points: number }

/** Contenders beyond so many are too far behind to matter, and cost a square of their number. */
const mostContenders = 30

/** Of the leader of a component; null where no other was compared with it, or an error is undefined. */
export function lossOf({ fit }: Component, seed: number): Loss | null {
  if (!fit) return null
  const { theta } = fit.strengths
  const order = [...theta.keys()].sort((x, y) => (theta[y] as number) - (theta[x] as number) || x - y)
  const [first, ...others] = order.slice(0, mostContenders + 1) as [number, ...number[]]
  const variance = (i: number, j: number) => (i === j ? 0 : varianceOf(fit.sandwich, i, j))
  if (others.some((other) => !(variance(first, other) > 0))) return null
  // Cov(θi − θf, θj − θf) from the three variances of differences, so that each contrast keeps the pair table's error.
  const covariance = Float64Array.from(
    others.flatMap((i) => others.map((j) => (variance(i, first) + variance(j, first) - variance(i, j)) / 2)),
  )
  const differences = others.map((other) => (theta[other] as number) - (theta[first] as number))
  const model = fit.table.models[first] as string
  return { model, points: expectedLoss({ differences, covariance }, { seed }) }
}
