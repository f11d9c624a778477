import { Invalid } from '../../db/refusals.ts'
import { isMaskKind, leakKinds, otherFlags } from '../formats/uploads/audit/kinds.ts'

/** What is done about outputs the audit flags: kept as they are, left out, or shown with the tell hidden. */
export type Decision = 'keep' | 'drop' | 'mask'
export type Decisions = Record<string, Decision>

/** Decisions about what the audit does not know, or that cannot be hidden, in words. */
export function faultsOf(decisions: Record<string, string>): string[] {
  const known: readonly string[] = [...leakKinds, ...otherFlags]
  return Object.entries(decisions).flatMap(([kind, decision]) => {
    if (!known.includes(kind))
      return [`"${kind}" is not something the audit looks for: that is ${known.join(', ')}`]
    const fits = decision === 'keep' || decision === 'drop' || (decision === 'mask' && isMaskKind(kind))
    return fits ? [] : [`"${decision}" is no decision about ${kind}`]
  })
}

/** @throws Invalid with the first of `faultsOf` */
export function checkDecisions(decisions: Record<string, string>): Decisions {
  const [fault] = faultsOf(decisions)
  if (fault !== undefined) throw new Invalid(fault)
  return decisions as Decisions
}

export const kindsDecided = (decisions: Decisions) => {
  const kinds = (wanted: Decision) => Object.keys(decisions).filter((kind) => decisions[kind] === wanted)
  return { drop: kinds('drop'), mask: kinds('mask') }
}
