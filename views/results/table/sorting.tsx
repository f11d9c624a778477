import type { Child } from 'hono/jsx'

export type Column<Row> = {
  key: string
  head: string
  /** What to sort by; a column without it is not sorted. */
  by?: (row: Row) => number | string | null
  /** Columns of words start at A, columns of numbers at the largest. */
  first?: 'ascending' | 'descending'
  cell: (row: Row) => Child
  /** Names the row. */
  isName?: boolean
  /** Holds sentences, which may wrap. */
  wide?: boolean
}

export type Sorting = {
  path: string
  query: Record<string, string>
  /** The query parameter that names the column, with `-` before it for descending. */
  parameter: string
}

type TableProps<Row> = { label: string; columns: Column<Row>[]; rows: Row[]; sorting: Sorting }

/** A table whose heads are links that sort it. */
export function SortedTable<Row>({ label, columns, rows, sorting }: TableProps<Row>) {
  const chosen = sorting.query[sorting.parameter] ?? ''
  return (
    <section class="table-scroll" tabindex={0} aria-label={label}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <SortHead column={column} chosen={chosen} sorting={sorting} />
            ))}
          </tr>
        </thead>
        <tbody>
          {sortRows(rows, columns, chosen).map((row) => (
            <tr>
              {columns.map((column) =>
                column.isName ? (
                  <th scope="row">{column.cell(row)}</th>
                ) : (
                  <td class={column.wide ? 'wide' : undefined}>{column.cell(row)}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

type HeadProps<Row> = { column: Column<Row>; chosen: string; sorting: Sorting }

function SortHead<Row>({ column, chosen, sorting }: HeadProps<Row>) {
  if (!column.by) return <th scope="col">{column.head}</th>
  const { key, first = 'descending' } = column
  const [start, turned] = first === 'ascending' ? [key, `-${key}`] : [`-${key}`, key]
  const next = chosen === start ? turned : start
  const query = new URLSearchParams({ ...sorting.query, [sorting.parameter]: next })
  const sorted = chosen === key ? 'ascending' : chosen === `-${key}` ? 'descending' : undefined
  return (
    <th scope="col" aria-sort={sorted}>
      <a href={`${sorting.path}?${query}`}>{column.head}</a>
    </th>
  )
}

export function sortRows<Row>(rows: Row[], columns: Column<Row>[], chosen: string): Row[] {
  const by = columns.find((column) => column.key === chosen.replace(/^-/, ''))?.by
  if (!by) return rows
  const direction = chosen.startsWith('-') ? -1 : 1
  return rows.toSorted((x, y) => compare(by(x), by(y), direction))
}

/** What is missing comes last either way. */
function compare(x: number | string | null, y: number | string | null, direction: number): number {
  if (x === null || y === null) return Number(x === null) - Number(y === null)
  if (typeof x === 'string' || typeof y === 'string')
    return direction * String(x).localeCompare(String(y), 'en')
  return direction * (x - y)
}
