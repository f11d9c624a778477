import readWorkbook from 'read-excel-file/node'
import type { Head } from './formats/format.ts'
import { type Limits, overLimit } from './limits.ts'
import { choose, described, type OpenedFile } from './opened.ts'
import { Problem, refusal } from './problem.ts'
import type { Entry } from './source/archive.ts'
import type { Row } from './source/json-file.ts'
import { record, rowOfCells, sheetLayout } from './source/table-file.ts'
import type { UploadFile, UploadOptions } from './types.ts'

const HEAD_ROWS = 40

export const isWorkbook = (entries: Entry[]) => entries.some(({ name }) => name === 'xl/workbook.xml')

type Line = { line: number; cells: string[] }

/** An Excel workbook: its first sheet that holds rows, read as the table it is. */
export async function openedWorkbook(
  file: UploadFile,
  entries: Entry[],
  { options, limits }: { options: UploadOptions; limits: Limits },
): Promise<OpenedFile> {
  const unpacked = entries.reduce((sum, { bytes }) => sum + bytes, 0)
  if (unpacked > limits.sheetBytes)
    throw refusal(
      'too_large',
      `${overLimit('This workbook is too large', 'sheetBytes', limits)}; save it as CSV`,
    )
  const lines = await linesOf(file)
  const { header, columns } = sheetLayout(
    lines.slice(0, HEAD_ROWS).map(({ cells }) => cells),
    Object.values(options.map ?? {}),
  )
  if (columns.length > limits.columns)
    throw refusal('too_many_columns', overLimit('This sheet has too many columns', 'columns', limits))
  const rows = header ? lines.slice(1) : lines
  const head: Head = {
    shape: 'table',
    columns,
    rows: rows.slice(0, HEAD_ROWS).map(({ cells }) => rowOfCells(cells, columns)),
    document: {},
    name: file.name,
  }
  return described(file, head, choose(head, options), {
    document: async () => ({}),
    async *rows() {
      yield rows.map(({ line, cells }) => checked(line, cells, columns, header, limits))
    },
    limits,
  })
}

async function linesOf(file: UploadFile): Promise<Line[]> {
  const parts: Uint8Array[] = []
  for await (const part of file.open()) parts.push(part)
  const sheets = await readWorkbook(Buffer.concat(parts)).catch(() => {
    throw refusal('broken_workbook', 'This Excel workbook is damaged; save it again, or as CSV')
  })
  const filled = sheets.map(({ data }) =>
    data
      .map((cells, i) => ({ line: i + 1, cells: cells.map(textOf) }))
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== '')),
  )
  const lines = filled.find(({ length }) => length > 1) ?? filled[0] ?? []
  if (lines.length === 0) throw refusal('no_rows', 'No sheet of this workbook holds any row')
  const width = Math.max(...lines.slice(0, HEAD_ROWS).map(({ cells }) => cells.length))
  return lines.map(({ line, cells }) => ({
    line,
    cells: [...cells, ...new Array(Math.max(0, width - cells.length)).fill('')],
  }))
}

const textOf = (cell: unknown): string =>
  cell === null || cell === undefined ? '' : cell instanceof Date ? cell.toISOString() : String(cell)

function checked(
  line: number,
  cells: string[],
  columns: string[],
  header: string[] | null,
  limits: Limits,
): Row {
  const long = cells.findIndex((cell) => cell.length > limits.cellLength)
  if (long >= 0)
    return {
      line,
      problem: new Problem(
        'cell_too_long',
        overLimit(`its cell ${long + 1} is too long`, 'cellLength', limits),
      ),
    }
  return record(line, cells, columns, header)
}
