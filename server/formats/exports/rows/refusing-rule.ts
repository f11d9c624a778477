import type { ItemRow } from '../../../domain/item-row.ts'
import type { ExportedPrompt, VoteRow } from '../../../domain/vote-row.ts'
import { isLayoutFlag } from '../../uploads/audit/kinds.ts'
import type { ExportInput } from '../format.ts'
import { partOf } from './split.ts'

/** The rule by which the filters keep an answer out, or null. */
export function refusingRule(row: VoteRow, input: ExportInput): string | null {
  const { filters } = input
  const { a, b, at, seconds } = row
  if (filters.clean && row.excluded !== '') return 'excluded_tester'
  if (filters.clean && (isFlawed(a.flags) || isFlawed(b.flags))) return 'flagged_output'
  if (!comparesWanted(filters.models, a.model, b.model)) return 'models'
  if (filters.since && at < filters.since) return 'since'
  if (filters.until && at >= filters.until) return 'until'
  if (filters.min_seconds > 0 && (seconds === null || seconds < filters.min_seconds)) return 'min_seconds'
  return promptRule(row.prompt, input)
}

/** The same for an output, voted on or not. */
export function refusingItemRule({ output, prompt }: ItemRow, input: ExportInput): string | null {
  const { clean, models } = input.filters
  if (clean && isFlawed(output.flags)) return 'flagged_output'
  if (models.length > 0 && !models.includes(output.model)) return 'models'
  return promptRule(prompt, input)
}

/** HTML is a matter of looks; what was written is as good as any. */
const isFlawed = (flags: string[]) => flags.some((flag) => !isLayoutFlag(flag))

function promptRule(prompt: ExportedPrompt, { filters, study }: ExportInput): string | null {
  const { tags, language, split, part } = filters
  if (tags.length > 0 && !tags.some((tag) => prompt.tags.includes(tag))) return 'tags'
  if (language.length > 0 && !language.includes(prompt.language)) return 'language'
  return part !== undefined && partOf(split, { salt: study, group: prompt.group }) !== part ? 'part' : null
}

/** Both models among the names; with one name, that model on either side. */
function comparesWanted(names: string[], a: string, b: string): boolean {
  if (names.length === 0) return true
  return names.length === 1 ? names[0] === a || names[0] === b : names.includes(a) && names.includes(b)
}
