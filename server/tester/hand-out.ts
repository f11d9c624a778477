import type { Db } from '../../db/connection/client.ts'
import type { Journey } from '../../db/testers/journey.ts'
import type { TesterStudy } from '../../db/testers/tester-study.ts'
import { handOutPair, handOutRepeat, liveComparison, releaseLapsed } from '../../db/voting/comparisons.ts'
import { handOutCheck } from '../../db/voting/item-showings.ts'
import type { LiveComparison } from '../../db/voting/reservations.ts'
import { overtakeUnproven } from '../../db/voting/unproven.ts'
import { type Left, whatIsLeft } from '../../db/voting/what-is-left.ts'
import { planPairs } from '../pairing/planning.ts'

const tries = 5
const longestMs = 60

type Standing = { who: { studyId: number; testerId: number }; study: TesterStudy; journey: Journey }

/** What is handed out, or why nothing was; `open` after several tries: there is something, and others were faster. */
export type HandedOut = { live: LiveComparison } | { left: Left }

/**
 * The first try takes no row that others hold, so that nobody waits where pairs are many. Nothing got is not nothing
 * left: after it everybody waits their turn, and is offered again after planning, whoever planned. That it is over is
 * said only where no pair came since planning found nothing to add.
 */
export async function handOut(db: Db, standing: Standing, random = Math.random): Promise<HandedOut> {
  const first = await offer(db, { ...standing, patient: false })
  if (first) return { live: first }
  await releaseLapsed(db, standing.who.studyId)
  let usedUp: number | null = null
  for (let attempt = 1; attempt <= tries; attempt++) {
    const live = await offer(db, { ...standing, patient: true })
    if (live) return { live }
    const { left, newest } = await whatIsLeft(db, standing.who)
    if (left === 'open') await new Promise((done) => setTimeout(done, attempt * longestMs * random()))
    else if (newest !== usedUp) usedUp = (await plan(db, { ...standing, newest })) === 0 ? newest : null
    else if (left === 'nothing' || !(await overtakeUnproven(db, standing.who))) return { left }
  }
  return { left: 'open' }
}

async function offer(
  db: Db,
  { who, study, journey, patient }: Standing & { patient: boolean },
): Promise<LiveComparison | null> {
  return (
    (study.around.check_share > 0 ? await handOutCheck(db, who) : null) ??
    (journey.isRepeatDue ? await handOutRepeat(db, who) : null) ??
    (await handOutPair(db, who, { patient })) ??
    (await liveComparison(db, who))
  )
}

function plan(db: Db, { study, newest }: Standing & { newest: number }): Promise<number> {
  const { id, votesPerPair: votes_per_pair, pairing } = study
  return planPairs(db, { study: { id, settings: { votes_per_pair, pairing } }, newest })
}
