/**
 * Quantile of values in ascending order, with linear interpolation: R's type 7 and numpy's default.
 *
 * @param p between 0 and 1.
 * @throws RangeError without values or with an impossible p.
 * @example quantileOfSorted([1, 2, 4], 0.25) // 1.5
 */
export function quantileOfSorted(sorted: readonly number[], p: number): number {
  const place = p * (sorted.length - 1)
  const below = sorted[Math.floor(place)]
  const above = sorted[Math.ceil(place)]
  if (below === undefined || above === undefined) {
    throw new RangeError(`no quantile ${p} of ${sorted.length} values`)
  }
  return below + (above - below) * (place - Math.floor(place))
}

export function ascending(values: readonly number[]): number[] {
  return [...values].sort((one, other) => one - other)
}
