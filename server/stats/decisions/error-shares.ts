/** Chance of ever calling two equal models of a table different. */
export const ALPHA = 0.05

/** How the error is split between looking at any time and the planned looks. */
export interface ErrorShares {
  any: number
  looks: number
}

/** Testers and prompts from which two models can rely on the looking at any time. */
const manyClusters = 10

/**
 * Two models with ten testers and ten prompts give more to looking at any time, where they are decided soonest; more
 * models, or fewer people, more to the planned looks, whose t tests ask less of the clusters' number.
 */
export function errorShares(table: { models: number; testers: number; prompts: number }): ErrorShares {
  const { models, testers, prompts } = table
  return models === 2 && testers >= manyClusters && prompts >= manyClusters
    ? { any: 0.02, looks: 0.03 }
    : { any: 0.01, looks: 0.04 }
}

/** Without a plan, and after its last vote, there is no look to come: looking at any time has it all. */
export const anyTimeAlone: ErrorShares = { any: ALPHA, looks: 0 }
