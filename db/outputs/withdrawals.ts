import { type Act, recordingAct } from '../accounts/audit.ts'
import { again } from '../connection/again.ts'
import type { Db } from '../connection/client.ts'

/** A model by its name, or a prompt by the id it goes by in exports. */
export type Withdrawable = { model: string } | { prompt: string }
type Of = { studyId: number; name: string; act: Act | undefined }
type Changed = { name: string; pairs: number }

/**
 * Takes a model or a prompt out of what testers are still asked: none of its pairs is handed out any more. Answers
 * given stay, as does what is withdrawn, marked as such. What a tester has before them may still be answered.
 *
 * @returns how many open pairs that closed; null when there is no such thing, or it is withdrawn already
 */
export const withdraw = (db: Db, studyId: number, of: Withdrawable, act?: Act): Promise<Changed | null> =>
  'model' in of
    ? withdrawModel(db, { studyId, name: of.model, act })
    : withdrawPrompt(db, { studyId, name: of.prompt, act })

/**
 * Takes a withdrawal back. Pairs it closed are open again for as many answers as the study wants of each, unless
 * something else of theirs is withdrawn.
 *
 * @returns how many pairs that opened; null when there is no such thing, or it is not withdrawn
 */
export const readmit = (db: Db, studyId: number, of: Withdrawable, act?: Act): Promise<Changed | null> =>
  'model' in of
    ? readmitModel(db, { studyId, name: of.model, act })
    : readmitPrompt(db, { studyId, name: of.prompt, act })

/** Whether the prompt or a model of the pair `p` is withdrawn. */
export const isWithdrawn = (db: Db) => db`
  (exists (select from models m where m.study_id = p.study_id and m.id in (p.model_lo, p.model_hi)
             and m.withdrawn_at is not null)
   or exists (select from prompts q where q.study_id = p.study_id and q.id = p.prompt_id
                and q.withdrawn_at is not null))`

/**
 * For `update pairs p set … from given_back`: gives these slots back; those of what has been withdrawn meanwhile close
 * with it. It counts from the locked row: what an update computes is checked once before it is seen that the row has
 * changed since the statement began, and a slot taken meanwhile would be missing.
 */
export const givingBack = (db: Db) => db`
  taken = given_back.held - given_back.slots,
  slots = given_back.planned - case when ${isWithdrawn(db)} then given_back.slots else 0 end`

/**
 * `given_back`, or whatever it is called: the pairs of the showings in `from` that `held` a slot, and how many, beside
 * what the pairs have `held` and `planned` in all. They are locked in the order of their ids, as everybody does who
 * changes several.
 */
export const slotsFrom = (
  db: Db,
  {
    studyId,
    from,
    held,
    as = db`given_back`,
  }: { studyId: number; from: ReturnType<Db>; held: ReturnType<Db>; as?: ReturnType<Db> },
) => db`
  ${as} as materialized (
    select p.id, by_pair.slots, p.taken as held, p.slots as planned
    from pairs p
    join (select pair_id, count(*)::int as slots from ${from} where ${held} group by pair_id) by_pair
      on by_pair.pair_id = p.id
    where p.study_id = ${studyId} order by p.id
    for no key update of p
  )`

const recordingChange = (db: Db, studyId: number, act: Act | undefined) =>
  recordingAct(db, act, {
    from: db`done`,
    studyId,
    subject: db`done.name`,
    details: db`jsonb_build_object('pairs', done.pairs)`,
  })

async function withdrawModel(db: Db, { studyId, name, act }: Of) {
  const [row] = await again(
    () => db<Changed[]>`
    with gone as (
      update models set withdrawn_at = now()
      where study_id = ${studyId} and name = ${name} and withdrawn_at is null returning id, name
    ), open as materialized (
      select p.id from pairs p cross join gone
      where p.study_id = ${studyId} and gone.id in (p.model_lo, p.model_hi) and p.taken < p.slots
      order by p.id for no key update of p
    ), closed as (
      update pairs p set slots = p.taken from open
      where p.study_id = ${studyId} and p.id = open.id and p.taken < p.slots returning p.id
    ), done as (
      select gone.name, (select count(*)::int from closed) as pairs from gone
    )${recordingChange(db, studyId, act)}
    select * from done`,
  )
  return row ?? null
}

async function withdrawPrompt(db: Db, { studyId, name, act }: Of) {
  const [row] = await again(
    () => db<Changed[]>`
    with gone as (
      update prompts set withdrawn_at = now()
      where study_id = ${studyId} and external_id = ${name} and withdrawn_at is null
      returning id, external_id as name
    ), open as materialized (
      select p.id from pairs p cross join gone
      where p.study_id = ${studyId} and p.prompt_id = gone.id and p.taken < p.slots
      order by p.id for no key update of p
    ), closed as (
      update pairs p set slots = p.taken from open
      where p.study_id = ${studyId} and p.id = open.id and p.taken < p.slots returning p.id
    ), done as (
      select gone.name, (select count(*)::int from closed) as pairs from gone
    )${recordingChange(db, studyId, act)}
    select * from done`,
  )
  return row ?? null
}

async function readmitModel(db: Db, { studyId, name, act }: Of) {
  const [row] = await again(
    () => db<Changed[]>`
    with back as (
      update models set withdrawn_at = null
      where study_id = ${studyId} and name = ${name} and withdrawn_at is not null returning id, name
    ), asked as materialized (
      select (settings ->> 'votes_per_pair')::int as wanted from studies where id = ${studyId} for share
    ), short as materialized (
      select p.id, asked.wanted
      from pairs p cross join back cross join asked
      where p.study_id = ${studyId} and back.id in (p.model_lo, p.model_hi)
        and p.slots < asked.wanted
        and not exists (select from models m where m.study_id = ${studyId} and m.id in (p.model_lo, p.model_hi)
                          and m.id <> back.id and m.withdrawn_at is not null)
        and not exists (select from prompts q where q.study_id = ${studyId} and q.id = p.prompt_id
                          and q.withdrawn_at is not null)
      order by p.id for no key update of p
    ), opened as (
      update pairs p set slots = short.wanted from short
      where p.study_id = ${studyId} and p.id = short.id and p.slots < short.wanted returning p.id
    ), done as (
      select back.name, (select count(*)::int from opened) as pairs from back
    )${recordingChange(db, studyId, act)}
    select * from done`,
  )
  return row ?? null
}

async function readmitPrompt(db: Db, { studyId, name, act }: Of) {
  const [row] = await again(
    () => db<Changed[]>`
    with back as (
      update prompts set withdrawn_at = null
      where study_id = ${studyId} and external_id = ${name} and withdrawn_at is not null
      returning id, external_id as name
    ), asked as materialized (
      select (settings ->> 'votes_per_pair')::int as wanted from studies where id = ${studyId} for share
    ), short as materialized (
      select p.id, asked.wanted
      from pairs p cross join back cross join asked
      where p.study_id = ${studyId} and p.prompt_id = back.id
        and p.slots < asked.wanted
        and not exists (select from models m where m.study_id = ${studyId} and m.id in (p.model_lo, p.model_hi)
                          and m.withdrawn_at is not null)
      order by p.id for no key update of p
    ), opened as (
      update pairs p set slots = short.wanted from short
      where p.study_id = ${studyId} and p.id = short.id and p.slots < short.wanted returning p.id
    ), done as (
      select back.name, (select count(*)::int from opened) as pairs from back
    )${recordingChange(db, studyId, act)}
    select * from done`,
  )
  return row ?? null
}
