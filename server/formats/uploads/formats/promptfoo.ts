import { assistantOutput, userPrompt } from '../../../domain/conversation.ts'
import { amount, at, isFields, label, labelOrNull, text } from '../content/values.ts'
import { attempt } from './flat.ts'
import type { Context, Format, RowEvent } from './format.ts'
import { askedIn, rowsHave } from './shared.ts'

const isResult = (row: unknown) =>
  isFields(at(row, 'prompt')) &&
  at(row, 'provider') !== undefined &&
  isFields(row) &&
  ('response' in row || 'error' in row)

const fields = { prompt: 'prompt.raw', output: 'response.output', model: 'provider.label' }

export const promptfoo: Format = {
  name: 'promptfoo',
  title: 'promptfoo results',
  role: 'outputs',
  fields,
  recognise: ({ shape, document }) => {
    if (shape !== 'document') return null
    if (Array.isArray(at(document, 'results', 'results')))
      return { why: 'an object with "results.results"', path: ['results', 'results'] }
    if (isResult(at(document, 'results', 0)))
      return { why: 'an object with "results" of prompt, provider and response', path: ['results'] }
    return null
  },
  read: result,
}

export const promptfooLines: Format = {
  ...promptfoo,
  recognise: (head) =>
    head.shape === 'records' && rowsHave(head, 'prompt', 'provider') && head.rows.some(isResult)
      ? { why: 'rows have "prompt.raw", "provider" and "response"' }
      : null,
}

function* result(row: unknown): Iterable<RowEvent> {
  const provider = at(row, 'provider')
  const output = at(row, 'response', 'output')
  const isMissing = output === undefined || output === null
  const raw = at(row, 'prompt', 'raw') ?? at(row, 'prompt')
  const error = labelOrNull(at(row, 'error') ?? at(row, 'response', 'error'))
  const latency = amount(at(row, 'latencyMs'))
  yield {
    kind: 'output',
    ids: [],
    question: askedIn(raw, 'prompt.raw'),
    model: label(
      typeof provider === 'string' ? provider : (at(provider, 'label') ?? at(provider, 'id')),
      'provider',
    ),
    replies: [assistantOutput(outputText(output))],
    cost: amount(at(row, 'cost')),
    latency: latency === null ? null : latency / 1000,
    ...(isMissing && error !== null && { failure: error }),
  }
}

/** Models in JSON mode leave an object; it is shown as JSON. */
const outputText = (output: unknown) =>
  typeof output === 'object' && output !== null
    ? text(JSON.stringify(output, null, 2), 'response.output')
    : text(output, 'response.output')

const MODEL_HEADER = /^\[(.+?)\] ?([\s\S]*?)(?: \(\d+\))?$/

/** `[provider] prompt label` heads each column of outputs; the columns before the first are variables. */
export const promptfooTable: Format = {
  name: 'promptfoo',
  title: 'promptfoo table',
  role: 'outputs',
  fields: {
    prompt: 'the variables in the prompt template',
    output: '[provider] prompt',
    model: '[provider]',
  },
  recognise: ({ shape, columns }) =>
    shape === 'table' && columns.some((name) => MODEL_HEADER.test(name)) && columns.includes('Status')
      ? { why: 'columns are headed "[provider] prompt", each followed by "Status"' }
      : null,
  *read(row, context): Iterable<RowEvent> {
    const variables = variablesOf(row, context)
    for (const [i, column] of context.columns.entries()) {
      const match = MODEL_HEADER.exec(column)
      if (!match) continue
      yield attempt(() => {
        const output = text(at(row, column), column)
        const isError = at(row, context.columns[i + 1] ?? '') === 'ERROR'
        return {
          kind: 'output',
          ids: [],
          question: { messages: userPrompt(filledIn(match[2] ?? '', variables)), followUps: [] },
          model: label(match[1], column),
          modelIsColumn: true,
          replies: [assistantOutput(output)],
          ...(isError && { failure: output }),
        }
      })
    }
  },
}

function variablesOf(row: unknown, { columns }: Context): [string, string][] {
  const first = columns.findIndex((name) => MODEL_HEADER.test(name))
  const names = columns.slice(0, Math.max(0, first))
  return names.map((name) => [name, text(at(row, name), name)])
}

function filledIn(label: string, variables: [string, string][]): string {
  if (!label.includes('{{') && variables.length > 0)
    return variables.length === 1
      ? (variables[0]?.[1] ?? '')
      : variables.map(([name, value]) => `${name}: ${value}`).join('\n')
  return label.replace(/\{\{([^{}]+)\}\}/g, (whole, name: string) => {
    const variable = variables.find(([each]) => each === name.trim())
    return variable ? variable[1] : whole
  })
}
