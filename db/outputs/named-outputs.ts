import type { Conversation } from '../../server/domain/conversation.ts'
import type { Db } from '../connection/client.ts'
import { namesModel } from './publication.ts'

type Of = { studyId: number; batchId: number }

/** How many batches a study has published. */
export async function countPublications(db: Db, studyId: number): Promise<number> {
  const [row] = await db<{ publications: number }[]>`select publications from studies where id = ${studyId}`
  return row?.publications ?? 0
}

/** The models a staged batch would bring, and those its study has that are not among its own. */
export async function namesAround(
  db: Db,
  { studyId, batchId, drop }: Of & { drop: string[] },
): Promise<{ coming: string[]; others: string[] }> {
  const [row] = await db<{ coming: string[]; others: string[] }[]>`
    with own as materialized (
      select distinct row ->> 'model' as name from staged_rows
      where study_id = ${studyId} and batch_id = ${batchId} and not (row -> 'flags') ?| ${drop}::text[]
    )
    select array(select name from own where name not in (select name from models where study_id = ${studyId})) as coming,
           array(select name from models where study_id = ${studyId} and name not in (select name from own)) as others`
  return row ?? { coming: [], others: [] }
}

/** `asked` and `said`; `id` is an output's, or the number of a staged row. */
export type OutputText = { id: number; asked: Conversation; said: Conversation; isFlagged: boolean }

/** Published outputs in which one of some words stands, in whatever case, a few hundred at a time. */
export async function* outputsWith(
  db: Db,
  { studyId, words }: { studyId: number; words: string[] },
): AsyncGenerator<OutputText[]> {
  yield* db<OutputText[]>`
    select o.id, p.messages as asked, o.messages as said, ${namesModel} = any (o.flags) as "isFlagged"
    from outputs o join prompts p on p.study_id = o.study_id and p.id = o.prompt_id
    where o.study_id = ${studyId} and lower(o.messages::text) like any (${patternsOf(words)}::text[])`.cursor(
    200,
  )
}

/** Staged rows in which one of some words stands and that are not flagged for it, a few hundred at a time. */
export async function* stagedWith(
  db: Db,
  { studyId, batchId, words }: Of & { words: string[] },
): AsyncGenerator<OutputText[]> {
  yield* db<OutputText[]>`
    select s.number as id, s.row -> 'prompt' -> 'messages' as asked, s.row -> 'output' as said, false as "isFlagged"
    from staged_rows s
    where s.study_id = ${studyId} and s.batch_id = ${batchId} and not (s.row -> 'flags') ? ${namesModel}
      and lower((s.row -> 'output')::text) like any (${patternsOf(words)}::text[])`.cursor(200)
}

/** Gives staged rows the flag of what names a model; how they look was laid out without it. */
export async function flagStaged(
  db: Db,
  { studyId, batchId, numbers }: Of & { numbers: number[] },
): Promise<void> {
  await db`
    with flagged as (
      update staged_rows s
      set row = jsonb_set(s.row, '{flags}', (s.row -> 'flags') || to_jsonb(${namesModel}::text))
      where s.study_id = ${studyId} and s.batch_id = ${batchId} and s.number = any (${numbers}::int[])
        and not (s.row -> 'flags') ? ${namesModel}
      returning decode(s.row ->> 'outputHash', 'hex') as hash
    )
    delete from renderings r using flagged where r.study_id = ${studyId} and r.hash = flagged.hash`
}

const patternsOf = (words: string[]): string[] =>
  words.map(
    (word) =>
      `%${JSON.stringify(word.toLowerCase())
        .slice(1, -1)
        .replace(/[\\%_]/g, '\\$&')}%`,
  )
