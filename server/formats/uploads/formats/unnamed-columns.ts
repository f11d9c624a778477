import { at } from '../content/values.ts'
import { emptyMapping, type Mapping } from './mapping.ts'

const FEWEST_ROWS = 2
const SHORTEST_TEXT = 10
const LONGEST_NAME = 60

type Column = {
  name: string
  distinct: number
  isText: boolean
  isName: boolean
  isOneWord: boolean
  /** seldom filled, as the input of an instruction is */
  isSparse: boolean
}

/**
 * What the columns of a table without a header mean, from what stands in them: a short text names the model if it comes
 * again, or if each stands once beside a prompt that does; of the others the first is the prompt, unless a later one
 * comes again more often.
 *
 * @returns null where the columns have names, or it is unclear
 */
export function unnamedMapping({ columns, rows }: { columns: string[]; rows: unknown[] }): Mapping | null {
  if (columns.length < 2 || rows.length < FEWEST_ROWS) return null
  if (!columns.every((name, i) => name === `column ${i + 1}`)) return null
  const described = columns.map((name) => describe(name, rows))
  const repeats = ({ distinct }: Column) => distinct < rows.length
  const names = likeliestNames(described, repeats)
  if (names.length > 1) return null
  const [model] = names
  const texts = described.filter((column) => column.isText && column !== model)
  if (model && !repeats(model) && !texts.some(repeats)) return null
  const input = texts.find((column, i) => i > 0 && column.isSparse)
  const asked = { ...emptyMapping, input: input?.name ?? null, model: model?.name ?? null }
  const [first, second, third, ...more] = texts.filter((column) => column !== input)
  if (!first || !second) return null
  if (!third) {
    const isTurned = !input && second.distinct < first.distinct
    const [prompt, output] = isTurned ? [second, first] : [first, second]
    return { ...asked, prompt: prompt.name, output: output.name }
  }
  if (model) return null
  if (!repeats(first)) return { ...asked, prompt: first.name, wide: [second, third, ...more].map(asWide) }
  const isInstruction = !input && more.length === 0 && repeats(second) && !repeats(third)
  return isInstruction ? { ...asked, prompt: first.name, input: second.name, output: third.name } : null
}

/** A name is shorter than a text, and comes again, and has no spaces: the first of these that tells decides. */
function likeliestNames(columns: Column[], repeats: (column: Column) => boolean): Column[] {
  let left = columns.filter(({ isName }) => isName)
  for (const fits of [({ isText }: Column) => !isText, repeats, ({ isOneWord }: Column) => isOneWord]) {
    const fitting = left.filter(fits)
    if (left.length > 1 && fitting.length > 0) left = fitting
  }
  return left
}

const asWide = ({ name }: Column) => ({ column: name, model: name, modelColumn: null })

function describe(name: string, rows: unknown[]): Column {
  const cells = rows.map((row) => String(at(row, name) ?? '').trim())
  const filled = cells.filter((cell) => cell !== '' && !/^nan$/i.test(cell))
  const distinct = new Set(filled).size
  const length = filled.reduce((sum, cell) => sum + cell.length, 0) / Math.max(1, filled.length)
  const isNumber = filled.every((cell) => /^-?\d+([.,]\d+)?$/.test(cell))
  const isSparse = filled.length <= rows.length / 2
  return {
    name,
    distinct,
    isText: !isNumber && length >= SHORTEST_TEXT,
    isName: !isNumber && filled.length === rows.length && looksLikeNames(filled, distinct),
    isOneWord: filled.every((cell) => !/\s/.test(cell)),
    isSparse,
  }
}

/** One sentence for all rows is an instruction; one word for all rows may be the model of the file. */
function looksLikeNames(cells: string[], distinct: number): boolean {
  const areShort = cells.every(
    (cell) => cell.length <= LONGEST_NAME && /\p{L}/u.test(cell) && !/[\n?!]|\.\s|\.$/.test(cell),
  )
  const [first = ''] = cells
  return (
    areShort && (distinct > 1 ? cells.every((cell) => cell.split(' ').length <= 5) : !first.includes(' '))
  )
}
