import { Readable } from 'node:stream'
import readWorkbook from 'read-excel-file/node'
import { zip } from '../exports/files/zip.ts'
import type { Head } from './formats/format.ts'
import { choose, described, type OpenedFile } from './opened.ts'
import { type Limits, overLimit } from './reports/limits.ts'
import { Problem, refusal } from './reports/problem.ts'
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
  const lines = await linesOf(await checkedParts(entries, limits))
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

/**
 * The parts of a workbook, unpacked, looked at and packed again: what is read is what was looked at. The reader fills
 * every gap before a cell, so a sheet of a few bytes could otherwise ask for billions of empty ones.
 */
async function checkedParts(entries: Entry[], limits: Limits): Promise<Buffer> {
  const parts = new Map<string, Buffer>()
  let cells = 0
  for (const { name, open } of entries) {
    const pieces: Uint8Array[] = []
    for await (const piece of open()) pieces.push(piece)
    const content = Buffer.concat(pieces)
    if (content.includes('sheetData')) cells += cellsOf(content.toString('utf8'))
    if (cells > limits.sheetCells)
      throw refusal(
        'too_large',
        overLimit('The sheets of this workbook are too wide and too long', 'sheetCells', limits),
      )
    parts.set(name, content)
  }
  const packed: Uint8Array[] = []
  const files = [...parts].map(([path, content]) => ({ path, chunks: Readable.from([content]) }))
  for await (const piece of zip(files)) packed.push(piece)
  return Buffer.concat(packed)
}

const PLACED = /<(?:[\w.-]+:)?(?:c|row)(?=[\s/>])((?:[^"'<>]|"[^"]*"|'[^']*')*)>/g
const PLACE = /(?:^|\s)r\s*=\s*(?:"([^"]*)"|'([^']*)')/
const LAST_ROW = 1_048_576

/** How many cells a sheet has, those between included; of cells that only have a format none is made. */
function cellsOf(sheet: string): number {
  if (sheet.includes('<!')) throw broken()
  let [last, widest] = [0, 0]
  for (const [, attributes = ''] of sheet.matchAll(PLACED)) {
    const place = PLACE.exec(attributes)
    if (!place) continue
    const [, letters, digits] = /^([A-Z]{0,3})(\d{1,7})$/.exec(place[1] ?? place[2] ?? '') ?? []
    if (letters === undefined || Number(digits) > LAST_ROW) throw broken()
    if (letters === '' || attributes.endsWith('/')) continue
    last = Math.max(last, Number(digits))
    widest = Math.max(widest, columnOf(letters))
  }
  return last * widest
}

const columnOf = (letters: string) =>
  [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0)

const broken = () => refusal('broken_workbook', 'This Excel workbook is damaged; save it again, or as CSV')

async function linesOf(workbook: Buffer): Promise<Line[]> {
  const sheets = await readWorkbook(workbook).catch(() => {
    throw broken()
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
