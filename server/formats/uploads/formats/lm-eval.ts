import { assistantOutput } from '../../../domain/conversation.ts'
import { at, label, listAt, text } from '../content/values.ts'
import { refusal } from '../reports/problem.ts'
import { attempt } from './flat.ts'
import type { Format, RowEvent } from './format.ts'
import { askedIn, rowsHave } from './shared.ts'

const LOG_LIKELIHOOD =
  'These are log-likelihoods of given answers, not texts that people could compare; upload the samples of a task that generates text (output_type: generate_until)'

const isScore = (value: unknown): boolean =>
  typeof value === 'number' || typeof value === 'boolean' || (Array.isArray(value) && isScore(value[0]))

const taskIn = (file: string) => /samples_(.+?)_\d{4}-\d\d/.exec(file)?.[1] ?? ''

/** A row comes once per filter with the same responses; the repeats count as duplicates. */
export const lmEval: Format = {
  name: 'lm_eval',
  title: 'lm-evaluation-harness samples',
  role: 'outputs',
  fields: { id: 'doc_hash', prompt: 'arguments.gen_args_0.arg_0', output: 'resps[]' },
  recognise: (head) =>
    head.shape === 'records' && rowsHave(head, 'doc_id', 'arguments', 'resps')
      ? { why: 'rows have "doc_id", "arguments" and "resps"' }
      : null,
  *read(row, { file }): Iterable<RowEvent> {
    const responses = listAt(row, 'resps').flat()
    if (responses.length > 0 && responses.every(isScore)) throw refusal('log_likelihood', LOG_LIKELIHOOD)
    const asked =
      at(row, 'arguments', 'gen_args_0', 'arg_0') ?? at(row, 'arguments', 0, 0) ?? at(row, 'arguments', 0)
    const question = askedIn(
      typeof asked === 'string' && !/^\s*\[\s*\{/.test(asked) ? { text: asked } : asked,
      'arguments',
    )
    const number = label(at(row, 'doc_id'), 'doc_id')
    const id =
      label(at(row, 'doc_hash'), 'doc_hash') ?? (number === null ? null : `${taskIn(file)}:${number}`)
    for (const response of responses)
      yield attempt(() => ({
        kind: 'output',
        ids: id === null ? [] : [id],
        onConflict: 'id',
        question,
        model: null,
        replies: [assistantOutput(text(response, 'resps'))],
        metadata: { doc_id: number },
      }))
  },
}
