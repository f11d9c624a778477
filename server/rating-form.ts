import type { TesterStudy } from '../db/progress.ts'
import type { RatingForm } from '../views/tester/props.ts'

/** What a study asks for with every choice. */
export function ratingFormOf(study: TesterStudy): RatingForm {
  return {
    choices: study.choices,
    strength: study.strength ? 3 : 0,
    criteria: study.criteria.map((name) => ({ name, label: name })),
    reasons: [],
    comment: true,
    confidence: false,
  }
}
