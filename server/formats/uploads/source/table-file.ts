import { isKnownHeader } from '../formats/column-names.ts'
import type { Limits } from '../reports/limits.ts'
import { Problem } from '../reports/problem.ts'
import type { Row } from './json-file.ts'
import { headRows, sniffDelimiter, tableRows } from './table.ts'

export type TableLayout = {
  delimiter: string
  columns: string[]
  /** the header as it stands in the file; null where the first row is data already */
  header: string[] | null
  leadingLines: number
  bareReturns: boolean
  firstRows: string[][]
}

const SNIFF_LENGTH = 256 * 1024

/** Separator, header and first rows of a table. Names in `wanted` mark a header whatever it looks like. */
export function tableLayout(head: string, wanted: string[]): TableLayout {
  const start = head.replace(/^\ufeff/, '').slice(0, SNIFF_LENGTH)
  const bareReturns = !start.includes('\n') && start.includes('\r')
  const sniffed = bareReturns ? start.replaceAll('\r', '\n') : start
  const delimiter = sniffDelimiter(sniffed)
  const declared = /^sep=.\r?\n/i.exec(sniffed)?.[0] ?? ''
  const layout = sheetLayout(headRows(sniffed.slice(declared.length), delimiter), wanted)
  return {
    delimiter,
    bareReturns,
    leadingLines: declared === '' ? 0 : 1,
    ...layout,
  }
}

/** Which of the rows is the header, if any, and what the columns are called. */
export function sheetLayout(
  [first = [], ...rest]: string[][],
  wanted: string[],
): Pick<TableLayout, 'header' | 'columns' | 'firstRows'> {
  const isHeader = looksLikeHeader(first, rest, wanted)
  return {
    header: isHeader ? first : null,
    columns: isHeader ? uniqueNames(first) : first.map((_, i) => `column ${i + 1}`),
    firstRows: isHeader ? rest : [first, ...rest],
  }
}

function looksLikeHeader(first: string[], rest: string[][], wanted: string[]): boolean {
  const cells = first.map((cell) => cell.trim())
  if (cells.some((cell) => wanted.includes(cell) || isKnownHeader(cell))) return true
  const isShort = cells.every((cell) => cell.length <= 60 && !/[\n?!]|\.(?:\s|$)/.test(cell))
  const isUnique = new Set(cells).size === cells.length
  return isShort && isUnique && rest.length > 0 && !cells.some((cell) => /^-?\d+(\.\d+)?$/.test(cell))
}

/** Repeated names are numbered, so that no column hides another; empty ones are named for their place. */
function uniqueNames(header: string[]): string[] {
  const seen = new Map<string, number>()
  return header.map((cell, i) => {
    const name = cell.trim() === '' ? `column ${i + 1}` : cell.trim()
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? name : `${name} (${count})`
  })
}

export const rowOfCells = (cells: string[], columns: string[]): Record<string, string> =>
  Object.fromEntries(cells.slice(0, columns.length).map((cell, i) => [columns[i] ?? '', cell]))

export async function* tableRecords(
  chunks: AsyncIterable<Buffer>,
  layout: Omit<TableLayout, 'firstRows'>,
  brokenUtf8: boolean,
  limits: Limits,
): AsyncGenerator<Row[]> {
  const { delimiter, bareReturns, columns, header } = layout
  let toSkip = layout.leadingLines + (header ? 1 : 0)
  for await (const batch of tableRows(chunks, { delimiter, brokenUtf8, bareReturns, limits })) {
    const rows: Row[] = []
    for (const row of batch) {
      if ('problem' in row) rows.push(row)
      else if (toSkip > 0) toSkip--
      else rows.push(record(row.line, row.cells, columns, header))
    }
    if (rows.length > 0) yield rows
  }
}

export function record(line: number, cells: string[], columns: string[], header: string[] | null): Row {
  if (header && cells.length === header.length && cells.every((cell, i) => cell === header[i]))
    return { line, value: REPEATED_HEADER }
  if (cells.slice(columns.length).some((cell) => cell.trim() !== '')) {
    const message = `it has ${cells.length} cells, the first row has ${columns.length}`
    return { line, problem: new Problem('ragged_row', message) }
  }
  return { line, value: rowOfCells(cells, columns) }
}

/** Stands for a header that comes again, as when files were pasted together. */
export const REPEATED_HEADER = Symbol('repeated header')
