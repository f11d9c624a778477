import { at, listAt } from '../content/values.ts'
import { Problem } from '../reports/problem.ts'
import { detailsOf } from './flat.ts'
import type { Context, Format, RowEvent } from './format.ts'
import { guessMapping } from './guess.ts'
import type { Mapping } from './mapping.ts'
import { withMap } from './mapping.ts'
import { answeredIn, askedIn, modelIn, unwrapped } from './shared.ts'

const columnsOf = (document: unknown) =>
  listAt(document, 'columns').filter((name) => typeof name === 'string')

/** pandas' "split" orientation: names once, then rows as lists. */
export const mlflow: Format = {
  name: 'mlflow',
  title: 'MLflow evaluation table',
  role: 'outputs',
  fields: { prompt: 'inputs', output: 'outputs' },
  recognise: ({ shape, document }) =>
    shape === 'document' && columnsOf(document).length > 0 && Array.isArray(at(document, 'data'))
      ? { why: 'an object with "columns" and "data"', path: ['data'] }
      : null,
  *read(cells, context): Iterable<RowEvent> {
    if (!Array.isArray(cells)) throw new Problem('bad_row', 'it must be a list of cells')
    const columns = columnsOf(context.document)
    const row = Object.fromEntries(columns.map((name, i) => [name, cells[i]]))
    const mapping = mappingOf(context, columns, row)
    if (mapping.prompt === null || mapping.output === null)
      throw new Problem(
        'unrecognised',
        `cannot tell prompt and output among ${columns.join(', ')}; map them`,
        { wholeFile: true },
      )
    yield {
      kind: 'output',
      ids: [],
      question: askedIn(row[mapping.prompt], mapping.prompt),
      model: modelIn(row),
      replies: [answeredIn(row[mapping.output], mapping.output)],
      ...detailsOf(row, mapping),
    }
  },
}

function mappingOf({ memory }: Context, columns: string[], row: Record<string, unknown>): Mapping {
  const known = memory.get('mapping') as Mapping | undefined
  if (known) return known
  const guess = guessMapping({ columns, rows: [row], isTable: false })
  const mapping = withMap(guess, namedBy(columns, guess), columns)
  memory.set('mapping', mapping)
  return mapping
}

/** Version 3 tables call the two "request" and "response". */
function namedBy(columns: string[], guess: Mapping): Record<string, string> {
  const find = (names: string[]) => names.find((name) => columns.includes(name))
  const prompt = guess.prompt ?? find(['inputs', 'request', 'question'])
  const output = guess.output ?? find(['outputs', 'response', 'predictions'])
  return { ...(prompt && { prompt }), ...(output && { output }) }
}

const hasAll = (columns: string[], names: string[]) => names.every((name) => columns.includes(name))

/** Traces of MLflow 3: what went in and came out, each as JSON text. */
export const mlflowTraces: Format = {
  name: 'mlflow_traces',
  title: 'MLflow traces',
  role: 'outputs',
  fields: { prompt: 'request', output: 'response', model: 'tags or metadata' },
  recognise: ({ shape, columns }) =>
    (shape === 'records' || shape === 'table') &&
    hasAll(columns, ['request', 'response']) &&
    (columns.includes('trace_id') || columns.includes('request_id'))
      ? { why: 'rows have "trace_id", "request" and "response"' }
      : null,
  *read(row): Iterable<RowEvent> {
    yield {
      kind: 'output',
      ids: [],
      question: askedIn(at(row, 'request'), 'request'),
      model: modelIn(row) ?? modelIn(unwrapped(at(row, 'tags'))) ?? modelIn(unwrapped(at(row, 'metadata'))),
      replies: [answeredIn(at(row, 'response'), 'response')],
    }
  },
}
