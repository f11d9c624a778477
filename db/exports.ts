import type { Purpose, Winner } from '../server/formats/exports/vote-row.ts'
import type { Db } from './client.ts'
import { inBatches } from './reading.ts'

const votesPerBatch = 500

/** An answer as programs follow it: who, what and which, without the texts. */
export type FollowedVote = {
  voteId: string
  study: string
  position: number
  at: Date
  tester: string
  purpose: Purpose
  promptId: string
  modelA: string
  modelB: string
  winner: Winner
  strength: number | null
  criteria: Record<string, 'a' | 'b' | 'tie'>
  reasons: string[]
  comment: string
  seconds: number | null
  input: string
  pairId: number
  excluded: string
}

/** The answers that stand, given after a position of the sequence and up to another, in order and in batches. */
export function votesBetween(
  db: Db,
  { studyId, after, upTo }: { studyId: number; after: number; upTo: number },
): AsyncGenerator<FollowedVote[]> {
  return inBatches<FollowedVote>(
    (last) => db<FollowedVote[]>`
      select v.comparison_id || case when v.revision > 1 then '.' || v.revision else '' end as "voteId",
             s.slug as study, v.position, v.at, t.pseudonym as tester, c.purpose, p.external_id as "promptId",
             case when c.swapped then mh.name else ml.name end as "modelA",
             case when c.swapped then ml.name else mh.name end as "modelB",
             v.outcome as winner, v.strength, v.criteria, v.reasons, v.comment, v.seconds, v.input,
             c.pair_id as "pairId",
             coalesce((select e.rule from exclusions e where e.study_id = v.study_id and e.tester_id = t.id
                         and (e.rule = 'withdrawn' or t.may_publish is distinct from false)
                         and e.lifted_at is null order by e.rule <> 'withdrawn', e.id limit 1),
                    case when t.may_publish is false then 'unpublished' else '' end) as excluded
      from votes v
      join comparisons c on c.study_id = v.study_id and c.id = v.comparison_id and c.revision = v.revision
      join studies s on s.id = v.study_id
      join testers t on t.study_id = v.study_id and t.id = c.tester_id
      join pairs on pairs.study_id = v.study_id and pairs.id = c.pair_id
      join prompts p on p.study_id = v.study_id and p.id = pairs.prompt_id
      join models ml on ml.study_id = v.study_id and ml.id = pairs.model_lo
      join models mh on mh.study_id = v.study_id and mh.id = pairs.model_hi
      where v.study_id = ${studyId} and v.position > ${last?.position ?? after} and v.position <= ${upTo}
      order by v.position
      limit ${votesPerBatch}`,
  )
}
