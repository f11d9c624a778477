import { randomBytes } from 'node:crypto'
import type { OutcomeOrSkip } from '../../server/domain/outcome.ts'
import { again } from '../connection/again.ts'
import type { Db } from '../connection/client.ts'
import { presentTester } from '../testers/present-tester.ts'
import { ignoreSecondTab, type LiveComparison, leaseMinutes } from './reservations.ts'

type Who = { studyId: number; testerId: number }

export type PracticeShowing = {
  id: string
  state: string
  outcome: OutcomeOrSkip | null
}

/** The showing of one practice item, made the first time; asking again, from any device, finds the same. */
export async function practiceShowing(
  db: Db,
  { item, ...who }: Who & { item: number },
): Promise<PracticeShowing | null> {
  return (
    (await findPractice(db, { ...who, item })) ??
    (await showPractice(db, { ...who, item })) ??
    (await findPractice(db, { ...who, item }))
  )
}

async function findPractice(db: Db, { studyId, testerId, item }: Who & { item: number }) {
  const [row] = await db<PracticeShowing[]>`
    with known as (
      update comparisons c set reserved_until = now() + make_interval(mins => ${leaseMinutes})
      where c.study_id = ${studyId} and c.tester_id = ${testerId} and c.purpose = 'practice' and c.item = ${item}
        and c.state <> 'lapsed'
      returning c.study_id, c.id, c.state, c.revision
    )
    select known.id, known.state, v.outcome
    from known
    left join votes v on v.study_id = known.study_id and v.comparison_id = known.id and v.revision = known.revision`
  return row ?? null
}

async function showPractice(db: Db, { studyId, testerId, item }: Who & { item: number }) {
  const [row] = await db<PracticeShowing[]>`
    insert into comparisons (study_id, id, item, tester_id, swapped, purpose, reserved_until)
    select t.study_id, ${newId()}, ${item}, t.id, false, 'practice', now() + make_interval(mins => ${leaseMinutes})
    from testers t
    where t.study_id = ${studyId} and t.id = ${testerId} and t.practised = ${item}
    returning id, state, null as outcome`.catch(ignoreSecondTab)
  return row ?? null
}

/** Goes on from a practice item, answered or not. Null when it is not this tester's; asking again changes nothing. */
export async function passPractice(
  db: Db,
  { studyId, testerId, comparison }: Who & { comparison: string },
): Promise<'passed' | null> {
  const [row] = await again(
    () => db`
      with tester as (
        select id from testers where study_id = ${studyId} and id = ${testerId} for no key update
      ), mine as (
        select c.id, c.item from comparisons c join tester on tester.id = c.tester_id
        where c.study_id = ${studyId} and c.id = ${comparison} and c.purpose = 'practice'
      ), passed as (
        update testers t set practised = mine.item + 1, rested_at = now()
        from mine where t.study_id = ${studyId} and t.id = ${testerId} and t.practised = mine.item
      ), left_open as (
        update comparisons c set state = 'lapsed'
        from mine where c.study_id = ${studyId} and c.id = mine.id and c.state = 'reserved'
      )
      select item from mine`,
  )
  return row ? 'passed' : null
}

/** What a practice showing or a check is about: its place in the study's list. */
export async function itemOf(
  db: Db,
  { studyId, testerId, comparison }: Who & { comparison: string },
): Promise<number | null> {
  const [row] = await db<{ item: number | null }[]>`
    select item from comparisons where study_id = ${studyId} and tester_id = ${testerId} and id = ${comparison}`
  return row?.item ?? null
}

/**
 * Hands out an instruction check when the study's share asks for the next one: the first early, because the first few
 * answers tell most about the rest. Which button it names is drawn here and kept as its item. Takes no slot.
 */
export async function handOutCheck(db: Db, { studyId, testerId }: Who): Promise<LiveComparison | null> {
  const [row] = await again(
    () => db<LiveComparison[]>`
      with ${presentTester(db, { studyId, testerId })}
      insert into comparisons (study_id, id, item, tester_id, swapped, purpose, reserved_until)
      select ${studyId}, ${newId()}, floor(random() * jsonb_array_length(settings -> 'choices')), id, false, 'check',
             now() + make_interval(mins => ${leaseMinutes})
      from tester
      where coalesce((settings ->> 'check_share')::float8, 0) > 0
        and floor(votes * (settings ->> 'check_share')::float8 + 0.75) >
            (select count(*) from comparisons c
             where c.study_id = ${studyId} and c.tester_id = ${testerId} and c.purpose = 'check')
      returning id, state, purpose`,
  ).catch(ignoreSecondTab)
  return row ?? null
}

const newId = () => randomBytes(16).toString('base64url')
