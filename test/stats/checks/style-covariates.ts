import {
  relativeDifference,
  type StyleFeatures,
  standardise,
} from '../../../server/stats/ranking/style-features.ts'

/**
 * Style covariates of a table of votes, ready for the ranking: one column a feature, one row a vote.
 *
 * @param votes features of the two texts of every vote, the side shown first as a.
 * @returns z-scored relative differences by feature; features that never differ are left out.
 */
export function styleCovariates(
  votes: readonly { a: StyleFeatures; b: StyleFeatures }[],
): Partial<Record<keyof StyleFeatures, number[]>> {
  const columns: Partial<Record<keyof StyleFeatures, number[]>> = {}
  for (const feature of ['length', 'headings', 'lists', 'bold'] as const) {
    const column = standardise(votes.map(({ a, b }) => relativeDifference(a[feature], b[feature])))
    if (column) columns[feature] = column
  }
  return columns
}
