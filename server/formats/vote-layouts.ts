import { type Fields, isFields } from './uploads/content/values.ts'
import { plainName } from './uploads/formats/column-names.ts'
import { outcomeWord } from './vote-words.ts'

/** One vote in the fields of a votes file; `winner` is a word of `outcomeWord`, or the name of a model. */
export type VoteFields = {
  a: unknown
  b: unknown
  winner: unknown
  tester: unknown
  prompt: unknown
  count: unknown
}
export type VoteLayout = (row: Fields) => VoteFields[]
export type GivenColumns = Partial<Record<keyof VoteFields, string>>

const NAMES: Record<'a' | 'b' | 'winner' | 'tester' | 'prompt' | 'count', string[]> = {
  a: [
    'model_a',
    'model_a_name',
    'model_name_a',
    'model_1',
    'generator_1',
    'left',
    'model_left',
    'left_model',
    'name_a',
    'system_a',
    'model_x',
    'chosen_model',
  ],
  b: [
    'model_b',
    'model_b_name',
    'model_name_b',
    'model_2',
    'generator_2',
    'right',
    'model_right',
    'right_model',
    'name_b',
    'system_b',
    'model_y',
    'rejected_model',
  ],
  winner: [
    'winner',
    'verdict',
    'outcome',
    'preference',
    'overall_preference',
    'accepted_index',
    'better_response_id',
    'chosen_model_name',
    'label',
    'labels',
    'choice',
    'vote',
    'selected',
    'better',
  ],
  tester: [
    'tester',
    'judge',
    'worker',
    'worker_id',
    'annotator',
    'annotator_id',
    'user',
    'user_id',
    'evaluator',
    'rater',
    'rater_id',
    'evaluation_session_id',
    'session_id',
  ],
  prompt: [
    'prompt',
    'prompt_id',
    'question_id',
    'instruction',
    'question',
    'instance_id',
    'pair_id',
    'post_id',
    'opening_msg',
    'history',
    'context',
  ],
  count: ['count'],
}
/** Columns of outputs: where no model is named, the two sides are what is compared. */
const SIDES = [
  ['response_a', 'response_b'],
  ['response_1', 'response_2'],
  ['output_1', 'output_2'],
  ['output_a', 'output_b'],
  ['completion_a', 'completion_b'],
  ['answer_a', 'answer_b'],
  ['human_ref_a', 'human_ref_b'],
  ['response_0', 'response_1'],
  ['answer_0', 'answer_1'],
]
const HOT = { a: 'winner_model_a', b: 'winner_model_b', tie: 'winner_tie', both_bad: 'winner_tie_bothbad' }

/**
 * How the rows of a votes file say who was compared and who won, from the names of their columns and the first of them.
 *
 * @throws SyntaxError that names what is missing, or a column of numbers that could mean either side
 */
export function voteLayout(rows: Fields[], given: GivenColumns): VoteLayout {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  for (const name of Object.values(given))
    if (!columns.includes(name)) throw new SyntaxError(`Cannot read the file: there is no column "${name}"`)
  const column = (field: keyof typeof NAMES) =>
    given[field] ?? NAMES[field].flatMap((name) => columns.find((each) => plainName(each) === name) ?? [])[0]
  const models = modelsIn(columns, column('a'), column('b'))
  const rest = (row: Fields) => {
    const [tester, prompt, count] = (['tester', 'prompt', 'count'] as const).map((field) => {
      const name = column(field)
      return name === undefined ? undefined : row[name]
    })
    return { tester, prompt, count }
  }
  const winners = winnersIn(rows, columns, column('winner'), column('a'))
  return (row) =>
    winners(row).map(({ winner, tester }) => {
      const [a, b] = models(row)
      const others = rest(row)
      return { a, b, winner, ...others, tester: tester ?? others.tester }
    })
}

type Models = (row: Fields) => [unknown, unknown]

function modelsIn(columns: string[], a: string | undefined, b: string | undefined): Models {
  if (a !== undefined && b !== undefined) return (row) => [row[a], row[b]]
  if (columns.includes('cmp_key')) return (row) => pairOf(String(row.cmp_key ?? '').split('_'))
  const items = columns.find((name) =>
    ['completion_items', 'models', 'model_pair_name'].includes(plainName(name)),
  )
  if (items !== undefined) return (row) => pairOf(listed(row[items]).map(nameOf))
  for (const [one = '', other = ''] of SIDES) {
    const found = [one, other].map((side) => columns.find((name) => plainName(name) === side))
    if (found.every((name) => name !== undefined)) return () => pairOf(found)
  }
  throw new SyntaxError(
    `Cannot read the file: there is no column "model_a" or other that names a model; there are ${shown(columns)}`,
  )
}

