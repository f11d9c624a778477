export const units = ['votes', 'pairs', 'rows'] as const
export type Unit = (typeof units)[number]

/** What went in, what came out, and what was left out by which rule; complete when the last row has been drawn. */
export type Counts = {
  read: number
  rows: number
  dropped: Record<Unit, Record<string, number>>
}

export function newCounts(): Counts {
  return { read: 0, rows: 0, dropped: { votes: {}, pairs: {}, rows: {} } }
}

export function drop(counts: Counts, unit: Unit, rule: string): void {
  const dropped = counts.dropped[unit]
  dropped[rule] = (dropped[rule] ?? 0) + 1
}

export function* counted<Row>(rows: Iterable<Row>, counts: Counts): Generator<Row> {
  for (const row of rows) {
    counts.rows += 1
    yield row
  }
}
