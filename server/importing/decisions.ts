import { htmlAsMarkup, plainText } from '../../db/outputs/layout-version.ts'
import { Invalid } from '../domain/refusals.ts'
import { isMaskKind, leakKinds, otherFlags } from '../formats/uploads/audit/kinds.ts'
import { layoutStyleOf } from '../rendering/stored/study-style.ts'

/**
 * What is done about outputs the audit flags: kept as they are, left out, or shown with the tell hidden. HTML is shown
 * as text, its simple tags become what they mean, or every output of the study is shown as plain text.
 */
export const decisionNames = ['keep', 'drop', 'mask', 'convert', 'plain'] as const
export type Decision = (typeof decisionNames)[number]
export type Decisions = Record<string, Decision>

/** Decisions about what the audit does not know, or that cannot be hidden, in words. */
export function faultsOf(decisions: Record<string, string>): string[] {
  const known: readonly string[] = [...leakKinds, ...otherFlags]
  return Object.entries(decisions).flatMap(([kind, decision]) => {
    if (!known.includes(kind))
      return [`"${kind}" is not something the audit looks for: that is ${known.join(', ')}`]
    return choicesOf(kind).some((choice) => choice === decision)
      ? []
      : [`"${decision}" is no decision about ${kind}`]
  })
}

/** @throws Invalid with the first of `faultsOf` */
export function checkDecisions(decisions: Record<string, string>): Decisions {
  const [fault] = faultsOf(decisions)
  if (fault !== undefined) throw new Invalid(fault)
  return decisions as Decisions
}

/** What may be done about a finding, the default first. */
function choicesOf(kind: string): Decision[] {
  if (kind === 'html') return ['keep', 'convert', 'plain', 'drop']
  return isMaskKind(kind) ? ['keep', 'mask', 'drop'] : ['keep', 'drop']
}

export function kindsDecided(decisions: Decisions): { drop: string[]; mask: string[] } {
  const kinds = (wanted: Decision) => Object.keys(decisions).filter((kind) => decisions[kind] === wanted)
  return {
    drop: kinds('drop'),
    mask: [
      ...kinds('mask'),
      ...(kinds('convert').length > 0 ? [htmlAsMarkup] : []),
      ...(kinds('plain').length > 0 ? [plainText] : []),
    ],
  }
}

/** The decision a study holds already, as the one that would lead to it. */
export function decisionsFor(masks: string[]): Decisions {
  const hidden = masks.filter(isMaskKind).map((kind) => [kind, 'mask'])
  const style = layoutStyleOf(masks)
  return Object.fromEntries([...hidden, ...(style === 'text' ? [] : [['html', style]])])
}
