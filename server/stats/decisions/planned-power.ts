import { createNormal } from '../errors/p-best.ts'
import { studentQuantile } from '../special/distributions.ts'
import { createRandom } from '../special/random.ts'
import { lookLevels } from './alpha-spending.ts'
import { errorShares } from './error-shares.ts'
import { FLOORS } from './floors.ts'
import { logStudentEValue } from './t-mixture.ts'

export interface PlannedStudy {
  models: number
  testers: number
  prompts: number
  /** True share of the better model, ties as half; above ½. */
  score: number
  /** Variance of one vote's answer (1, ½ or 0). */
  answerVariance: number
}

/** Moments at which a study is looked at, as shares of the planned votes; every third is a planned look. */
const moments = Array.from({ length: 12 }, (_, k) => (k + 1) / 12)
const studies = 600

/**
 * Chance that the better of two models is called better by the end of a study, by the rules that decide studies: its
 * e-value at twelve moments, or one of the four planned looks. 600 seeded studies of independent votes, every pair of
 * models with as many: the estimate is a Brownian motion in the votes, its error that of min(testers, prompts) − 1
 * degrees of freedom.
 *
 * @returns a function of the planned votes on each pair; the same draws for every number, so it hardly ever falls.
 */
export function plannedPower(study: PlannedStudy, seed = 1): (perPair: number) => number {
  const { models, testers, prompts, score, answerVariance } = study
  const pairs = (models * (models - 1)) / 2
  const shares = errorShares(study)
  const degrees = Math.max(FLOORS.clusters, Math.min(testers, prompts)) - 1
  const levels = lookLevels([0.25, 0.5, 0.75, 1].map((time) => ({ time, alpha: shares.looks / pairs })))
  const bounds = levels.map((level) => (level > 0 ? studentQuantile(1 - level / 2, degrees) : Infinity))
  const threshold = Math.log(pairs / shares.any)
  const difference = Math.log(score / (1 - score))
  const slope = score * (1 - score)
  const paths = drawPaths(degrees, seed)
  return (perPair) => {
    const variance = ((2 / models) * (answerVariance / slope ** 2)) / perPair
    const decides = (path: Path) =>
      moments.some((share, k) => {
        if (share * perPair * (models - 1) < FLOORS.votes) return false
        const spread = Math.sqrt(variance / share)
        const estimate = difference + ((path.walk[k] as number) * spread) / Math.sqrt(share)
        if (estimate <= 0) return false
        const se = spread * path.error
        if ((k + 1) % 3 === 0 && estimate / se >= (bounds[(k + 1) / 3 - 1] as number)) return true
        return logStudentEValue({ estimate, se, degrees }) >= threshold
      })
    return paths.filter(decides).length / studies
  }
}

type Path = { walk: number[]; error: number }

/** Brownian motions at the moments, and how far each study misjudges its error (Wilson and Hilferty's χ²). */
function drawPaths(degrees: number, seed: number): Path[] {
  const normal = createNormal(createRandom(seed))
  return Array.from({ length: studies }, () => {
    let at = 0
    const walk = moments.map(() => {
      at += normal() / Math.sqrt(moments.length)
      return at
    })
    const spread = 2 / (9 * degrees)
    return { walk, error: Math.max(0.05, 1 - spread + normal() * Math.sqrt(spread)) ** 1.5 }
  })
}
