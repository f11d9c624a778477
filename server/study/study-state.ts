import type { Act } from '../../db/accounts/audit.ts'
import type { Db } from '../../db/connection/client.ts'
import { setStudyState } from '../../db/studies/studies.ts'
import type { Study } from '../domain/study.ts'
import type { StudyState } from '../domain/study-state.ts'
import { votesPerPairAtOpening } from './study-plan.ts'

/** Opens, pauses or closes a study. Opening works out the votes per pair where the draft leaves them to it. */
export async function changeState(
  db: Db,
  { study, state, act }: { study: Study; state: StudyState; act?: Act },
): Promise<void> {
  const votesPerPair = state === 'open' ? await votesPerPairAtOpening(db, study) : undefined
  await setStudyState(db, { id: study.id, state, votesPerPair, ...(act && { act }) })
}
