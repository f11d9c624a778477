import type { TesterStudy } from '../../db/testers/tester-study.ts'
import type { RatingForm } from '../../views/tester/props.ts'

/** What a study asks for with every choice. */
export function ratingFormOf(study: TesterStudy): RatingForm {
  const { rating } = study
  const scale = study.strength ? degreesOf(study) : 0
  return {
    choices: study.choices,
    strength: scale,
    scale,
    criteria: study.criteria.map((name) => ({ name, label: name })),
    reasons: rating.reasons.map((name) => ({ name, label: name })),
    scores: rating.scores,
    comment: rating.comment,
    confidence: rating.confidence,
  }
}

/** A check names the button to press: nothing is asked about it. The keys stay where they are. */
export const checkFormOf = (study: TesterStudy): RatingForm => ({
  ...ratingFormOf(study),
  strength: 0,
  criteria: [],
  reasons: [],
  scores: false,
  confidence: false,
})

/** Degrees on each side of the tie: a scale of seven points has three. */
export const degreesOf = ({ rating }: Pick<TesterStudy, 'rating'>) => (rating.strength_points === 5 ? 2 : 3)
