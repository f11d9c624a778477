import type { Finding, FindingGroup, Interval, ModelLooks } from '../types.ts'
import type { FindingCounts } from './finding-counts.ts'

type Facts = {
  counts: FindingCounts
  outputs: number
  looks: ModelLooks[]
  byText: Interval | null
  byLooks: Interval | null
  identicalPairs: number
  duplicates: number
  nearDuplicates: number
}

const sentences: [string, FindingGroup, (count: number) => string][] = [
  [
    'names_a_model',
    'blind',
    (n) => `${some(n)} the model or its maker ("I am …", "made by …")`.replace('%', 'names'),
  ],
  ['names_a_study_model', 'blind', (n) => `${some(n).replace('%', 'names')} a model of this study`],
  ['reasoning', 'blind', (n) => `${some(n).replace('%', 'shows')} the thoughts before the answer (<think>)`],
  ['template_tokens', 'blind', (n) => `${some(n).replace('%', 'holds')} tokens of a chat template`],
  [
    'invisible_characters',
    'blind',
    (n) => `${some(n).replace('%', 'holds')} characters nobody sees, or that turn the text around`,
  ],
  [
    'remote_image',
    'blind',
    (n) =>
      `${some(n).replace('%', 'asks')} for a picture from elsewhere; it is shown as a link, never loaded`,
  ],
  ['truncated', 'worth_knowing', (n) => `${some(n).replace('%', 'ends')} in the middle: cut off by a limit`],
  [
    'other_language',
    'worth_knowing',
    (n) => `${some(n).replace('%', 'is')} in another language than its prompt`,
  ],
]

/** What the audit found, as sentences, in the groups the mapping screen shows. */
export function findingsOf(facts: Facts): Finding[] {
  const found: Finding[] = []
  for (const [kind, group, say] of sentences) {
    const { count, models } = facts.counts.of(kind)
    if (count > 0) found.push({ kind, group, count, models, message: `${say(count)} (${modelsIn(models)})` })
  }
  const rest = [
    told('identifiable_by_looks', facts.byLooks, 'from formatting alone'),
    told('identifiable_by_text', facts.byText, 'from the words'),
    spaces(facts.looks),
    lengths(facts.looks),
    markdown(facts.looks),
    counted(
      'identical_outputs',
      facts.identicalPairs,
      (n) =>
        `${n} ${n === 1 ? 'pair' : 'pairs'} of models gave the same text to a prompt; such pairs are never shown`,
    ),
    counted(
      'near_duplicate_prompts',
      facts.nearDuplicates,
      (n) => `${n} ${n === 1 ? 'prompt is' : 'prompts are'} nearly the same as another`,
    ),
    counted(
      'duplicate_rows',
      facts.duplicates,
      (n) => `${n} ${n === 1 ? 'row' : 'rows'} came twice and count once`,
    ),
  ]
  return [...found, ...rest.filter((finding) => finding !== null)]
}

const some = (count: number) => (count === 1 ? '1 output %' : `${count.toLocaleString('en')} outputs %`)

function modelsIn(models: Record<string, number>): string {
  const sorted = Object.entries(models).sort(([, a], [, b]) => b - a)
  const first = sorted.slice(0, 3).map(([name, count]) => `${name}: ${count}`)
  return sorted.length > 3 ? `${first.join(', ')}, and ${sorted.length - 3} more models` : first.join(', ')
}

const percent = (share: number) => `${Math.round(share * 100)} %`

function told(kind: string, interval: Interval | null, how: string): Finding | null {
  if (!interval) return null
  const { auc, low, high } = interval
  return {
    kind,
    group: low > 0.5 ? 'blind' : 'worth_knowing',
    count: 0,
    models: {},
    message: `A simple program guesses the model ${how} in ${percent(auc)} of pairs (95 % interval ${percent(low)} to ${percent(high)}; 50 % is chance)`,
  }
}

function counted(kind: string, count: number, say: (count: number) => string): Finding | null {
  return count === 0 ? null : { kind, group: 'worth_knowing', count, models: {}, message: say(count) }
}

/** A space before nearly every answer of one model and of no other is a fingerprint; it is not shown, but kept. */
function spaces(looks: ModelLooks[]): Finding | null {
  const share = (each: ModelLooks) => Math.max(each.leading_space_share, each.trailing_space_share)
  const marked = looks.filter((each) => each.outputs >= 5 && share(each) >= 0.5)
  if (marked.length === 0 || marked.length === looks.length) return null
  const models = Object.fromEntries(marked.map((each) => [each.name, Math.round(share(each) * each.outputs)]))
  return {
    kind: 'outer_whitespace',
    group: 'worth_knowing',
    count: Object.values(models).reduce((sum, count) => sum + count, 0),
    models,
    message: `Outputs of ${named(marked)} begin or end with spaces or empty lines, others do not; they are trimmed for display and kept in exports`,
  }
}

function lengths(looks: ModelLooks[]): Finding | null {
  const sorted = looks.filter(({ outputs }) => outputs >= 5).sort((a, b) => a.median_length - b.median_length)
  const [short, long] = [sorted[0], sorted[sorted.length - 1]]
  if (!short || !long || long.median_length < 2 * Math.max(1, short.median_length)) return null
  return {
    kind: 'lengths_differ',
    group: 'worth_knowing',
    count: 0,
    models: { [short.name]: short.median_length, [long.name]: long.median_length },
    message: `Answers of ${long.name} are much longer than those of ${short.name}: ${long.median_length.toLocaleString('en')} characters against ${short.median_length.toLocaleString('en')} (medians)`,
  }
}

function markdown(looks: ModelLooks[]): Finding | null {
  const sorted = looks
    .filter(({ outputs }) => outputs >= 5)
    .sort((a, b) => a.markdown_share - b.markdown_share)
  const [plain, rich] = [sorted[0], sorted[sorted.length - 1]]
  if (!plain || !rich || rich.markdown_share - plain.markdown_share < 0.4) return null
  return {
    kind: 'markdown_differs',
    group: 'worth_knowing',
    count: 0,
    models: {},
    message: `${percent(rich.markdown_share)} of the answers of ${rich.name} use Markdown, ${percent(plain.markdown_share)} of those of ${plain.name}`,
  }
}

const named = (looks: ModelLooks[]) =>
  looks.length <= 3 ? looks.map(({ name }) => name).join(', ') : `${looks.length} models`
