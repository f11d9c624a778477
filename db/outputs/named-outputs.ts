import type { Conversation } from '../../server/domain/conversation.ts'
import type { Db } from '../connection/client.ts'

type Of = { studyId: number; batchId: number }

/** The models a batch brought into a study that had outputs before; none where it is the first. */
export async function newModels(db: Db, { studyId, batchId }: Of): Promise<string[]> {
  const rows = await db<{ name: string }[]>`
    select m.name from models m
    where m.study_id = ${studyId}
      and exists (select from outputs o where o.study_id = ${studyId} and o.batch_id <> ${batchId})
      and exists (select from outputs o
                  where o.study_id = ${studyId} and o.model_id = m.id and o.batch_id = ${batchId})
      and not exists (select from outputs o
                      where o.study_id = ${studyId} and o.model_id = m.id and o.batch_id <> ${batchId})`
  return rows.map(({ name }) => name)
}

export type OutputText = { id: number; asked: Conversation; said: Conversation }

/** Outputs in which one of some words stands, in whatever case, a few hundred at a time. */
export async function* outputsWith(
  db: Db,
  { studyId, words }: { studyId: number; words: string[] },
): AsyncGenerator<OutputText[]> {
  const patterns = words.map(
    (word) =>
      `%${JSON.stringify(word.toLowerCase())
        .slice(1, -1)
        .replace(/[\\%_]/g, '\\$&')}%`,
  )
  yield* db<OutputText[]>`
    select o.id, p.messages as asked, o.messages as said
    from outputs o join prompts p on p.study_id = o.study_id and p.id = o.prompt_id
    where o.study_id = ${studyId} and lower(o.messages::text) like any (${patterns}::text[])`.cursor(200)
}

/**
 * Gives outputs a flag they lacked. Where the study hides what the flag stands for, they are laid out anew.
 *
 * @returns how many lacked it
 */
export async function flagOutputs(
  db: Db,
  { studyId, ids, flag }: { studyId: number; ids: number[]; flag: string },
): Promise<number> {
  const [row] = await db<{ flagged: number }[]>`
    with flagged as (
      update outputs set flags = array(select distinct unnest(flags || ${flag}::text) order by 1)
      where study_id = ${studyId} and id = any (${ids}::bigint[]) and not ${flag} = any (flags)
      returning id
    ), outdated as (
      delete from renderings r using outputs o, studies s
      where r.study_id = ${studyId} and o.study_id = ${studyId} and o.id = any (${ids}::bigint[])
        and r.hash = o.content_hash and s.id = ${studyId} and ${flag} = any (s.masks)
    )
    select count(*)::int as flagged from flagged`
  return row?.flagged ?? 0
}

/** Tells in the report of a batch how many outputs published before name a model of it. */
export async function keepNamedBefore(
  db: Db,
  { studyId, batchId, count }: Of & { count: number },
): Promise<void> {
  await db`
    update batches set report = report || jsonb_build_object('named_before', ${count}::int)
    where study_id = ${studyId} and id = ${batchId}`
}
