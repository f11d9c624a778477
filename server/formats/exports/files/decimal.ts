/**
 * A number of a column that may hold fractions, always written as one: loaders fix a column's type from its first
 * rows, and a whole number there would make the fractions after it unreadable.
 */
export const decimal = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value))
