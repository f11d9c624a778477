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

type Sentence = { kind: string; group: FindingGroup; verb: string; rest: string }

const sentences: Sentence[] = [
  {
    kind: 'names_a_model',
    group: 'blind',
    verb: 'name',
    rest: 'the model or its maker ("I am …", "made by …")',
  },
  { kind: 'names_a_study_model', group: 'blind', verb: 'name', rest: 'a model of this study' },
  { kind: 'reasoning', group: 'blind', verb: 'show', rest: 'the thoughts before the answer (<think>)' },
  { kind: 'template_tokens', group: 'blind', verb: 'hold', rest: 'tokens of a chat template' },
  {
    kind: 'invisible_characters',
    group: 'blind',
    verb: 'hold',
    rest: 'characters nobody sees, or that turn the text around',
  },
  {
    kind: 'remote_image',
    group: 'blind',
    verb: 'ask',
    rest: 'for a picture from elsewhere; it is never loaded',
  },
  { kind: 'truncated', group: 'worth_knowing', verb: 'stop', rest: 'in the middle: cut off by a limit' },
  { kind: 'other_language', group: 'worth_knowing', verb: 'use', rest: 'another language than the prompt' },
  {
    kind: 'html',
    group: 'worth_knowing',
    verb: 'hold',
    rest: 'tags of HTML; unless you choose otherwise, testers see them as text',
  },
  {
    kind: 'data_image',
    group: 'worth_knowing',
    verb: 'hold',
    rest: 'a picture written out as letters; testers see the beginning of its address, not the picture',
  },
]

/** What the audit found, as sentences, in the groups the mapping screen shows. */
export function findingsOf(facts: Facts): Finding[] {
  const found: Finding[] = []
  for (const { kind, group, verb, rest } of sentences) {
    const { count, models } = facts.counts.of(kind)
    const message = `${told(count, verb)} ${rest} (${modelsIn(models)})`
    if (count > 0) found.push({ kind, group, count, models, message })
  }
  const more = [
    guessed('identifiable_by_looks', facts.byLooks, 'from formatting alone'),
    guessed('identifiable_by_text', facts.byText, 'from the words'),
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
  return [...found, ...more.filter((finding) => finding !== null)]
}

const told = (count: number, verb: string) =>
  count === 1 ? `1 output ${verb}s` : `${count.toLocaleString('en')} outputs ${verb}`

function modelsIn(models: Record<string, number>): string {
  const sorted = Object.entries(models).sort(([, a], [, b]) => b - a)
  const first = sorted.slice(0, 3).map(([name, count]) => `${name}: ${count}`)
  return sorted.length > 3 ? `${first.join(', ')}, and ${sorted.length - 3} more models` : first.join(', ')
}

const percent = (share: number) => `${Math.round(share * 100)} %`

function guessed(kind: string, interval: Interval | null, how: string): Finding | null {
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
