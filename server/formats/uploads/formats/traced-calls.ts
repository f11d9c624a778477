import { at, isFields, labelOrNull, listAt } from '../content/values.ts'
import type { Format, Head, RowEvent } from './format.ts'
import { answeredIn, askedIn, modelIn, rowsFit, unwrapped } from './shared.ts'

const isRows = ({ shape }: Head) => shape === 'records' || shape === 'table'
const sent = (row: unknown) => unwrapped(at(row, 'inputs'))
const received = (row: unknown) => unwrapped(at(row, 'outputs') ?? at(row, 'output'))

/** What LangSmith and Weave record of a call: objects `inputs` and `outputs`. */
export const tracedCalls: Format = {
  name: 'traced_calls',
  title: 'LangSmith runs or Weave calls',
  role: 'outputs',
  fields: { prompt: 'inputs', output: 'outputs', model: 'extra.metadata.ls_model_name, or model' },
  recognise: (head) =>
    isRows(head) && rowsFit(head, isCall) ? { why: 'rows have objects "inputs" and "outputs"' } : null,
  *read(row): Iterable<RowEvent> {
    const shared = {
      kind: 'output' as const,
      ids: [],
      question: askedIn(sent(row), 'inputs'),
      model: modelOf(row),
      metadata: { trace: labelOrNull(at(row, 'id')) },
    }
    const failure = labelOrNull(at(row, 'error') ?? at(row, 'exception'))
    if (failure !== null) yield { ...shared, replies: [], failure }
    else yield { ...shared, replies: [answeredIn(received(row), 'outputs')] }
  },
}

function isCall(row: unknown): boolean {
  if (!isFields(row) || !isFields(sent(row))) return false
  const answer = received(row)
  return typeof answer === 'object' || 'op_name' in row || 'run_type' in row || 'reference_example_id' in row
}

const MODELS = ['ls_model_name', 'model', 'model_name', 'model_id', 'deployment', 'deployment_name']

function modelOf(row: unknown): string | null {
  const places = [
    at(row, 'extra', 'metadata'),
    at(row, 'extra', 'invocation_params'),
    at(row, 'metadata'),
    at(row, 'attributes'),
    sent(row),
    received(row),
    at(row, 'inputs', 'self'),
  ]
  const named = places.flatMap((place) => MODELS.map((key) => labelOrNull(at(unwrapped(place), key))))
  return named.find((name) => name !== null) ?? modelIn(row) ?? usedModel(row)
}

/** Weave sums up what a call used by model. */
function usedModel(row: unknown): string | null {
  const usage = at(row, 'summary', 'usage')
  const [only, ...more] = isFields(usage) ? Object.keys(usage) : listAt(usage).map(labelOrNull)
  return more.length === 0 ? (only ?? null) : null
}
