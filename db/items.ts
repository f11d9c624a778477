import type { ItemRow } from '../server/formats/exports/item-row.ts'
import type { Db } from './client.ts'

/** Every output of a study, prompt by prompt, streamed from a cursor. */
export async function* itemRows(db: Db, { studyId }: { studyId: number }): AsyncGenerator<ItemRow> {
  const cursor = db<ItemRow[]>`
    select s.slug as study, coalesce(m.approach, '') as approach, m.cost,
           jsonb_build_object('id', p.external_id, 'messages', p.messages, 'tags', p.tags, 'language', p.language,
                              'group', p."group") as prompt,
           jsonb_build_object('id', o.id, 'model', m.name, 'sample', o.sample, 'messages', o.messages,
                              'batch', o.batch_id::text, 'flags', o.flags) as output
    from outputs o
    join studies s on s.id = o.study_id
    join prompts p on p.study_id = o.study_id and p.id = o.prompt_id
    join models m on m.study_id = o.study_id and m.id = o.model_id
    where o.study_id = ${studyId}
    order by o.prompt_id, o.id`.cursor(200)
  for await (const rows of cursor) yield* rows
}
