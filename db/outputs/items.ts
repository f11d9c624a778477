import type { ItemRow } from '../../server/domain/item-row.ts'
import { inBatches, type Reading } from '../connection/reading.ts'

const outputsPerBatch = 200

type Keyed = Omit<ItemRow, 'scores'> & { promptKey: number }
type Selection = { upTo: number; asOf?: string | undefined; scores: boolean }

/**
 * Every output of a study in batches, prompt by prompt: those published by a time, or by now. Where the study asks for
 * scores, each has those of the answers up to a position.
 */
export async function* itemRows(
  reading: Reading,
  { upTo, asOf, scores }: Selection,
): AsyncGenerator<ItemRow[]> {
  const given = scores ? await scoresOf(reading, upTo) : new Map<number, Scores>()
  for await (const items of publishedItems(reading, asOf)) {
    yield items.map((item) => ({ ...item, scores: given.get(item.output.id) ?? none }))
  }
}

function publishedItems({ sql, studyId }: Reading, asOf: string | undefined): AsyncGenerator<Keyed[]> {
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
      join batches b on b.study_id = o.study_id and b.id = o.batch_id
      where o.study_id = ${studyId} and (o.prompt_id, o.id) > (${last?.promptKey ?? 0}, ${last?.output.id ?? 0})
        and b.published_at <= coalesce(${asOf ?? null}::text::timestamptz, now())
      order by o.prompt_id, o.id
      limit ${outputsPerBatch}`,
  )
}

type Scores = ItemRow['scores']
const none: Scores = { count: 0, mean: null }

/** Of answers that are evidence: votes that stand, but not of whoever has withdrawn. */
async function scoresOf({ sql, studyId }: Reading, upTo: number): Promise<Map<number, Scores>> {
  const rows = await sql<({ output: number } & Scores)[]>`
    select given.output, count(given.score)::int as count, avg(given.score)::float8 as mean
    from votes v
    join comparisons c on c.study_id = v.study_id and c.id = v.comparison_id and c.purpose = 'vote'
    join pairs p on p.study_id = c.study_id and p.id = c.pair_id
    cross join lateral (
      values (case when c.swapped then p.output_hi else p.output_lo end, v.score_a),
             (case when c.swapped then p.output_lo else p.output_hi end, v.score_b)
    ) given (output, score)
    where v.study_id = ${studyId} and v.position <= ${upTo} and given.score is not null and v.outcome <> 'skip'
      and not exists (select from votes w where w.study_id = v.study_id and w.comparison_id = v.comparison_id
                        and w.revision > v.revision and w.position <= ${upTo})
      and not exists (select from exclusions e where e.study_id = c.study_id and e.tester_id = c.tester_id
                        and e.rule = 'withdrawn' and e.lifted_at is null)
    group by given.output`
  return new Map(rows.map(({ output, ...scores }) => [output, scores]))
}
