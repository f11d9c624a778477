import { cohenKappa } from '../agreement/cohen.ts'
import { type Share, shareOf } from '../errors/share.ts'

/** 1: the first model of the pair's canonical order is better, −1: the second, 0: neither. */
export type Verdict = 1 | 0 | -1

export interface JudgedItem {
  /** What people said, in canonical model order. */
  human: Verdict
  /** What the judge said when the first model stood first; null if not asked. */
  inOrder: Verdict | null
  /** What the judge said when the second model stood first, in canonical order too; null if not asked. */
  swapped: Verdict | null
}

export interface JudgeReport {
  items: number
  /** Same winner, among items that both decided. */
  agreement: Share | null
  /** Cohen's kappa over win, tie and loss. */
  kappa: number | null
  /** Cohen's kappa over items that both decided. */
  kappaDecisive: number | null
  /** Same verdict in both orders, among items asked in both; two ties are the same. */
  swapConsistency: Share | null
  /** The side shown first won, among decisive verdicts; one half without position bias. */
  firstPosition: Share | null
}

/**
 * How far an automatic judge can stand in for people. A judge that changes its mind when the sides are swapped
 * has called a tie.
 *
 * @param items compared items; those the judge was never asked about are left out.
 * @param level coverage of the Wilson intervals.
 * @throws RangeError on an impossible level.
 * @see Shi et al. 2024, arXiv 2406.07791
 */
export function judgeReport(items: readonly JudgedItem[], level = 0.95): JudgeReport {
  const judged = items.flatMap(({ human, inOrder, swapped }) => {
    const verdict = settledVerdict(inOrder, swapped)
    return verdict === null ? [] : [{ human, verdict }]
  })
  const decisive = judged.filter(({ human, verdict }) => human !== 0 && verdict !== 0)
  const both = items.filter((item) => item.inOrder !== null && item.swapped !== null)
  const shown = items.flatMap((item) => [item.inOrder, item.swapped === null ? null : -item.swapped])
  const decided = shown.filter((verdict) => verdict !== null && verdict !== 0)
  return {
    items: judged.length,
    agreement: shareOf(decisive, ({ human, verdict }) => human === verdict, level),
    kappa: kappaOf(judged),
    kappaDecisive: kappaOf(decisive),
    swapConsistency: shareOf(both, (item) => item.inOrder === item.swapped, level),
    firstPosition: shareOf(decided, (verdict) => verdict === 1, level),
  }
}

/** One verdict from both orders: a contradiction is a tie. */
export function settledVerdict(inOrder: Verdict | null, swapped: Verdict | null): Verdict | null {
  if (inOrder === null || swapped === null) return inOrder ?? swapped
  return inOrder === swapped ? inOrder : 0
}

function kappaOf(items: readonly { human: Verdict; verdict: Verdict }[]): number | null {
  return cohenKappa(
    items.map(({ human }) => human),
    items.map(({ verdict }) => verdict),
  )
}
