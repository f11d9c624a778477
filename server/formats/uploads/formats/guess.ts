import { at, kindOf } from '../values.ts'
import { emptyMapping, type Mapping, type WideColumn } from './mapping.ts'

const PROMPTS = [
  'prompt',
  'instruction',
  'question',
  'query',
  'prompt_text',
  'user_prompt',
  'user_message',
  'user_input',
  'input_text',
  'inputs',
  'input',
  'request',
  'text',
  'context',
  'message',
  'turns',
  'goal',
  'task_prompt',
  'full_prompt',
  'source_text',
  'frage',
  'aufgabe',
  'eingabe',
]
const OUTPUTS = [
  'output',
  'response',
  'completion',
  'answer',
  'result',
  'generation',
  'prediction',
  'sample',
  'outputs',
  'reply',
  'generated_text',
  'output_text',
  'response_text',
  'answer_text',
  'assistant',
  'predicted_text',
  'model_answer',
  'generated',
  'completion_text',
  'antwort',
  'ausgabe',
  'text',
]
const MODELS = [
  'model',
  'model_name',
  'generator',
  'model_id',
  'model_type',
  'system',
  'engine',
  'llm',
  'deployment',
  'response_source',
  'system_name',
  'assistant_name',
  'variant',
  'name',
  'modell',
]
const STRONG_IDS = [
  'prompt_id',
  'question_id',
  'instruction_id',
  'uid',
  'custom_id',
  'instance_id',
  'doc_id',
  'query_id',
  'task_id',
  'item_id',
  'example_id',
  'session_id',
  'conversation_id',
  'qid',
  'promptid',
]
const WEAK_IDS = ['id', 'idx', 'index', 'key', 'nr', 'no', 'number', 'row', 'unnamed_0', 'column_1']
const SAMPLES = [
  'sample',
  'sample_id',
  'sample_index',
  'sample_idx',
  'epoch',
  'repeat',
  'seed',
  'trial',
  'run',
  'attempt',
]
const TAGS = [
  'tags',
  'tag',
  'category',
  'categories',
  'domain',
  'topic',
  'subject',
  'task',
  'task_type',
  'dataset',
]
const COSTS = ['cost', 'total_cost', 'cost_usd', 'totalcost', 'price', 'usd']
const LATENCIES = ['latency', 'latency_s', 'latency_ms', 'latencyms', 'seconds', 'elapsed', 'response_time']
const SIDES = /^(?:(.+?)_?(a|b|c|d|e|f|x|y|left|right|\d{1,2})|(a|b|left|right|model_[a-f]|model_\d)_(.+))$/
const NEVER_MODELS = new Set([
  'notes',
  'note',
  'comment',
  'comments',
  'source',
  'reference',
  'references',
  'expected',
  'expected_output',
  'ground_truth',
  'target',
  'gold',
  'label',
  'labels',
  'score',
  'rating',
  'winner',
  'preference',
  'language',
  'lang',
  'licence',
  'license',
  'type',
  'date',
  'time',
  'timestamp',
  'created_at',
  'author',
  'annotator',
  'difficulty',
  'split',
  'metadata',
  'url',
  'title',
  'slug',
  'system_prompt',
  'status',
  'description',
  'reason',
  'explanation',
  'rubric',
  'tokens',
  'version',
  'worker',
  'user',
  'evaluator',
  'ideal',
  'correct_answer',
  'stop',
  'kategorie',
  'referenz',
  'judge',
  'verdict',
])

/** A header as a bare word: `" Model Output "` and `modelOutput` both are `model_output`. */
export const plainName = (header: string) =>
  header
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')

export type Sheet = { columns: string[]; rows: unknown[]; isTable: boolean }

/** What the columns of a flat file mean, from their names and the first values in them. */
export function guessMapping(sheet: Sheet): Mapping {
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

type Column = { name: string; plain: string; filled: number; isText: boolean; isNumeric: boolean }

/** `model_output`, `assistant_response` and the like are what they are without the first word. */
function bare(plain: string): string {
  const rest =
    /^(?:model|assistant|generated|llm|ai|raw|final)_(output|response|completion|answer|result|generation|reply)$/.exec(
      plain,
    )
  return rest?.[1] ?? plain
}

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

/** Columns that come in sides: response_a and response_b, output 1 and output 2, result_x and result_y. */
function sideColumns(columns: Column[]): WideColumn[] {
  const sides = columns.flatMap((column) => {
    const match = SIDES.exec(column.plain)
    if (!match)
      return columns.some(({ name }) => name === `${column.name} (2)`)
        ? [{ column, base: column.plain, side: '1' }]
        : []
    const base = match[1] ?? match[4] ?? ''
    return [{ column, base, side: match[2] ?? match[3] ?? '' }]
  })
  for (const word of OUTPUTS) {
    const found = sides.filter(({ base, column }) => bare(base) === word && column.isText)
    if (found.length < 2) continue
    return found.map(({ column, side }) => {
      const named = sides.find(
        (each) =>
          each.side === side &&
          ['model', 'model_name', 'model_id', 'generator', 'system'].includes(each.base),
      )
      const plainSide = columns.find(({ plain }) => plain === side && side.length > 1)
      return {
        column: column.name,
        model: column.name,
        modelColumn: (named?.column ?? plainSide)?.name ?? null,
      }
    })
  }
  return []
}

/** With one column per model, what is left after prompt, id and remarks is the models. */
const headerModels = (columns: Column[]): WideColumn[] =>
  columns
    .filter(
      ({ plain, isNumeric, filled }) =>
        plain !== '' && !isNumeric && filled > 0 && !NEVER_MODELS.has(plain) && !TAGS.includes(plain),
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

const KNOWN = new Set([PROMPTS, OUTPUTS, MODELS, STRONG_IDS, SAMPLES, TAGS].flat())

/** Whether a cell is a name that only a header has. */
export const isKnownHeader = (cell: string) => {
  const plain = plainName(cell)
  const side = SIDES.exec(plain)
  return KNOWN.has(bare(plain)) || (side !== null && KNOWN.has(bare(side[1] ?? side[4] ?? '')))
}