const pairOf = (names: unknown[]): [unknown, unknown] => [names[0], names[1]]

const nameOf = (item: unknown) => (isFields(item) ? (item.model ?? item.name) : item)

function listed(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  try {
    const parsed: unknown = JSON.parse(String(value))
    return Array.isArray(parsed) ? parsed : []
  } catch {
    return []
  }
}

type Winner = { winner: unknown; tester?: string }

function winnersIn(
  rows: Fields[],
  columns: string[],
  name: string | undefined,
  a: string | undefined,
): (row: Fields) => Winner[] {
  const hot = columns.find((each) => plainName(each) === HOT.a)
  if (hot !== undefined) return (row) => [{ winner: hottest(row, columns) }]
  const annotators = columns.filter((each) => /^annotator_?\d+$/i.test(each))
  if (name === undefined && annotators.length > 0)
    return (row) => annotators.map((each) => ({ winner: byNumber(TIE_FIRST, row[each]), tester: each }))
  if (name === undefined && a !== undefined && plainName(a) === 'chosen_model') return () => [{ winner: 'a' }]
  if (name === undefined)
    throw new SyntaxError(
      `Cannot read the file: there is no column "winner" or other that holds the answers; there are ${shown(columns)}`,
    )
  const equal = columns.find((each) => plainName(each) === 'both_equal')
  const numbers = numbersOf(name, rows, columns)
  return (row) => {
    if (equal !== undefined && String(row[equal]).toLowerCase() === 'true') return [{ winner: 'tie' }]
    return [{ winner: numbers === null ? outcomeWord(row[name]) : numbers(row[name]) }]
  }
}

function hottest(row: Fields, columns: string[]): string {
  const isSet = (wanted: string) => {
    const name = columns.find((each) => plainName(each) === wanted)
    return name !== undefined && /^(1(\.0)?|true)$/i.test(String(row[name]).trim())
  }
  const set = Object.entries(HOT).filter(([, name]) => isSet(name))
  const [only] = set
  return only && set.length === 1 ? only[0] : ''
}

type Numbers = (value: unknown) => unknown
const TIE_FIRST = { 0: 'tie', 1: 'a', 2: 'b' }
const FIRST_IS_0 = { 0: 'a', 1: 'b', 2: 'tie' }
const FIRST_IS_1 = { 1: 'a', 0: 'b' }

const byNumber = (words: Record<number, string>, value: unknown): unknown =>
  value === null || value === undefined || value === '' ? 'skip' : (words[Number(value)] ?? value)

/** What numbers mean in a column of answers; null where they are words. */
function numbersOf(name: string, rows: Fields[], columns: string[]): Numbers | null {
  const cells = rows
    .map((row) => row[name])
    .filter((cell) => cell !== null && cell !== undefined && cell !== '')
  const numbers = cells.map((cell) => (typeof cell === 'number' ? cell : Number(cell)))
  if (cells.length === 0 || numbers.some((number) => !Number.isFinite(number))) return null
  const plain = plainName(name)
  if (plain === 'overall_preference')
    return (value) => (Number(value) < 0 ? 'a' : Number(value) > 0 ? 'b' : 'tie')
  if (plain === 'accepted_index' || plain === 'better_response_id')
    return (value) => byNumber(FIRST_IS_0, value)
  if (plain === 'labels' && columns.some((each) => plainName(each) === 'human_ref_a'))
    return (value) => byNumber(FIRST_IS_1, value)
  if (plain === 'label' && columns.some((each) => plainName(each) === 'response_1'))
    return (value) => byNumber(FIRST_IS_0, value)
  if (plain === 'preference') return alpacaPreference
  const seen = new Set(numbers)
  if (seen.has(2) && [...seen].every((number) => [0, 1, 2].includes(number)))
    return (value) => byNumber(TIE_FIRST, value)
  throw new SyntaxError(
    `Cannot read the file: the numbers in "${name}" (${[...seen].slice(0, 5).join(', ')}) may mean either side; write a, b, tie, both_bad or skip`,
  )
}

/** AlpacaEval: 1 is the first output, 2 the second, 0 and 1.5 a tie; weighted annotators write what lies between. */
function alpacaPreference(value: unknown): unknown {
  if (value === null || value === undefined || value === '') return 'skip'
  const number = Number(value)
  if (number === 0 || number === 1.5) return 'tie'
  return number >= 1 && number <= 2 ? (number < 1.5 ? 'a' : 'b') : value
}

const shown = (columns: string[]) =>
  columns
    .slice(0, 20)
    .map((name) => `"${name.slice(0, 60)}"`)
    .join(', ')
