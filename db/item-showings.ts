import { randomBytes } from 'node:crypto'
import type { Db } from './client.ts'
import { ignoreSecondTab, type LiveComparison, leaseMinutes } from './comparisons.ts'

type Who = { studyId: number; testerId: number }

export type PracticeShowing = {
  id: string
  state: string
  outcome: 'a' | 'b' | 'tie' | 'both_bad' | 'skip' | null
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
  const [row] = await db`
    with mine as (
      select id, item from comparisons
      where study_id = ${studyId} and tester_id = ${testerId} and id = ${comparison} and purpose = 'practice'
    ), passed as (
      update testers t set practised = mine.item + 1, rested_at = now()
      from mine where t.study_id = ${studyId} and t.id = ${testerId} and t.practised = mine.item
    ), left_open as (
      update comparisons c set state = 'lapsed'
      from mine where c.study_id = ${studyId} and c.id = mine.id and c.state = 'reserved'
    )
    select item from mine`
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
  const [row] = await db<LiveComparison[]>`
    with tester as (
      select t.id, t.study_id, s.settings
      from testers t
      join ballot_boxes b on b.study_id = t.study_id and b.state = 'open'
      join studies s on s.id = t.study_id
      where t.study_id = ${studyId} and t.id = ${testerId} and t.finished_at is null and t.withdrawn_at is null
        and coalesce((s.settings ->> 'check_share')::float8, 0) > 0
        and t.votes < coalesce((s.settings ->> 'max_votes_per_tester')::int, 2147483647)
        and floor(t.votes * (s.settings ->> 'check_share')::float8 + 0.75) >
            (select count(*) from comparisons c
             where c.study_id = ${studyId} and c.tester_id = ${testerId} and c.purpose = 'check' and c.state <> 'lapsed')
      for update of t
    )
    insert into comparisons (study_id, id, item, tester_id, swapped, purpose, reserved_until)
    select study_id, ${newId()}, floor(random() * jsonb_array_length(settings -> 'choices')), id, false, 'check',
           now() + make_interval(mins => ${leaseMinutes})
    from tester
    returning id, state, purpose`.catch(ignoreSecondTab)
  return row ?? null
}

const newId = () => randomBytes(16).toString('base64url')
