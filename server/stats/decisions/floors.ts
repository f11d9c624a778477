import { effectiveClusters, type Footing } from '../errors/footing.ts'

/** No model is called better or worse before it has all of these; clusters are effective testers, and prompts. */
export const FLOORS = { votes: 30, clusters: 6 } as const

/** Whether a model stands on votes enough, of testers and prompts enough, for a decision. */
export const isFirm = (footing: Footing): boolean =>
  footing.votes >= FLOORS.votes && effectiveClusters(footing) >= FLOORS.clusters

/**
 * The smallest two-sided p that so many testers or prompts can reach, each of them one toss: 2^(1 − n).
 *
 * @example smallestP(5) // 0.0625: five prompts can be chance
 */
export const smallestP = (clusters: number): number => Math.min(1, 2 ** (1 - clusters))
