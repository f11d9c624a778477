import { amount, at, isFields, labelOrNull, listAt } from '../content/values.ts'
import { refusal } from '../reports/problem.ts'
import type { Format, Head, RowEvent } from './format.ts'
import { answeredIn, askedIn, rowsFit, unwrapped } from './shared.ts'

const TRACES = [
  'timestamp',
  'userId',
  'sessionId',
  'release',
  'projectId',
  'traceId',
  'startTime',
  'totalCost',
  'createdAt',
  'bookmarked',
  'parentObservationId',
  'endTime',
  'completionStartTime',
  'modelParameters',
  'providedModelName',
  'environment',
  'htmlPath',
  'statusMessage',
]

const has = (head: Head, keys: string[]) => keys.filter((key) => head.columns.includes(key)).length

/** Exports as CSV wrap what was recorded in JSON text. */
const hasJsonInput = (row: unknown) => typeof unwrapped(at(row, 'input')) === 'object'

const isRows = ({ shape }: Head) => shape === 'records' || shape === 'table'

export const langfuse: Format = {
  name: 'langfuse',
  title: 'Langfuse traces or observations',
  role: 'outputs',
  fields: {
    prompt: 'input',
    output: 'output',
    model: 'model, tags or metadata',
    latency: 'latency',
    cost: 'totalCost',
  },
  recognise: (head) =>
    isRows(head) &&
    has(head, ['id', 'input', 'output']) === 3 &&
    (has(head, TRACES) >= 3 || (has(head, TRACES) >= 1 && rowsFit(head, hasJsonInput)))
      ? { why: 'rows have "input", "output" and the fields of a trace' }
      : null,
  *read(row): Iterable<RowEvent> {
    yield {
      kind: 'output',
      ids: [],
      question: askedIn(at(row, 'input'), 'input'),
      model: modelOf(row),
      replies: [answeredIn(at(row, 'output'), 'output')],
      latency: amount(at(row, 'latency')),
      cost: amount(at(row, 'totalCost') ?? at(row, 'calculatedTotalCost')),
      metadata: { trace: labelOrNull(at(row, 'id')) },
    }
  },
}

/** Observations name their model; traces only where somebody put it into a tag or the metadata. */
function modelOf(row: unknown): string | null {
  const own = labelOrNull(at(row, 'model')) ?? labelOrNull(at(row, 'providedModelName'))
  if (own !== null) return own
  const tagged = listAt({ tags: unwrapped(at(row, 'tags')) }, 'tags').map(labelOrNull)
  const tag = tagged.find((each) => each?.startsWith('model:'))
  if (tag) return tag.slice('model:'.length).trim()
  const metadata = unwrapped(at(row, 'metadata'))
  return (
    labelOrNull(at(metadata, 'model')) ??
    labelOrNull(at(metadata, 'model_name')) ??
    labelOrNull(at(metadata, 'ls_model_name'))
  )
}

export const langfuseRunItems: Format = {
  name: 'langfuse_dataset_run_items',
  title: 'Langfuse dataset run items',
  role: 'refused',
  fields: { id: 'traceId' },
  recognise: (head) =>
    isRows(head) &&
    rowsFit(head, (row) => isFields(row) && 'datasetItemId' in row && 'traceId' in row && !('output' in row))
      ? { why: 'rows have "datasetItemId" and "traceId" only' }
      : null,
  read() {
    throw refusal(
      'langfuse_dataset_run_items',
      'Dataset run items hold only ids; export the traces (or observations) of the run in Langfuse and upload those',
    )
  },
}
