/** Units in rows; a rating each, in any order of raters; null where a rater gave none. */
export type Ratings = readonly (readonly (number | null)[])[]

/** The ratings of every unit that has at least two, the only ones that can agree. */
export function ratedUnits(ratings: Ratings): number[][] {
  return givenRatings(ratings).filter((unit) => unit.length >= 2)
}

export function givenRatings(ratings: Ratings): number[][] {
  return ratings.map((unit) => {
    const given = unit.filter((rating) => rating !== null)
    const broken = given.find((rating) => !Number.isFinite(rating))
    if (broken !== undefined) throw new RangeError(`a rating is a finite number, got ${broken}`)
    return given
  })
}

export function categoriesOf(units: readonly (readonly number[])[]): number[] {
  return [...new Set(units.flat())].sort((one, other) => one - other)
}

export function countRatings(unit: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const rating of unit) counts.set(rating, (counts.get(rating) ?? 0) + 1)
  return counts
}
