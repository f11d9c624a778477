import { modelFromFile } from './content/model-name.ts'
import { csvPrompts, jsonPrompts } from './formats/generic.ts'
import type { OpenedFile } from './opened.ts'
import type { Notices } from './reports/notices.ts'
import type { Problem } from './reports/problem.ts'

export type Refused = { name: string; problem: Problem }

const COMPANIONS = new Set(['scores_only', 'run_summary'])
const QUESTIONS =
  /^(qa|q_a|questions?(_?(and_?)?answers?)?|dataset|gold|references?|ground_?truths?|tasks?|benchmark|(test|eval)_?set|prompts?)$/i

const isOutputs = ({ format }: OpenedFile) => format.role === 'outputs'

/**
 * The files to read, where some accompany others: what holds scores or ids alone is left aside with a note, and questions
 * with reference answers are read for their questions.
 */
export function withoutCompanions(
  files: OpenedFile[],
  refused: Refused[],
  notices: Notices,
): { files: OpenedFile[]; refused: Refused[] } {
  if (!files.some(isOutputs)) return { files, refused }
  for (const { name, problem } of refused)
    if (COMPANIONS.has(problem.code)) noteAside(notices, name, problem.message)
  const kept = files.filter(({ name, format, why }) => {
    if (format.role === 'refused') noteAside(notices, name, `${format.title}: ${why}`)
    return format.role !== 'refused'
  })
  return {
    files: kept.map((file) =>
      kept.some((other) => other !== file && isOutputs(other)) ? asked(file, notices) : file,
    ),
    refused: refused.filter(({ problem }) => !COMPANIONS.has(problem.code)),
  }
}

const noteAside = (notices: Notices, file: string, why: string) =>
  notices.note(file, 1, 'companion', `It was left aside, since other files hold the outputs: ${why}`)

/** A file of questions and answers beside the files of models: its answers are references, not one more model's. */
function asked(file: OpenedFile, notices: Notices): OpenedFile {
  const { mapping, format } = file
  const isFlat = Object.keys(format.fields).length === 0 && isOutputs(file)
  const isReference =
    isFlat &&
    mapping.output !== null &&
    mapping.prompt !== null &&
    mapping.id !== null &&
    mapping.model === null
  if (!isReference || !QUESTIONS.test(modelFromFile(file.name))) return file
  notices.note(
    file.name,
    1,
    'companion',
    `It was read for its prompts; its "${mapping.output}" was taken for references (map output=${mapping.output} to read it as a model's answers)`,
  )
  const prompts = { ...mapping, output: null, idNamesPrompt: true }
  return {
    ...file,
    format: format.name.startsWith('csv') ? csvPrompts : jsonPrompts,
    mapping: prompts,
    context: async () => ({ ...(await file.context()), mapping: prompts }),
  }
}
