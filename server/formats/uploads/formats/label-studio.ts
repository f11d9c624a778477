import { at, type Fields, isFields } from '../content/values.ts'
import { readFlat } from './flat.ts'
import type { Context, Format, Head, RowEvent } from './format.ts'
import { guessMapping } from './guess.ts'
import { type Mapping, withMap } from './mapping.ts'
import { rowsFit } from './shared.ts'

const isTask = (row: unknown) =>
  isFields(at(row, 'data')) &&
  ['annotations', 'completions', 'predictions', 'created_at', 'inner_id'].some((key) => at(row, key) != null)

const dataOf = (rows: unknown[]) => rows.map((row) => at(row, 'data')).filter(isFields)

const mappingOf = (rows: Fields[]): Mapping =>
  guessMapping({ columns: [...new Set(rows.flatMap((row) => Object.keys(row)))], rows, isTable: false })

const isUsable = (mapping: Mapping) =>
  mapping.wide.length > 0 || (mapping.output !== null && mapping.prompt !== null)

/** Tasks as Label Studio exports them: what was shown is in `data`, what was said of it in `annotations`. */
export const labelStudio: Format = {
  name: 'label_studio',
  title: 'Label Studio tasks',
  role: 'outputs',
  fields: { prompt: 'data.prompt', output: 'the sides in data', id: 'id' },
  recognise: (head: Head) =>
    head.shape === 'records' && rowsFit(head, isTask) && isUsable(mappingOf(dataOf(head.rows)))
      ? { why: 'rows have "data" and "annotations"' }
      : null,
  *read(row, context): Iterable<RowEvent> {
    const data = at(row, 'data')
    yield* readFlat(data, { ...context, mapping: mappingIn(context, data) })
  },
}

/** Tasks of one project have the same data; the first says what its fields mean. */
function mappingIn({ memory, mapping }: Context, data: unknown): Mapping {
  const known = memory.get('mapping') as Mapping | undefined
  if (known) return known
  const fields = isFields(data) ? data : {}
  const found = withMap(mappingOf([fields]), {}, Object.keys(fields))
  const used = isUsable(found) ? found : mapping
  memory.set('mapping', used)
  return used
}
