import type { Outcome } from '../server/domain/outcome.ts'

/** One showing: `a` and `b` are model names in the order shown, the others count from 0. */
export type SimulatedShowing = { a: string; b: string; prompt: number; tester: number }

export type Crowd = {
  seed: number
  /** How many people there are; a showing to any other is refused. */
  testers: number
  /** Strength of each model in log-odds. */
  strengths?: Record<string, number>
  /** Differences in log-odds below this are a tie. */
  tieWidth?: number
  /** Both answers below this are both bad. */
  badBelow?: number
  /** How much the side shown first gains, in log-odds. */
  firstSide?: number
}

export const demoStrengths: Record<string, number> = {
  'Base prompt': -1.1,
  'Careful prompt': 0.25,
  Retrieval: 0.6,
  'Fine-tuned': 0.3,
}

const TASTE_SD = 0.3
const PROMPT_SD = 0.3

/**
 * A crowd of made-up testers, for demonstrations: what each would answer, as a function of the showing alone.
 *
 * A tester sees in each answer the model's strength, plus their own taste for the model (sd 0.3), plus how the
 * model does on the prompt (sd 0.3), plus a Gumbel draw for this reading: without ties that is Bradley–Terry.
 * Every draw depends on (seed, who, what), never on the order of the calls, so the same seed gives the same
 * votes however the pairs are handed out, and a pair shown again with its sides swapped gives the same answer
 * unless it is close.
 *
 * @returns a function from one showing to its outcome.
 * @throws RangeError for an unknown model, a tester outside the crowd, or a model shown against itself.
 */
export function simulateVotes(crowd: Crowd): (showing: SimulatedShowing) => Outcome {
  const { seed, testers, strengths = demoStrengths } = crowd
  const { tieWidth = 0.45, badBelow = -0.3, firstSide = 0.1 } = crowd

  const impression = (model: string, { prompt, tester }: SimulatedShowing) => {
    const strength = strengths[model]
    if (strength === undefined) throw new RangeError(`The simulated testers know no model "${model}"`)
    const taste = TASTE_SD * normal(`${seed} taste ${tester} ${model}`)
    const onPrompt = PROMPT_SD * normal(`${seed} prompt ${prompt} ${model}`)
    return strength + taste + onPrompt + gumbel(`${seed} reading ${tester} ${prompt} ${model}`)
  }

  return (showing) => {
    const { a, b, tester } = showing
    if (a === b) throw new RangeError(`"${a}" stands on both sides`)
    if (!Number.isInteger(tester) || tester < 0 || tester >= testers) {
      throw new RangeError(`Tester ${tester} is not among the ${testers} simulated ones`)
    }
    const first = impression(a, showing)
    const second = impression(b, showing)
    if (Math.max(first, second) < badBelow) return 'both_bad'
    const gap = first + firstSide - second
    if (Math.abs(gap) < tieWidth) return 'tie'
    return gap > 0 ? 'a' : 'b'
  }
}

function normal(key: string): number {
  const radius = Math.sqrt(-2 * Math.log(uniform(`${key} radius`)))
  return radius * Math.cos(2 * Math.PI * uniform(`${key} angle`))
}

function gumbel(key: string): number {
  return -Math.log(-Math.log(uniform(key)))
}

/** FNV-1a over the key, finished with murmur3's mixer, as a number strictly between 0 and 1. */
function uniform(key: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (((hash ^ (hash >>> 16)) >>> 0) + 0.5) / 2 ** 32
}
