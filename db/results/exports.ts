import type { OutcomeOrSkip } from '../../server/domain/outcome.ts'
import type { Purpose } from '../../server/domain/purpose.ts'
import type { Db } from '../connection/client.ts'
import { inBatches } from '../connection/reading.ts'

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
  winner: OutcomeOrSkip
  strength: number | null
  criteria: Record<string, 'a' | 'b' | 'tie'>
  reasons: string[]
  comment: string
  seconds: number | null
  input: string
  pairId: number
  excluded: string
  /** The position of the answer that this one replaces. */
  supersedes: number | null
}

/**
 * The answers after a position of the sequence and up to another, in order and in batches: of each comparison the one
 * that stands at the end. Of one that was answered at or before `after` every later answer, so that each replaces what
 * a reader who has followed so far holds, wherever that reader stopped.
 */
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
                    case when t.may_publish is false then 'unpublished' else '' end) as excluded,
             (select w.position from votes w where w.study_id = ${studyId} and w.comparison_id = v.comparison_id
                and w.revision = v.revision - 1) as supersedes
      from votes v
      join comparisons c on c.study_id = v.study_id and c.id = v.comparison_id
      join studies s on s.id = v.study_id
      join testers t on t.study_id = v.study_id and t.id = c.tester_id
      join pairs on pairs.study_id = v.study_id and pairs.id = c.pair_id
      join prompts p on p.study_id = v.study_id and p.id = pairs.prompt_id
      join models ml on ml.study_id = v.study_id and ml.id = pairs.model_lo
      join models mh on mh.study_id = v.study_id and mh.id = pairs.model_hi
      where v.study_id = ${studyId} and v.position > ${last?.position ?? after} and v.position <= ${upTo}
        and (v.revision = c.revision
             or not exists (select from votes w where w.study_id = ${studyId} and w.comparison_id = v.comparison_id
                              and w.revision > v.revision and w.position <= ${upTo})
             or exists (select from votes w where w.study_id = ${studyId} and w.comparison_id = v.comparison_id
                          and w.revision < v.revision and w.position <= ${after}))
      order by v.position
      limit ${votesPerBatch}`,
  )
}

/**
 * How many times anybody was left out or taken back in. Exclusions have no position: who has seen another number may
 * hold rows that would read otherwise now. It counts rather than dates them, since they need not commit in order.
 */
export async function exclusionChanges(db: Db, studyId: number): Promise<number> {
  const [row] = await db<{ changes: number }[]>`
    select (count(*) + count(lifted_at))::int as changes from exclusions where study_id = ${studyId}`
  return row?.changes ?? 0
}
