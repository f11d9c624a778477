import { assistantOutput, userPrompt } from '../../../domain/conversation.ts'
import { contentText } from '../content/contents.ts'
import { at, kindOf, label, listAt, tags, text } from '../content/values.ts'
import { Problem } from '../reports/problem.ts'
import { attempt } from './flat.ts'
import type { Format, RowEvent } from './format.ts'
import { rowsFit, rowsHave } from './shared.ts'

const isTurnObject = (row: unknown) => typeof at(row, 'choices', 0, 'turns', 0) === 'object'

const idOf = (row: unknown) => {
  const id = label(at(row, 'question_id'), 'question_id')
  return id === null ? [] : [id]
}

/** One event per choice, each with its turns; a turn is text, or in old Arena-Hard files an object around it. */
function* choices(row: unknown): Iterable<RowEvent> {
  const found = listAt(row, 'choices')
  if (found.length === 0)
    throw new Problem('not_text', `"choices" must be a list, found ${kindOf(at(row, 'choices'))}`)
  for (const [i, choice] of found.entries())
    yield attempt(() => ({
      kind: 'output',
      ids: idOf(row),
      question: null,
      model: label(at(row, 'model_id'), 'model_id'),
      replies: listAt(choice, 'turns').map((turn, j) => {
        const field = `choices[${i}].turns[${j}]`
        return assistantOutput(contentText(at(turn, 'content') ?? turn, field, 'assistant'))
      }),
    }))
}

export const mtBench: Format = {
  name: 'mt_bench',
  title: 'MT-Bench answers',
  role: 'outputs',
  needsPrompts: true,
  promptsFile: 'question.jsonl',
  fields: { id: 'question_id', output: 'choices[].turns[]', model: 'model_id' },
  recognise: (head) =>
    head.shape === 'records' && rowsHave(head, 'question_id', 'choices') && !rowsFit(head, isTurnObject)
      ? { why: 'rows have "question_id" and "choices" with "turns"' }
      : null,
  read: choices,
}

export const arenaHardOld: Format = {
  name: 'arena_hard_old',
  title: 'Arena-Hard answers, first form',
  role: 'outputs',
  needsPrompts: true,
  promptsFile: 'question.jsonl',
  fields: { id: 'question_id', output: 'choices[].turns[].content', model: 'model_id' },
  recognise: (head) =>
    head.shape === 'records' && rowsHave(head, 'question_id', 'choices') && rowsFit(head, isTurnObject)
      ? { why: 'rows have "question_id" and "choices" whose turns are objects' }
      : null,
  read: choices,
}

export const mtBenchQuestions: Format = {
  name: 'mt_bench_questions',
  title: 'MT-Bench questions',
  role: 'prompts',
  fields: { id: 'question_id', prompt: 'turns[]', tags: 'category' },
  recognise: (head) =>
    head.shape === 'records' &&
    (rowsHave(head, 'question_id', 'turns') || rowsHave(head, 'uid', 'turns')) &&
    !rowsHave(head, 'choices')
      ? { why: 'rows have "question_id" and "turns"' }
      : null,
  *read(row): Iterable<RowEvent> {
    const id = label(at(row, 'question_id') ?? at(row, 'uid'), 'question_id')
    const [first = '', ...followUps] = listAt(row, 'turns').map((turn, i) =>
      contentText(at(turn, 'content') ?? turn, `turns[${i}]`),
    )
    if (id === null || text(first, 'turns[0]').trim() === '')
      throw new Problem('no_prompt', 'it has no id or no turn')
    const question = { messages: userPrompt(first), followUps }
    yield { kind: 'prompt', ids: [id], question, tags: tags(at(row, 'category')) }
  },
}
