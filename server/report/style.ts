import { type StrengthTable, strengthIntervals } from '../stats/errors/strength-intervals.ts'
import type { RankOptions } from '../stats/ranking/rank-options.ts'
import { relativeDifference, type StyleFeatures, standardise } from '../stats/ranking/style-features.ts'
import type { VoteTable } from '../stats/votes/vote-table.ts'
import type { Answers } from './answers.ts'

const features = ['length', 'headings', 'lists', 'bold'] as const

type Styled = { rows: Int32Array; options: RankOptions }
type Covariate = VoteTable['covariates'][number]

/**
 * Strengths with the looks of the answers held equal, beside those without. Looks that always come together (every
 * answer with headings has lists, too) cannot be told apart; then those named first stand for the others.
 *
 * @param rows the answers that the table's rows came from.
 * @returns null where no two outputs differ in looks, or the votes cannot tell looks from strengths.
 */
export function styleAdjusted(
  answers: Answers,
  table: VoteTable,
  { rows, options }: Styled,
): StrengthTable | null {
  const covariates = features.flatMap((name) => {
    const values = standardise(Array.from(rows, (row) => differenceIn(answers, row, name)))
    return values ? [{ name, values: Float64Array.from(values) }] : []
  })
  if (covariates.length === 0) return null
  const together = fitted(table, covariates, options)
  if (together) return together
  let kept: Covariate[] = []
  let best: StrengthTable | null = null
  for (const covariate of covariates) {
    const more = fitted(table, [...kept, covariate], options)
    if (!more) continue
    kept = [...kept, covariate]
    best = more
  }
  return best
}

function fitted(table: VoteTable, covariates: Covariate[], options: RankOptions): StrengthTable | null {
  try {
    return strengthIntervals(
      { ...table, covariates },
      { ...options, covariates: covariates.map(({ name }) => name) },
    )
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function differenceIn(answers: Answers, row: number, name: keyof StyleFeatures): number {
  const [first, second] = stylesAt(answers, row)
  return relativeDifference(first[name], second[name])
}

export function stylesAt(answers: Answers, row: number): [StyleFeatures, StyleFeatures] {
  const { styles, firstOutput, secondOutput } = answers
  return [
    styles[firstOutput[row] as number] as StyleFeatures,
    styles[secondOutput[row] as number] as StyleFeatures,
  ]
}
