import type { OutcomeOrSkip } from '../../server/domain/outcome.ts'
import type { Db } from '../connection/client.ts'
import { activeSeconds } from './active-seconds.ts'

/** One answer as it was stored, by ids alone. `swapped`: the second output of the pair was shown first. */
export type StoredAnswer = {
  position: number
  revision: number
  pair: number
  tester: number
  swapped: boolean
  outcome: OutcomeOrSkip
  purpose: 'vote' | 'repeat'
  /** In view, as `activeSeconds` counts them. */
  seconds: number | null
}

/**
 * Votes, repeats and skips between two positions of a study's sequence, superseded ones too, in its order. A position
 * once given out is final, so reading on from the last one misses nothing.
 */
export async function* answersBetween(
  db: Db,
  { studyId, after, upTo }: { studyId: number; after: number; upTo: number },
): AsyncGenerator<StoredAnswer[]> {
  yield* db<StoredAnswer[]>`
    select v.position, v.revision, c.pair_id as pair, c.tester_id as tester, c.swapped, v.outcome, c.purpose,
           ${activeSeconds(db)} as seconds
    from votes v
    join comparisons c on c.study_id = v.study_id and c.id = v.comparison_id
    where v.study_id = ${studyId} and v.position > ${after} and v.position <= ${upTo}
      and c.purpose in ('vote', 'repeat')
    order by v.position`.cursor(10_000)
}

/** A tester whom a rule leaves out of clean results. */
export type Excluded = { id: number; name: string; rule: string }

export type VoteSequence = {
  position: number
  /** The planned numbers of votes, each with the position it was fixed at. */
  plan: { position: number; planned: number }[]
  excluded: Excluded[]
}

/** Where a study's vote sequence stands, how many votes were planned, and who is left out of clean results. */
export async function voteSequence(db: Db, studyId: number): Promise<VoteSequence> {
  const [row] = await db<VoteSequence[]>`
    select b.position, b.plan,
           coalesce((select jsonb_agg(jsonb_build_object('id', id, 'name', name, 'rule', rule) order by id)
                     from (select distinct on (t.id) t.id, t.pseudonym as name, e.rule
                           from exclusions e join testers t on t.study_id = e.study_id and t.id = e.tester_id
                           where e.study_id = b.study_id and e.lifted_at is null order by t.id, e.id) left_out),
                    '[]') as excluded
    from ballot_boxes b where b.study_id = ${studyId}`
  return row ?? { position: 0, plan: [], excluded: [] }
}

export type ComparedPair = {
  id: number
  prompt: number
  modelLo: number
  modelHi: number
  outputLo: number
  outputHi: number
}

export async function comparedPairs(
  db: Db,
  { studyId, ids }: { studyId: number; ids: number[] },
): Promise<ComparedPair[]> {
  return db<ComparedPair[]>`
    select id, prompt_id as prompt, model_lo as "modelLo", model_hi as "modelHi", output_lo as "outputLo",
           output_hi as "outputHi"
    from pairs where study_id = ${studyId} and id = any(${ids})`
}

export async function testerNames(
  db: Db,
  { studyId, ids }: { studyId: number; ids: number[] },
): Promise<{ id: number; name: string }[]> {
  return db<{ id: number; name: string }[]>`
    select id, pseudonym as name from testers where study_id = ${studyId} and id = any(${ids})`
}

export async function promptLabels(
  db: Db,
  { studyId, ids }: { studyId: number; ids: number[] },
): Promise<{ id: number; name: string; tags: string[]; language: string }[]> {
  return db<{ id: number; name: string; tags: string[]; language: string }[]>`
    select id, external_id as name, tags, language from prompts where study_id = ${studyId} and id = any(${ids})`
}

export type StudyModel = {
  id: number
  name: string
  approach: string | null
  cost: number | null
  latency: number | null
}

/** By name, as the tables of results want them. */
export async function studyModels(db: Db, studyId: number): Promise<StudyModel[]> {
  return db<StudyModel[]>`
    select id, name, approach, cost, latency from models where study_id = ${studyId} order by name`
}

/** What outputs say, for measuring how they look. */
export async function outputTexts(
  db: Db,
  { studyId, ids }: { studyId: number; ids: number[] },
): Promise<{ id: number; text: string }[]> {
  return db<{ id: number; text: string }[]>`
    select o.id, string_agg(turn ->> 'content', E'\n\n' order by n) as text
    from outputs o cross join lateral jsonb_array_elements(o.messages) with ordinality as turns (turn, n)
    where o.study_id = ${studyId} and o.id = any(${ids})
    group by o.id`
}
