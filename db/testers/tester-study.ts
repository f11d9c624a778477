import type { Outcome } from '../../server/domain/outcome.ts'
import { RatingSettings } from '../../server/domain/settings/rating-settings.ts'
import { TesterSettings } from '../../server/domain/settings/tester-settings.ts'
import type { Db } from '../connection/client.ts'
import { hashOf } from './invites.ts'
import type { Tester } from './testers.ts'

/** What a tester's screens need to know about their study. Neither its slug nor its name is in it. */
export type TesterStudy = {
  id: number
  key: string
  question: string
  instructions: string
  state: string
  choices: Outcome[]
  strength: boolean
  criteria: string[]
  votesPerPair: number
  pairing: 'balanced' | 'winner'
  rating: RatingSettings
  around: TesterSettings
}

type Settings = { around: unknown } & Omit<TesterStudy, 'rating' | 'around'>

/** The tester of this cookie and the study of this key, in one reading, or null: the only way to a tester's rows. */
export async function testerAndStudy(
  db: Db,
  { key, token }: { key: string; token: string },
): Promise<{ tester: Tester; study: TesterStudy } | null> {
  const [row] = await db<(Settings & Omit<Tester, 'id' | 'studyId'> & { testerId: number })[]>`
    select t.id as "testerId", t.pseudonym, t.votes, t.skips, t.finished_at is not null as finished,
           t.withdrawn_at is not null as withdrawn,
           s.id, s.key, s.question, s.instructions, b.state, s.settings as around, s.settings -> 'choices' as choices,
           (s.settings ->> 'strength')::boolean as strength, s.settings -> 'criteria' as criteria,
           (s.settings ->> 'votes_per_pair')::int as "votesPerPair", s.settings ->> 'pairing' as pairing
    from studies s
    join testers t on t.study_id = s.id
    join ballot_boxes b on b.study_id = s.id
    where s.key = ${key} and t.token_hash = ${hashOf(token)}`
  if (!row) return null
  const { testerId, pseudonym, votes, skips, finished, withdrawn, ...study } = row
  return {
    tester: { id: testerId, studyId: study.id, pseudonym, votes, skips, finished, withdrawn },
    study: { ...study, rating: RatingSettings.parse(row.around), around: TesterSettings.parse(row.around) },
  }
}
