import { randomBytes } from 'node:crypto'
import type { Conversation } from '../../server/domain/conversation.ts'
import { again } from '../connection/again.ts'
import type { Db } from '../connection/client.ts'
import { layoutVersion } from '../outputs/layout-version.ts'
import { givingBack, isWithdrawn, slotsFrom } from '../outputs/withdrawals.ts'
import { presentTester } from '../testers/present-tester.ts'
import { isLeftOpen, takeUpAgain } from './left-open.ts'
import {
  ignoreImpatience,
  ignoreSecondTab,
  type LiveComparison,
  leaseMinutes,
  patience,
} from './reservations.ts'

const repeatDistance = 10
const pairsAhead = 50
const mostLead = 4

/** 128 random bits per showing: it says nothing about a pair, an output or a model. */
const newComparisonId = () => randomBytes(16).toString('base64url')

type Who = { studyId: number; testerId: number }

/**
 * What the tester has before them: a reopened answer first, then the reserved pair. Its lease is renewed, though not
 * for every look: nothing is written while nearly all of it is left.
 */
export async function liveComparison(db: Db, { studyId, testerId }: Who): Promise<LiveComparison | null> {
  const [row] = await db<LiveComparison[]>`
    with live as (
      select id, state, purpose, reserved_until from comparisons
      where study_id = ${studyId} and tester_id = ${testerId} and state in ('reserved', 'reopened')
      order by state = 'reopened' desc limit 1
    ), renewed as (
      update comparisons c set reserved_until = now() + make_interval(mins => ${leaseMinutes})
      from live
      where c.study_id = ${studyId} and c.id = live.id and c.state in ('reserved', 'reopened')
        and live.reserved_until < now() + make_interval(mins => ${leaseMinutes - 1})
    )
    select id, state, purpose from live`
  return row ?? null
}

/**
 * Hands one open pair to a tester: the one they left without an answer, else another. Null says that nothing was got
 * now, not that nothing is left: others may hold the rows at this moment. Whoever is `patient` waits for them.
 */
export async function handOutPair(
  db: Db,
  who: Who,
  { patient = false }: { patient?: boolean } = {},
): Promise<LiveComparison | null> {
  return (await takeNext(db, { ...who, patient })) ?? (await takeUpAgain(db, who))
}

/**
 * Slot taken, side fixed and reservation made in one statement, so that parallel testers can neither pass the limit nor
 * get the same slot. The pair is one of the next few planned, drawn at random, so that testers side by side do not get
 * the same pair, once each way round. The side shown less often for this pair comes next. The first showing is a fair
 * draw unless this tester has seen one of the models on the left much more often: evening out at once would let whoever
 * recognises a style foretell the sides to come. A slot that was given back while its model was being withdrawn is
 * closed instead. Nothing new is shown while something can be taken up again. A tester whose answers are replaced takes
 * no slot.
 */
async function takeNext(
  db: Db,
  { studyId, testerId, patient: waits }: Who & { patient: boolean },
): Promise<LiveComparison | null> {
  const [row] = await again(
    () => db<LiveComparison[]>`
      with ${patience(db, waits)}, ${presentTester(db, { studyId, testerId })}, mine as materialized (
        select c.pair_id, c.swapped, c.purpose, c.state from comparisons c
        where c.study_id = ${studyId} and c.tester_id = ${testerId}
      ), soon as materialized (
        select p.id from pairs p
        where p.study_id = ${studyId} and p.taken < p.slots
          and p.id <> all (array(select pair_id from mine where pair_id is not null))
        order by p.id limit ${pairsAhead}
      ), candidate as (
        select p.study_id, p.id, p.model_lo, p.model_hi, p.shown_lo_first, p.shown_hi_first, p.probability
        from pairs p
        where p.study_id = ${studyId} and p.id = any (array(select id from soon)) and p.taken < p.slots
          and (exists (select from patience) or not ${waits}) and exists (select from tester)
          and not ${hasLeftOpen(db, studyId)}
        ${waits ? db`order by p.id limit 1 for no key update of p` : db`order by random() limit 1 for no key update of p skip locked`}
      ), ${sideOf(db, studyId)}, taken as (
        update pairs p
        set taken = p.taken + tester.holds_slots::int,
            shown_lo_first = p.shown_lo_first + (not side.swapped)::int,
            shown_hi_first = p.shown_hi_first + side.swapped::int
        from candidate, side, tester
        where p.study_id = ${studyId} and p.id = candidate.id and not ${isWithdrawn(db)}
        returning p.id, side.swapped, p.probability, tester.holds_slots
      ), overtaken as (
        update pairs p set slots = p.taken from candidate
        where p.study_id = ${studyId} and p.id = candidate.id and ${isWithdrawn(db)}
      )
      insert into comparisons (study_id, id, pair_id, tester_id, swapped, purpose, probability, slot_returned,
                               reserved_until)
      select ${studyId}, ${newComparisonId()}, taken.id, ${testerId}, taken.swapped, 'vote', taken.probability,
             not taken.holds_slots, now() + make_interval(mins => ${leaseMinutes})
      from taken
      returning id, state, purpose`,
  )
    .catch(ignoreSecondTab)
    .catch(ignoreImpatience)
  return row ?? null
}

/** Whether something among `mine` waits to be taken up again. */
const hasLeftOpen = (db: Db, studyId: number) => db`
  exists (
    select from mine c left join pairs p on p.study_id = ${studyId} and p.id = c.pair_id where ${isLeftOpen(db)}
  )`

