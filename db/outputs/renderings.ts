import type { Conversation } from '../../server/domain/conversation.ts'
import type { Db } from '../connection/client.ts'
import { layoutVersion } from './layout-version.ts'

export async function missingRenderings(
  db: Db,
  { studyId, hashes }: { studyId: number; hashes: string[] },
): Promise<Set<string>> {
  const rows = await db<{ hash: string }[]>`
    select encode(hash, 'hex') as hash from renderings
    where study_id = ${studyId} and layout = ${layoutVersion}
      and hash in (select decode(h, 'hex') from unnest(${hashes}::text[]) as h)`
  const known = new Set(rows.map((row) => row.hash))
  return new Set(hashes.filter((hash) => !known.has(hash)))
}

type Renderings = {
  studyId: number
  renderings: { hash: string; html: string }[]
  masks: string[]
  /** the publications whose models' names were hidden; null where names are not */
  publications: number | null
}

/** Keeps what was laid out, unless the study hides something else by now; whoever publishes waits meanwhile. */
export async function storeRenderings(
  db: Db,
  { studyId, renderings, masks, publications }: Renderings,
): Promise<void> {
  if (renderings.length === 0) return
  await db`
    with study as materialized (select masks, publications from studies where id = ${studyId} for share)
    insert into renderings (study_id, hash, html, layout)
    select distinct on (r.hash) ${studyId}::bigint, decode(r.hash, 'hex'), r.html, ${layoutVersion}::int
    from jsonb_to_recordset(${db.json(renderings)}) as r (hash text, html text)
    where (select masks @> ${masks} and masks <@ ${masks} and coalesce(${publications}::int, publications) = publications
           from study)
    order by r.hash
    on conflict (study_id, hash) do update set html = excluded.html, layout = excluded.layout
      where renderings.layout <> excluded.layout`
}

/** Forgets how outputs with one of these flags look, or all of them: they are laid out anew when they are wanted. */
export async function forgetRenderings(
  db: Db,
  { studyId, flags, changesAll }: { studyId: number; flags: string[]; changesAll: boolean },
): Promise<void> {
  await db`
    delete from renderings where study_id = ${studyId}
      and hash in (select content_hash from outputs where study_id = ${studyId}
                     and (flags && ${flags}::text[] or ${changesAll}))`
}

/** What a study hides for display, after how many publications. */
export async function masksOf(db: Db, studyId: number): Promise<{ masks: string[]; publications: number }> {
  const [row] = await db<{ masks: string[]; publications: number }[]>`
    select masks, publications from studies where id = ${studyId}`
  return row ?? { masks: [], publications: 0 }
}

export async function labelsOf(db: Db, studyId: number): Promise<string[]> {
  const rows = await db<{ name: string }[]>`select name from models where study_id = ${studyId}`
  return rows.map(({ name }) => name)
}

export type StoredText = { id: number; hash: string; messages: Conversation; isOutput: boolean }

/** The next published texts without a rendering, in the order they were published. */
export async function unrenderedTexts(
  db: Db,
  { studyId, of, after, limit }: { studyId: number; of: 'prompts' | 'outputs'; after: number; limit: number },
): Promise<StoredText[]> {
  return db<StoredText[]>`
    select t.id, encode(t.content_hash, 'hex') as hash, t.messages, ${of === 'outputs'} as "isOutput"
    from ${db(of)} t
    where t.study_id = ${studyId} and t.id > ${after}
      and not exists (select from renderings r where r.study_id = t.study_id and r.hash = t.content_hash
                        and r.layout = ${layoutVersion})
    order by t.id limit ${limit}`
}

type Showing = { studyId: number; testerId: number; comparison: string }

export async function textsOfComparison(
  db: Db,
  { studyId, testerId, comparison }: Showing,
): Promise<Omit<StoredText, 'id'>[]> {
  return db<Omit<StoredText, 'id'>[]>`
    with shown as (
      select pairs.prompt_id, pairs.output_lo, pairs.output_hi
      from comparisons c join pairs on pairs.study_id = c.study_id and pairs.id = c.pair_id
      where c.study_id = ${studyId} and c.tester_id = ${testerId} and c.id = ${comparison}
    )
    select encode(p.content_hash, 'hex') as hash, p.messages, false as "isOutput"
    from shown join prompts p on p.study_id = ${studyId} and p.id = shown.prompt_id
    union all
    select encode(o.content_hash, 'hex'), o.messages, true
    from shown join outputs o on o.study_id = ${studyId} and o.id in (shown.output_lo, shown.output_hi)`
}
