import { createHash, randomBytes } from 'node:crypto'
import { Conflict, NotFound } from '../../server/domain/refusals.ts'
import { looseFields, type NewStudy, raisableFields } from '../../server/domain/settings/study-settings.ts'
import { TesterSettings } from '../../server/domain/settings/tester-settings.ts'
import type { Study } from '../../server/domain/study.ts'
import type { StudyState } from '../../server/domain/study-state.ts'
import { type Act, recordingAct } from '../accounts/audit.ts'
import { again } from '../connection/again.ts'
import type { Db } from '../connection/client.ts'
import { planEntry, plannedVotes, replan } from './planned-votes.ts'
import { raiseShortPairs, shortPairs } from './raised-slots.ts'

export async function createStudy(db: Db, study: NewStudy, act?: Act): Promise<Study> {
  const { name, question, slug = slugOf(study.name), instructions, consent, ...settings } = study
  const [row] = await db<{ id: number }[]>`
    with study as (
      insert into studies (slug, key, name, question, instructions, consent, settings)
      values (${slug}, ${randomBytes(16).toString('base64url')}, ${name}, ${question}, ${instructions}, ${consent},
              ${db.json(settings)})
      on conflict (slug) do nothing
      returning id, consent, consent_version
    ), agreed_to as (
      insert into consent_texts (study_id, version, hash, text)
      select id, consent_version, sha256(convert_to(consent, 'UTF8')), consent from study
    )${recordingAct(db, act, { from: db`study`, studyId: db`study.id`, subject: slug })}
    insert into ballot_boxes (study_id) select id from study returning study_id as id`
  if (!row) throw new Conflict(`There is a study "${slug}" already: choose another slug`)
  return found(await findStudy(db, { slug, only: null }))
}

export async function findStudy(
  db: Db,
  { slug, only }: { slug: string; only: number | null },
): Promise<Study | null> {
  const [study] = await selectStudies(
    db,
    db`where s.slug = ${slug} and ${only === null ? db`true` : db`s.id = ${only}`}`,
  )
  return study ?? null
}

type StudyPage = { only: number | null; before?: number | undefined; limit?: number }

/** Newest first; `before` is the id of the last one of the page before. */
export async function listStudies(db: Db, { only, before, limit }: StudyPage): Promise<Study[]> {
  return selectStudies(
    db,
    db`where ${only === null ? db`true` : db`s.id = ${only}`} and ${before === undefined ? db`true` : db`s.id < ${before}`}
       order by s.id desc limit ${limit ?? null}`,
  )
}

type Edit = { id: number; changes: Partial<Omit<NewStudy, 'slug'>>; act?: Act }

/**
 * Anything while the study is a draft, after that only what is loose. Votes per pair may be raised while it is open or
 * paused, since the question stays what it was: pairs get their slots and the plan its new end in the same statement.
 */
export async function editStudy(db: Db, { id, changes, act }: Edit): Promise<void> {
  const { name, question, instructions, consent, ...settings } = changes
  const votes = changes.votes_per_pair ?? null
  const frozen = frozenAmong(changes)
  const [row] = await again(
    () => db<{ raised: boolean }[]>`
    with ${votes === null ? db`` : db`${shortPairs(db, { studyId: id, votes })},`} box as (
      select state from ballot_boxes where study_id = ${id} ${afterPairs(db, votes)}
    ), edited as (
      update studies s
      set name = coalesce(${name ?? null}, name),
          question = coalesce(${question ?? null}, question),
          instructions = coalesce(${instructions ?? null}, instructions),
          consent_version = consent_version + (coalesce(${consent ?? null}, consent) <> consent)::int,
          consent = coalesce(${consent ?? null}, consent),
          settings = settings || ${db.json(settings)}
      from box
      where s.id = ${id} and (box.state = 'draft' or ${frozen.length === 0} and (
        ${votes}::int is null or box.state <> 'closed' and (s.settings ->> 'votes_per_pair')::int < ${votes}))
      returning s.id, s.slug, s.consent, s.consent_version, ${votes}::int is not null and box.state <> 'draft' as raises
    ), agreed_to as (
      insert into consent_texts (study_id, version, hash, text)
      select id, consent_version, sha256(convert_to(consent, 'UTF8')), consent from edited
      on conflict (study_id, version) do nothing
    )${votes === null ? db`` : raising(db, { id, votes })}${recordingAct(db, act, {
      from: db`edited`,
      studyId: db`edited.id`,
      subject: db`edited.slug`,
    })}
    select raises as raised from edited`,
  )
  if (!row && (await isRaisedAlready(db, { id, changes }))) return
  if (!row) throw await refusedEdit(db, { id, changes })
  if (!row.raised || votes === null) return
  // Pairs that were being laid out, or outputs published, at that moment were not there yet for the statement to see.
  await again(() => raiseShortPairs(db, { studyId: id, votes }))
  await replan(db, id)
}