/** `side`: whether the pair `candidate` is shown swapped. */
const sideOf = (db: Db, studyId: number) => db`
  lefts as (
    select coalesce(sum(sign) filter (where model = candidate.model_lo), 0)
           - coalesce(sum(sign) filter (where model = candidate.model_hi), 0) as lead
    from candidate
    left join (
      select shown.model, shown.sign
      from mine
      join pairs p on p.study_id = ${studyId} and p.id = mine.pair_id
      cross join lateral (values
        (case when mine.swapped then p.model_hi else p.model_lo end, 1),
        (case when mine.swapped then p.model_lo else p.model_hi end, -1)) as shown (model, sign)
      where mine.purpose = 'vote'
    ) earlier on true
    group by candidate.model_lo, candidate.model_hi
  ), side as (
    select case
             when shown_lo_first <> shown_hi_first then shown_lo_first > shown_hi_first
             when abs(lead) >= ${mostLead} then lead > 0
             else random() < 0.5
           end as swapped
    from candidate cross join lefts
  )`

/** Shows one of the tester's own answers again, sides swapped, at least ten answers later. Takes no slot. */
export async function handOutRepeat(db: Db, { studyId, testerId }: Who): Promise<LiveComparison | null> {
  const [row] = await again(
    () => db<LiveComparison[]>`
      with ${presentTester(db, { studyId, testerId })}, answered as (
        select c.id, c.pair_id, c.swapped, row_number() over (order by c.answered_at desc, c.id) as ago,
               count(*) over () as votes
        from comparisons c
        where c.study_id = ${studyId} and c.tester_id = ${testerId} and c.purpose = 'vote' and c.state = 'answered'
      ), earlier as (
        select answered.id, answered.pair_id, answered.swapped
        from tester
        cross join answered
        join pairs p on p.study_id = ${studyId} and p.id = answered.pair_id
        where answered.ago > ${repeatDistance} and not ${isWithdrawn(db)}
          and not exists (select from comparisons r where r.study_id = ${studyId} and r.repeat_of = answered.id)
          and (select count(*) from comparisons r where r.study_id = ${studyId} and r.tester_id = ${testerId}
                 and r.purpose = 'repeat') < floor(answered.votes * (tester.settings ->> 'repeat_share')::float8)
        order by random() limit 1
      )
      insert into comparisons (study_id, id, pair_id, tester_id, swapped, purpose, repeat_of, reserved_until)
      select ${studyId}, ${newComparisonId()}, pair_id, ${testerId}, not swapped, 'repeat', id,
             now() + make_interval(mins => ${leaseMinutes})
      from earlier
      returning id, state, purpose`,
  ).catch(ignoreSecondTab)
  return row ?? null
}

/**
 * Gives back what was reserved and never answered, by the database's clock. Slots of what has been withdrawn
 * meanwhile close with it.
 */
export async function releaseLapsed(db: Db, studyId: number): Promise<number> {
  const rows = await again(
    () => db`
      with late as (
        select id from comparisons
        where study_id = ${studyId} and state = 'reserved' and reserved_until < now()
        order by reserved_until limit 100
        for no key update skip locked
      ), lapsed as (
        update comparisons c set state = 'lapsed' from late
        where c.study_id = ${studyId} and c.id = late.id
        returning c.pair_id, c.purpose = 'vote' and not c.slot_returned as held_slot
      ), ${slotsFrom(db, { studyId, from: db`lapsed`, held: db`held_slot` })}
      update pairs p set ${givingBack(db)}
      from given_back where p.study_id = ${studyId} and p.id = given_back.id
      returning p.id`,
  )
  return rows.length
}

export type BlindContent = {
  promptHtml: string
  first: string
  second: string
  firstTurns: Conversation
  secondTurns: Conversation
  language: string
  masks: string[]
}

/** What may be shown of a comparison, and nothing else: the type has no model in it. */
export async function blindContent(
  db: Db,
  { studyId, testerId, comparison }: Who & { comparison: string },
): Promise<BlindContent | null> {
  const [row] = await db<BlindContent[]>`
    select * from (
      select ${renderingOf(db, db`p.content_hash`)} as "promptHtml",
             ${renderingOf(db, db`case when c.swapped then hi.content_hash else lo.content_hash end`)} as first,
             ${renderingOf(db, db`case when c.swapped then lo.content_hash else hi.content_hash end`)} as second,
             p.language, (select s.masks from studies s where s.id = c.study_id) as masks,
             case when c.swapped then hi.messages else lo.messages end as "firstTurns",
             case when c.swapped then lo.messages else hi.messages end as "secondTurns"
      from comparisons c
      join pairs on pairs.study_id = c.study_id and pairs.id = c.pair_id
      join prompts p on p.study_id = c.study_id and p.id = pairs.prompt_id
      join outputs lo on lo.study_id = c.study_id and lo.id = pairs.output_lo
      join outputs hi on hi.study_id = c.study_id and hi.id = pairs.output_hi
      where c.study_id = ${studyId} and c.tester_id = ${testerId} and c.id = ${comparison}
    ) content
    where "promptHtml" is not null and first is not null and second is not null`
  return row ?? null
}

/** Looked up one by one: joined three times more, the planner would weigh ten tables against each other. */
const renderingOf = (db: Db, hash: ReturnType<Db>) =>
  db`(select r.html from renderings r where r.study_id = c.study_id and r.hash = ${hash}
         and r.layout = ${layoutVersion})`
