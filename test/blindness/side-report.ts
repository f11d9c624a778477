import type { Showing } from './showings.ts'
import { evenSides, runsTest } from './side-tests.ts'

/** Left and right per model, per pair and per tester, whether the draws run as chance does, and the worst imbalance. */
export function sideReport(shown: Showing[]) {
  const lead = new Map<string, number>()
  for (const { tester, left, right } of shown) {
    lead.set(`${tester} ${left}`, (lead.get(`${tester} ${left}`) ?? 0) + 1)
    lead.set(`${tester} ${right}`, (lead.get(`${tester} ${right}`) ?? 0) - 1)
  }
  const per = (unit: (showing: Showing) => number) =>
    evenSides(shown, (showing) => ({
      left: `${unit(showing)} ${showing.left}`,
      right: `${unit(showing)} ${showing.right}`,
    }))
  const firsts = firstOfEachPair(shown)
  return {
    showings: shown.length,
    models: evenSides(shown, ({ left, right }) => ({ left, right })),
    // The later showings of a pair even out its first ones, and so would hide that those are not drawn.
    firsts: evenSides(firsts, ({ left, right }) => ({ left, right })),
    firstRuns: runsTest(firsts.map(({ swapped }) => swapped)),
    pairs: per(({ pair }) => pair),
    testers: per(({ tester }) => tester),
    runs: runsTest(shown.map(({ swapped }) => swapped)),
    mostLead: Math.max(...[...lead.values()].map(Math.abs)),
  }
}

function firstOfEachPair(shown: Showing[]): Showing[] {
  const known = new Set<number>()
  return shown.filter(({ pair }) => !known.has(pair) && known.add(pair))
}
