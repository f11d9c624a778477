import type { ItemRow } from '../server/formats/exports/item-row.ts'
import { inBatches, type Reading } from './reading.ts'

const outputsPerBatch = 200

type Keyed = ItemRow & { promptKey: number }

/** Every output of a study in batches, prompt by prompt. */
export function itemRows({ sql, studyId }: Reading): AsyncGenerator<ItemRow[]> {
  return inBatches<Keyed>(
    (last) => sql<Keyed[]>`
      select s.slug as study, coalesce(m.approach, '') as approach, m.cost, o.prompt_id as "promptKey",
             jsonb_build_object('id', p.external_id, 'messages', p.messages, 'tags', p.tags,
                                'language', p.language, 'group', p."group") as prompt,
             jsonb_build_object('id', o.id, 'model', m.name, 'sample', o.sample, 'messages', o.messages,
                                'batch', o.batch_id::text, 'flags', o.flags) as output
      from outputs o
      join studies s on s.id = o.study_id
      join prompts p on p.study_id = o.study_id and p.id = o.prompt_id
      join models m on m.study_id = o.study_id and m.id = o.model_id
      where o.study_id = ${studyId} and (o.prompt_id, o.id) > (${last?.promptKey ?? 0}, ${last?.output.id ?? 0})
      order by o.prompt_id, o.id
      limit ${outputsPerBatch}`,
  )
}
