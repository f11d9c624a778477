import { at, kindOf } from '../content/values.ts'
import {
  bare,
  COSTS,
  isKnownColumn,
  LATENCIES,
  MODELS,
  NEVER_MODELS,
  OUTPUTS,
  PROMPTS,
  plainName,
  SAMPLES,
  STRONG_IDS,
  TAGS,
  WEAK_IDS,
} from './column-names.ts'
import { emptyMapping, type Mapping, type WideColumn } from './mapping.ts'
import { sideColumns } from './side-columns.ts'
import { unnamedMapping } from './unnamed-columns.ts'

export type Sheet = { columns: string[]; rows: unknown[]; isTable: boolean }

/** What the columns of a flat file mean, from their names and the first values in them. */
export function guessMapping(sheet: Sheet): Mapping {
  const unnamed = sheet.isTable ? unnamedMapping(sheet) : null
  if (unnamed) return unnamed
  const columns = sheet.columns.map((name) => ({
    name,
    plain: plainName(name),
    ...valuesOf(sheet.rows, name),
  }))
  const taken = new Set<string>()
  const free = () => columns.filter((column) => !taken.has(column.name))
  const pick = (names: string[], fits: (column: Column) => boolean = () => true): string | null => {
    for (const name of names) {
      const column = free().find((each) => bare(each.plain) === name && fits(each))
      if (column) {
        taken.add(column.name)
        return column.name
      }
    }
    return null
  }
  const pairs = sideColumns(columns)
  for (const { column, modelColumn } of pairs) {
    taken.add(column)
    if (modelColumn) taken.add(modelColumn)
  }
  const hasIds = columns.some(({ plain }) => STRONG_IDS.includes(plain))
  const prompt = pick(
    PROMPTS,
    (column) => column.isText && !(column.plain === 'text' && hasOutputOnlyAsText(columns, hasIds)),
  )
  const input =
    prompt !== null && plainName(prompt) === 'instruction'
      ? pick(['input', 'context'], (c) => c.isText)
      : null
  const numbered = pick(['prompt', 'question'], (column) => column.filled > 0 && !column.isText)
  const id = numbered ?? pick(STRONG_IDS)
  const output =
    pairs.length > 0 ? null : pick(OUTPUTS, (column) => column.plain !== 'sample' || column.isText)
  const model = pickModel(columns.filter(({ name }) => !taken.has(name)))
  if (model) taken.add(model)
  const weak = id === null ? pick(WEAK_IDS) : null
  const mapping: Mapping = {
    ...emptyMapping,
    prompt,
    input,
    output,
    model,
    id: id ?? weak,
    idNamesPrompt: id !== null || (weak !== null && namesPrompts(sheet.rows, weak, prompt)),
    sample: pick(SAMPLES),
    tags: pick(TAGS),
    approach: pick(['approach']),
    cost: pick(COSTS),
    latency: pick(LATENCIES),
    wide: pairs,
  }
  if (sheet.isTable && prompt !== null && output === null && model === null && pairs.length === 0)
    mapping.wide = headerModels(free())
  return mapping
}

export type Column = { name: string; plain: string; filled: number; isText: boolean; isNumeric: boolean }

function valuesOf(rows: unknown[], column: string) {
  let filled = 0
  let numeric = 0
  let textual = 0
  for (const row of rows) {
    const value = at(row, column)
    if (value === null || value === undefined || value === '') continue
    filled++
    if (kindOf(value) === 'a number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value.trim())))
      numeric++
    if (
      typeof value === 'string' ||
      typeof value === 'boolean' ||
      Array.isArray(value) ||
      kindOf(value) === 'an object'
    )
      textual++
  }
  const isNumber = filled > 0 && numeric === filled
  return { filled, isNumeric: isNumber, isText: filled === 0 || (textual > 0 && !isNumber) }
}

/** Answer files of some judges hold `question_id` and `text`, where the text is the answer. */
const hasOutputOnlyAsText = (columns: Column[], hasIds: boolean) =>
  hasIds &&
  columns.some(({ plain }) => MODELS.slice(0, 5).includes(plain)) &&
  !columns.some(({ plain }) => plain !== 'text' && OUTPUTS.includes(bare(plain)))

function pickModel(columns: Column[]): string | null {
  const candidates = MODELS.flatMap((name) => columns.filter(({ plain }) => plain === name))
  const named = candidates.find(({ filled, isNumeric }) => filled > 0 && !isNumeric)
  return (named ?? candidates[0])?.name ?? null
}

/** With one column per model, what is left after prompt, id and remarks is the models. */
const headerModels = (columns: Column[]): WideColumn[] =>
  columns
    .filter(
      ({ plain, isNumeric, filled }) =>
        plain !== '' && !isNumeric && filled > 0 && !NEVER_MODELS.has(plain) && !isKnownColumn(plain),
    )
    .map(({ name }) => ({ column: name, model: name.trim(), modelColumn: null }))

/** `id` names the prompt unless two rows with one text have two ids, or one id has two texts. */
function namesPrompts(rows: unknown[], id: string, prompt: string | null): boolean {
  if (prompt === null) return true
  const idOf = new Map<string, string>()
  const textOf = new Map<string, string>()
  for (const row of rows) {
    const value = JSON.stringify(at(row, id) ?? null)
    const words = JSON.stringify(at(row, prompt) ?? null)
    if ((idOf.get(words) ?? value) !== value || (textOf.get(value) ?? words) !== words) return false
    idOf.set(words, value)
    textOf.set(value, words)
  }
  return true
}