/** Like a vote: the pairs' rows first, then the ballot box. */
const afterPairs = (db: Db, votes: number | null) =>
  votes === null ? db`for share` : db`and (select count(*) from short) >= 0 for no key update`

const raising = (db: Db, { id, votes }: { id: number; votes: number }) => db`,
    raised as (
      update pairs p set slots = ${votes} from short, edited
      where p.study_id = ${id} and p.id = short.id and p.slots < ${votes} and edited.raises
    ), planned as (
      update ballot_boxes b set plan = b.plan || ${planEntry(db, plannedVotes(db, id, db`${votes}`))}
      from edited where b.study_id = ${id} and edited.raises
    )`

const frozenAmong = (changes: Edit['changes']) =>
  Object.keys(changes).filter(
    (field) => field !== 'votes_per_pair' && !looseFields.some((loose) => loose === field),
  )

/** Somebody else raised the votes per pair to the same number at the same moment, and nothing more is asked. */
async function isRaisedAlready(db: Db, { id, changes }: Edit): Promise<boolean> {
  const votes = changes.votes_per_pair
  if (votes === undefined || Object.keys(changes).length > 1) return false
  const [row] = await db`
    select from studies s join ballot_boxes b on b.study_id = s.id
    where s.id = ${id} and b.state in ('open', 'paused') and (s.settings ->> 'votes_per_pair')::int = ${votes}`
  return row !== undefined
}

async function refusedEdit(db: Db, { id, changes }: Edit): Promise<Conflict | NotFound> {
  const frozen = frozenAmong(changes)
  if (frozen.length > 0) {
    const names = frozen.map((field) => `"${field}"`).join(', ')
    return new Conflict(
      `Question and rules are frozen once a study was opened: ${names} cannot change any more`,
    )
  }
  const [study] = await db<{ state: StudyState; votes: number }[]>`
    select b.state, (s.settings ->> 'votes_per_pair')::int as votes
    from studies s join ballot_boxes b on b.study_id = s.id where s.id = ${id}`
  if (!study) return new NotFound('No such study')
  return new Conflict(
    study.state === 'closed'
      ? 'This study is closed: open it again to ask for more votes per pair'
      : `Each pair gets ${study.votes} votes: once a study was opened, "votes_per_pair" can only be raised, not set to ${changes.votes_per_pair}`,
  )
}

const allowedFrom: Record<StudyState, StudyState[]> = {
  draft: ['draft'],
  open: ['draft', 'paused', 'closed', 'open'],
  paused: ['open', 'paused'],
  closed: ['open', 'paused', 'closed'],
}

type NewState = { id: number; state: StudyState; votesPerPair?: number | undefined; act?: Act }

/**
 * Opening for the first time freezes models, question and rules under a hash, and fixes the planned number of votes.
 *
 * @param votesPerPair in place of what the draft says, where it leaves the number to its opening
 */
