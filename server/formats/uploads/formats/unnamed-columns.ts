import { at } from '../values.ts'
import { emptyMapping, type Mapping } from './mapping.ts'

const FEWEST_ROWS = 2
const SHORTEST_TEXT = 10
const LONGEST_NAME = 60

type Column = {
  name: string
  distinct: number
  length: number
  isText: boolean
  isName: boolean
}

/**
 * What the columns of a table without a header mean, from what stands in them: a short text that comes again names
 * the model; of the others the first is the prompt, unless a later one comes again more often.
 *
 * @returns null where the columns have names, or it is unclear
 */
export function unnamedMapping({ columns, rows }: { columns: string[]; rows: unknown[] }): Mapping | null {
  if (columns.length < 2 || rows.length < FEWEST_ROWS) return null
  if (!columns.every((name, i) => name === `column ${i + 1}`)) return null
  const described = columns.map((name) => describe(name, rows))
  const model = described.find(({ isName }) => isName)
  const texts = described.filter((column) => column.isText && column !== model)
  const [first, second] = texts
  if (!first || !second) return null
  if (texts.length > 2)
    return model ? null : { ...emptyMapping, prompt: first.name, wide: texts.slice(1).map(asWide) }
  const [prompt, output] = second.distinct < first.distinct ? [second, first] : [first, second]
  return { ...emptyMapping, prompt: prompt.name, output: output.name, model: model?.name ?? null }
}

const asWide = ({ name }: Column) => ({ column: name, model: name, modelColumn: null })

function describe(name: string, rows: unknown[]): Column {
  const cells = rows.map((row) => String(at(row, name) ?? '').trim())
  const filled = cells.filter((cell) => cell !== '')
  const distinct = new Set(filled).size
  const length = filled.reduce((sum, cell) => sum + cell.length, 0) / Math.max(1, filled.length)
  const isNumber = filled.every((cell) => /^-?\d+([.,]\d+)?$/.test(cell))
  const isName =
    !isNumber &&
    filled.length === rows.length &&
    distinct < rows.length &&
    filled.every(
      (cell) => cell.length <= LONGEST_NAME && /\p{L}/u.test(cell) && !/[\n?!]|\.\s|\.$/.test(cell),
    )
  return { name, distinct, length, isText: !isNumber && length >= SHORTEST_TEXT, isName }
}
