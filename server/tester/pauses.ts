import type { Db } from '../../db/connection/client.ts'
import { type Journey, journeyOf } from '../../db/testers/journey.ts'
import type { TesterStudy } from '../../db/testers/tester-study.ts'
import { practiceShowing } from '../../db/voting/item-showings.ts'
import { finishingOf, hasAnsweredAll, isPromiseMet } from './completion.ts'
import { ratingFormOf } from './rating-form.ts'
import type { BreakScreen, PracticeScreen } from './screen-types.ts'

type Who = { studyId: number; testerId: number }
type Standing = { who: Who; study: TesterStudy; journey: Journey }

const secondsBeforeRest = 25 * 60

/** The practice item this tester is at; null when there is none, or they have begun. */
export async function practiceScreen(
  db: Db,
  { who, study, journey }: Standing,
): Promise<PracticeScreen | null> {
  const item = study.around.practice[journey.practised]
  if (!item || journey.answers > 0) return null
  const showing = await practiceShowing(db, { ...who, item: journey.practised })
  if (!showing) return passedElsewhere(db, { who, study, journey })
  return {
    kind: 'practice',
    comparison: showing.id,
    item,
    form: ratingFormOf(study),
    step: journey.practised + 1,
    of: study.around.practice.length,
    chosen: showing.outcome,
  }
}

/** On another device, at the same moment: the next item is due, if there is one. */
async function passedElsewhere(db: Db, standing: Standing): Promise<PracticeScreen | null> {
  const journey = await journeyOf(db, standing.who)
  if (!journey || journey.practised <= standing.journey.practised) return null
  return practiceScreen(db, { ...standing, journey })
}

/** A pause after many answers or much time, and the offer to finish once the promised time is up. */
export function restScreen({ study, journey }: Omit<Standing, 'who'>): BreakScreen | null {
  const often = study.around.break_after
  const tired =
    often > 0 && (journey.answersSinceRest >= often || journey.secondsSinceRest >= secondsBeforeRest)
  const timeIsUp = isPromiseMet(journey)
  if (journey.answersSinceRest === 0 || hasAnsweredAll(journey) || !(tired || timeIsUp)) return null
  return { kind: 'break', answered: journey.answers, timeIsUp, finishing: finishingOf({ study, journey }) }
}