export async function setStudyState(db: Db, { id, state, votesPerPair, act }: NewState): Promise<void> {
  const chosen = votesPerPair === undefined ? {} : { votes_per_pair: votesPerPair }
  const each: ReturnType<Db> = db`(select coalesce(${votesPerPair ?? null}::int, (settings ->> 'votes_per_pair')::int)
                   from studies where id = ${id})`
  const frozenHash = state === 'open' ? await rulesHash(db, id) : null
  const [row] = await db`
    with before as materialized (
      select state from ballot_boxes where study_id = ${id} for no key update
    ), box as (
      update ballot_boxes b
      set state = ${state},
          plan = case when b.state = 'draft' and ${state} = 'open' then ${planEntry(db, plannedVotes(db, id, each))}
                      else b.plan end
      from before
      where b.study_id = ${id} and b.state = any(${allowedFrom[state]})
        and not (b.state = 'closed' and ${state} = 'open' and ${hasRevealed(db, id)})
      returning b.study_id, before.state as before
    ), changed as (
      update studies s
      set frozen_hash = coalesce(frozen_hash, ${frozenHash}),
          settings = case when frozen_hash is null and ${state} = 'open'
            then settings || ${db.json({ ...chosen, auto_votes_per_pair: false })} else settings end
      from box where s.id = box.study_id
      returning s.id, s.slug, box.before
    )${recordingAct(db, act, {
      from: db`changed where before <> ${state}`,
      studyId: db`changed.id`,
      subject: db`changed.slug`,
      details: db`jsonb_build_object('before', before, 'after', ${state}::text)`,
    })}
    select id from changed`
  if (row) return
  const [revealed] =
    await db`select from ballot_boxes where study_id = ${id} and state = 'closed' and ${hasRevealed(db, id)}`
  throw new Conflict(
    revealed && state === 'open'
      ? 'Its testers have been shown which models they chose ("reveal"), so this study stays closed'
      : `This study cannot become ${state} from the state it is in`,
  )
}

const hasRevealed = (db: Db, id: number) =>
  db`(select coalesce((settings ->> 'reveal')::boolean, false) from studies where id = ${id})`

async function rulesHash(db: Db, id: number): Promise<string> {
  const [rules] = await db<{ rules: string; comparable: boolean }[]>`
    select jsonb_build_object(
             'question', s.question, 'instructions', s.instructions, 'settings', s.settings - ${[...looseFields, ...raisableFields]}::text[],
             'models', (select coalesce(jsonb_agg(m.name order by m.name), '[]') from models m where m.study_id = s.id)
           )::text as rules,
           exists (
             select from outputs a join outputs b on b.study_id = a.study_id and b.prompt_id = a.prompt_id
               and b.model_id > a.model_id
             where a.study_id = s.id
           ) as comparable
    from studies s where s.id = ${id}`
  if (!rules) throw new NotFound('No such study')
  if (!rules.comparable) {
    throw new Conflict(
      'There is nothing to compare yet: upload outputs of two models to at least one same prompt',
    )
  }
  return createHash('sha256').update(rules.rules).digest('hex')
}

/** A study without its counts, which take the longer the more votes it has. */
export type PlainStudy = Omit<Study, 'counts'>

export async function findPlainStudy(db: Db, slug: string): Promise<PlainStudy | null> {
  const [study] = await db<PlainStudy[]>`
    select ${plainColumns(db)} from studies s join ballot_boxes b on b.study_id = s.id where s.slug = ${slug}`
  return study ? withDefaults(study) : null
}

/** Studies made before a setting existed have its default. */
const withDefaults = <Row extends PlainStudy>(row: Row): Row => ({
  ...row,
  settings: {
    ...row.settings,
    auto_votes_per_pair: row.settings.auto_votes_per_pair ?? false,
    ...TesterSettings.parse(row.settings),
  },
})

const plainColumns = (db: Db) => db`
  s.id, s.slug, s.key, s.name, s.question, s.instructions, s.consent, s.consent_version as "consentVersion",
  s.settings, s.frozen_hash as "frozenHash", s.created_at as "createdAt", b.state, b.position, b.plan`

async function selectStudies(db: Db, condition: ReturnType<Db>): Promise<Study[]> {
  const rows = await db<Study[]>`
    select ${plainColumns(db)},
           jsonb_build_object(
             'models', (select count(*) from models m where m.study_id = s.id),
             'prompts', (select count(*) from prompts p where p.study_id = s.id),
             'outputs', (select count(*) from outputs o where o.study_id = s.id),
             'pairs', (select count(*) from pairs p where p.study_id = s.id),
             'votes', (select count(*) from comparisons c where c.study_id = s.id
                        and c.purpose in ('vote', 'repeat') and c.state in ('answered', 'reopened')),
             'testers', (select count(*) from testers t where t.study_id = s.id)
           ) as counts
    from studies s join ballot_boxes b on b.study_id = s.id
    ${condition}`
  return rows.map(withDefaults)
}

function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50)
  return slug || `study-${randomBytes(4).toString('hex')}`
}

function found<T>(row: T | null): T {
  if (row === null) throw new NotFound('No such study')
  return row
}
