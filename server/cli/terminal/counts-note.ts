import type { Counts } from '../../formats/exports/rows/counts.ts'

/** What an export left out, in one line: nothing goes missing unsaid. */
export function countsNote({ read, rows, dropped }: Counts): string {
  const rules = Object.entries(dropped).flatMap(([unit, byRule]) =>
    Object.entries(byRule).map(([rule, number]) => `${number} ${unit} by ${rule}`),
  )
  return `${read} read, ${rows} written; left out: ${rules.length > 0 ? rules.join(', ') : 'nothing'}`
}
