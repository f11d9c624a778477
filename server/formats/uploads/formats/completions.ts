import { assistantOutput } from '../../../domain/conversation.ts'
import { conversation, isMessages } from '../content/turns.ts'
import { at, isFields, kindOf, label, listAt, text } from '../content/values.ts'
import { Problem } from '../reports/problem.ts'
import { attempt } from './flat.ts'
import type { Format, RowEvent } from './format.ts'
import { askedIn, idsIn, modelIn, rowsFit, tagsIn } from './shared.ts'

const LISTS = ['completions', 'responses', 'outputs', 'answers', 'candidates', 'generations']
const PROMPTS = ['prompt', 'instruction', 'question', 'query', 'input', 'messages']
const TEXTS = ['completion', 'response', 'output', 'text', 'answer', 'content', 'generation']

const listKey = (row: unknown) =>
  LISTS.find((key) => listAt(row, key).some((each) => isFields(each) && modelIn(each) !== null))

/** Several models' answers in one row, as in Tülu's human evaluation and UltraFeedback. */
export const completions: Format = {
  name: 'completions',
  title: 'Completions of several models per prompt',
  role: 'outputs',
  fields: { prompt: 'prompt', output: 'completions[].completion', model: 'completions[].model', id: 'id' },
  recognise: (head) =>
    head.shape === 'records' && rowsFit(head, (row) => listKey(row) !== undefined)
      ? { why: 'rows have a list of completions, each with its model' }
      : null,
  *read(row): Iterable<RowEvent> {
    const key = listKey(row)
    if (key === undefined) throw new Problem('no_output', 'it has no list of completions with models')
    const asked = PROMPTS.find((each) => at(row, each) != null)
    const value = asked === undefined ? null : at(row, asked)
    const question = askedIn(typeof value === 'string' ? { text: value } : value, asked ?? 'prompt')
    for (const [i, each] of listAt(row, key).entries())
      yield attempt(() => {
        const field = TEXTS.find((name) => at(each, name) !== undefined)
        if (field === undefined)
          throw new Problem('not_text', `"${key}[${i}]" must hold a text, found ${kindOf(each)}`)
        const said = at(each, field)
        return {
          kind: 'output',
          ids: idsIn(row),
          question,
          model: label(modelIn(each), 'model'),
          modelIsColumn: true,
          replies: [
            isMessages(said)
              ? conversation(said, field)
              : assistantOutput(text(said, `${key}[${i}].${field}`)),
          ],
          tags: tagsIn(row),
        }
      })
  },
}
