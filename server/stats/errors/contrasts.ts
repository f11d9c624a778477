import { studentCdf, studentQuantile } from '../special/distributions.ts'
import type { ComponentFit } from '../strengths/component-fit.ts'
import { decisionVarianceOf, varianceOf } from './sandwich.ts'

/** θ_i − θ_j; nulls where the votes leave its error undefined. */
export interface Contrast {
  estimate: number
  se: number | null
  p: number | null
}

/** Of p-values above this the error is not stretched further: at it the interval is already mostly doubt. */
const largestStretch = 0.5
/** Dozens of testers leave floors smaller than this, which hold nothing back. */
const leastWorthHolding = 1e-12

/**
 * A difference of two strengths with its standard error and two-sided p-value, by Student's t.
 *
 * Where exact tests leave more open than t does, p is theirs, and the error is stretched until t says the same; so
 * intervals, P(best) and rank sets never claim what single votes, testers or prompts cannot carry.
 */
export function contrastOf({ strengths, sandwich, leastP }: ComponentFit, i: number, j: number): Contrast {
  const estimate = (strengths.theta[i] as number) - (strengths.theta[j] as number)
  const variance = varianceOf(sandwich, i, j)
  if (!(variance > 0)) return { estimate, se: null, p: null }
  const se = Math.sqrt(variance)
  const p = Math.min(1, 2 * studentCdf(-Math.abs(estimate / se), sandwich.degrees))
  const least = leastP(i, j)
  if (p >= least || least < leastWorthHolding) return { estimate, se, p }
  const stretch = -studentQuantile(Math.min(least, largestStretch) / 2, sandwich.degrees)
  return { estimate, se: Math.max(se, Math.abs(estimate) / stretch), p: least }
}

/**
 * The error that decisions rest on: the clustered one or that of independent votes, whichever is larger. Not stretched,
 * since decisions know by their degrees of freedom how few the clusters are, and have floors of their own. Where a
 * prior holds the strengths it is the stretched one.
 */
export function decisionError(fit: ComponentFit, i: number, j: number): number | null {
  if (fit.provisional) return contrastOf(fit, i, j).se
  const variance = decisionVarianceOf(fit.sandwich, i, j)
  return variance > 0 ? Math.sqrt(variance) : null
}

/**
 * Standard errors of all strengths, stretched where a contrast's is: intervals of two models that p does not tell
 * apart at their level overlap. O(models²).
 */
export function strengthErrors(fit: ComponentFit): (number | null)[] {
  const { size } = fit.strengths
  const plain = Float64Array.from({ length: size }, (_, k) =>
    Math.sqrt(Math.max(0, varianceOf(fit.sandwich, k))),
  )
  const stretched = plain.slice()
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const both = (plain[i] as number) + (plain[j] as number)
      const times = (contrastOf(fit, i, j).se ?? 0) / both
      if (!(times > 1)) continue
      for (const k of [i, j]) stretched[k] = Math.max(stretched[k] as number, times * (plain[k] as number))
    }
  }
  return Array.from(stretched, (se) => (se > 0 ? se : null))
}
