import { describe, expect, test } from 'vitest'
import { brief, codes, read } from './files.ts'
import { zipped } from './zip-file.ts'

const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`

type Cell = string | number | boolean | null

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

function cellXml(cell: Cell, column: number, row: number): string {
  const place = `${String.fromCharCode(65 + column)}${row}`
  if (cell === null) return ''
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`
  if (typeof cell === 'boolean') return `<c r="${place}" t="b"><v>${Number(cell)}</v></c>`
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
}

const sheetXml = (rows: Cell[][]) =>
  `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows
    .map((cells, y) => `<row r="${y + 1}">${cells.map((cell, x) => cellXml(cell, x, y + 1)).join('')}</row>`)
    .join('')}</sheetData></worksheet>`

/** The least that makes a workbook. */
function workbook(sheets: Cell[][][]): Record<string, string> {
  const names = sheets.map((_, i) => `sheet${i + 1}`)
  const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  return {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml': `<workbook xmlns="${spreadsheet}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names.map((name, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/${name}.xml`)).join('')}</Relationships>`,
    ...Object.fromEntries(sheets.map((rows, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(rows)])),
  }
}

const header = ['prompt', 'model', 'output']

describe('an Excel workbook', () => {
  test('is read as the table it is, empty rows passed over, with the numbers of its rows', async () => {
    const rows = [
      header,
      ['What <is> it?', 'm1', 'Two\nlines'],
      [null, null, null],
      ['Sure?', 'm1', true],
      ['How many?', 'm1', 12],
      ['None?', 'm1', ''],
    ]
    const { report, rows: made } = await read(zipped('book.xlsx', workbook([rows])))
    expect(report.format).toBe('csv_long')
    expect(brief(made)).toEqual([
      ['m1', 'What <is> it?', 'Two\nlines'],
      ['m1', 'Sure?', 'true'],
      ['m1', 'How many?', '12'],
    ])
    expect(made.map(({ line }) => line)).toEqual([2, 4, 5])
    expect(codes(report.skipped)).toEqual(['6 empty_output'])
  })

  test('the first sheet with rows counts, and one column per model works too', async () => {
    const { rows } = await read(
      zipped(
        'book.xlsx',
        workbook([
          [['About this file']],
          [
            ['prompt', 'gpt-4', 'ours'],
            ['Q', 'A', 'B'],
          ],
        ]),
      ),
    )
    expect(brief(rows)).toEqual([
      ['gpt-4', 'Q', 'A'],
      ['ours', 'Q', 'B'],
    ])
  })

  test('a damaged, an empty and an oversized one are refused with a reason', async () => {
    const parts = workbook([[header, ['Q', 'm', 'A']]])
    const damaged = await read(
      zipped('book.xlsx', { ...parts, 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row' }),
    )
    expect(damaged.rows).toEqual([])
    expect(damaged.report.problem_count).toBe(1)
    expect(codes((await read(zipped('book.xlsx', workbook([[]])))).report.problems)).toEqual(['1 no_rows'])
    const large = await read(zipped('book.xlsx', parts), { limits: { sheetBytes: 100 } })
    expect(large.report.problems[0]?.message).toContain('limit sheetBytes: 100')
  })

  test.each([
    [
      'a cell far out',
      '<row r="20000"><c r="XFD20000" t="inlineStr"><is><t>x</t></is></c></row>',
      'too_large',
    ],
    ['a row far down', '<row r="4000000000"/>', 'broken_workbook'],
    ['a row in another number', '<row r="3"><c r="A1e12"><v>1</v></c></row>', 'broken_workbook'],
    ['a place behind a quote', `<row x='">' r="3"><c a='"' r="XFD20000"><v>1</v></c></row>`, 'too_large'],
    ['a place in a comment', '<!-- " --><row r="3"><c r="XFD20000"><v>1</v></c></row>', 'broken_workbook'],
  ])('with %s is refused, not filled with empty cells', async (_, xml, code) => {
    const files = workbook([[header, ['What?', 'm1', 'That']]])
    const sheet = 'xl/worksheets/sheet1.xml'
    const book = { ...files, [sheet]: String(files[sheet]).replace('</sheetData>', `${xml}</sheetData>`) }
    const { report } = await read(zipped('book.xlsx', book))
    expect(report.problems.map((problem) => problem.code)).toEqual([code])
  })

  test('with a format down to its last row is read as far as it holds anything', async () => {
    const files = workbook([[header, ['What?', 'm1', 'That']]])
    const sheet = 'xl/worksheets/sheet1.xml'
    const formatted = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    const book = {
      ...files,
      [sheet]: String(files[sheet]).replace('</sheetData>', `${formatted}</sheetData>`),
    }
    expect(brief((await read(zipped('book.xlsx', book))).rows)).toEqual([['m1', 'What?', 'That']])
  })
})
