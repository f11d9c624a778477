import { bare, OUTPUTS, SIDES } from './column-names.ts'
import type { Column } from './guess.ts'
import type { WideColumn } from './mapping.ts'

/** Columns that come in sides: response_a and response_b, output 1 and output 2, result_x and result_y. */
export function sideColumns(columns: Column[]): WideColumn[] {
  const sides = columns.flatMap((column) => {
    const match = SIDES.exec(column.plain)
    if (!match)
      return columns.some(({ name }) => name === `${column.name} (2)`)
        ? [{ column, base: column.plain, side: '1' }]
        : []
    const base = match[1] ?? match[4] ?? ''
    return [{ column, base, side: match[2] ?? match[3] ?? '' }]
  })
  for (const word of OUTPUTS) {
    const found = sides
      .filter(({ base, column }) => bare(base) === word && column.isText)
      .sort((one, other) => one.side.localeCompare(other.side, 'en', { numeric: true }))
    if (found.length < 2) continue
    return found.map(({ column, side }) => {
      const named = sides.find(
        (each) =>
          each.side === side &&
          ['model', 'model_name', 'model_id', 'generator', 'system'].includes(each.base),
      )
      const plainSide = columns.find(({ plain }) => plain === side && side.length > 1)
      return {
        column: column.name,
        model: column.name,
        modelColumn: (named?.column ?? plainSide)?.name ?? null,
      }
    })
  }
  return []
}
