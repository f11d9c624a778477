import type { Conversation } from '../../../domain/conversation.ts'
import { type MaskKind, spansOf } from '../audit/kinds.ts'
import { Labels } from '../audit/labels.ts'
import type { Span } from '../audit/naming.ts'
import { scanText } from '../audit/scan.ts'

const HIDDEN = '▇▇▇'
const removed: readonly MaskKind[] = ['reasoning', 'template_tokens', 'invisible_characters']

/**
 * The turns of an output as they are shown where a study hides some kinds of tells: names become a block, the rest
 * goes. The same rule is applied to every output of the study, so both sides of a pair are treated alike, and to all
 * of a turn that a page shows: its text, its name and the tools it calls.
 */
export function masked(
  turns: Conversation,
  { kinds, labels }: { kinds: readonly MaskKind[]; labels: readonly string[] },
): Conversation {
  if (kinds.length === 0) return turns
  // What goes comes first: without it, a name may stand where there was none.
  const inOrder = [...kinds].sort((a, b) => Number(removed.includes(b)) - Number(removed.includes(a)))
  const hide = (text: string) => maskedText(text, inOrder, labels)
  return turns.map((turn) => ({
    ...turn,
    content: hide(turn.content),
    ...(turn.name !== undefined && { name: hide(turn.name) }),
    ...(turn.tool_calls && {
      tool_calls: turn.tool_calls.map((call) => ({
        ...call,
        name: hide(call.name),
        arguments: hide(call.arguments),
      })),
    }),
  }))
}

function maskedText(text: string, kinds: readonly MaskKind[], labels: readonly string[]): string {
  let shown = text
  for (const kind of kinds) {
    const spans = kind === 'names_a_study_model' ? labelSpans(shown, labels) : spansOf[kind](shown)
    shown = without(shown, spans, removed.includes(kind) ? '' : HIDDEN)
  }
  return shown
}

function labelSpans(text: string, names: readonly string[]): Span[] {
  const labels = new Labels()
  for (const name of names) labels.add(name)
  return labels.spansIn(text, scanText(text, labels.words).names)
}

function without(text: string, spans: Span[], instead: string): string {
  let shown = ''
  let end = 0
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    if (span.start < end) continue
    shown += text.slice(end, span.start) + instead
    end = span.end
  }
  return shown + text.slice(end)
}
