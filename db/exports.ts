import type { Conversation } from '../server/formats/conversation.ts'
import type { ExportedOutput, VoteRow } from '../server/formats/exports/vote-row.ts'
import type { Db } from './client.ts'

type Selection = {
  studyId: number
  revisions: boolean
  after?: number | undefined
  byPosition?: boolean | undefined
}

/**
 * Every answer of a study in one consistent snapshot, pair by pair (or in the order they were given), streamed from
 * a cursor. Stopping early ends the query and frees its connection.
 */
export async function* voteRows(
  db: Db,
  { studyId, revisions, after = 0, byPosition = false }: Selection,
): AsyncGenerator<VoteRow> {
  const connection = await db.reserve()
  try {
    await connection`begin isolation level repeatable read read only`
    const cursor = connection<FlatVote[]>`
      select v.comparison_id as "comparisonId", v.revision, v.position, v.at, v.outcome, v.strength, v.criteria,
             v.reasons, v.comment, v.seconds, v.input, v.revision < c.revision as superseded,
             s.slug as study, t.pseudonym as tester, c.purpose, c.swapped, c.pair_id as "pairId",
             coalesce((select e.rule from exclusions e where e.study_id = v.study_id and e.tester_id = t.id
                         and e.lifted_at is null order by e.id limit 1), '') as excluded,
             p.external_id as "promptId", p.messages as "promptMessages", p.tags, p.language, p."group",
             jsonb_build_object('id', lo.id, 'model', ml.name, 'sample', lo.sample, 'messages', lo.messages,
                                'batch', lo.batch_id::text, 'flags', lo.flags) as lo,
             jsonb_build_object('id', hi.id, 'model', mh.name, 'sample', hi.sample, 'messages', hi.messages,
                                'batch', hi.batch_id::text, 'flags', hi.flags) as hi
      from votes v
      join comparisons c on c.study_id = v.study_id and c.id = v.comparison_id
      join studies s on s.id = v.study_id
      join testers t on t.study_id = v.study_id and t.id = c.tester_id
      join pairs on pairs.study_id = v.study_id and pairs.id = c.pair_id
      join prompts p on p.study_id = v.study_id and p.id = pairs.prompt_id
      join outputs lo on lo.study_id = v.study_id and lo.id = pairs.output_lo
      join outputs hi on hi.study_id = v.study_id and hi.id = pairs.output_hi
      join models ml on ml.study_id = v.study_id and ml.id = pairs.model_lo
      join models mh on mh.study_id = v.study_id and mh.id = pairs.model_hi
      where v.study_id = ${studyId} and v.position > ${after} and (${revisions} or v.revision = c.revision)
      order by ${byPosition ? connection`v.position` : connection`c.pair_id, v.position`}`.cursor(200)
    for await (const rows of cursor) for (const row of rows) yield toVoteRow(row)
  } finally {
    await connection`rollback`.catch(() => {})
    connection.release()
  }
}

type FlatVote = {
  comparisonId: string
  revision: number
  position: number
  at: Date
  outcome: VoteRow['winner']
  strength: number | null
  criteria: VoteRow['criteria']
  reasons: string[]
  comment: string
  seconds: number | null
  input: string
  superseded: boolean
  study: string
  tester: string
  purpose: VoteRow['purpose']
  swapped: boolean
  pairId: number
  excluded: string
  promptId: string
  promptMessages: Conversation
  tags: string[]
  language: string
  group: string
  lo: ExportedOutput
  hi: ExportedOutput
}

function toVoteRow(row: FlatVote): VoteRow {
  return {
    voteId: row.revision === 1 ? row.comparisonId : `${row.comparisonId}.${row.revision}`,
    study: row.study,
    position: row.position,
    at: row.at,
    tester: row.tester,
    purpose: row.purpose,
    revision: row.revision,
    superseded: row.superseded,
    prompt: {
      id: row.promptId,
      messages: row.promptMessages,
      tags: row.tags,
      language: row.language,
      group: row.group,
    },
    a: row.swapped ? row.hi : row.lo,
    b: row.swapped ? row.lo : row.hi,
    pairId: row.pairId,
    winner: row.outcome,
    strength: row.strength,
    criteria: row.criteria,
    reasons: row.reasons,
    comment: row.comment,
    seconds: row.seconds,
    input: row.input,
    excluded: row.excluded,
  }
}

export type CountedVote = {
  position: number
  revision: number
  first: string
  second: string
  outcome: VoteRow['winner']
  tester: string
  prompt: string
}

/**
 * What the ranking needs of the answers that count, in sequence order, between two positions of the sequence. A
 * position once given out is final, so reading on from the last one misses nothing.
 */
export async function* countedVotes(
  db: Db,
  { studyId, after, upTo }: { studyId: number; after: number; upTo: number },
): AsyncGenerator<CountedVote[]> {
  yield* db<CountedVote[]>`
    select v.position, v.revision,
           case when c.swapped then mh.name else ml.name end as first,
           case when c.swapped then ml.name else mh.name end as second,
           v.outcome, t.pseudonym as tester, prompts.external_id as prompt
    from votes v
    join comparisons c on c.study_id = v.study_id and c.id = v.comparison_id and c.revision = v.revision
    join testers t on t.study_id = v.study_id and t.id = c.tester_id
    join pairs p on p.study_id = v.study_id and p.id = c.pair_id
    join prompts on prompts.study_id = v.study_id and prompts.id = p.prompt_id
    join models ml on ml.study_id = v.study_id and ml.id = p.model_lo
    join models mh on mh.study_id = v.study_id and mh.id = p.model_hi
    where v.study_id = ${studyId} and v.position > ${after} and v.position <= ${upTo} and c.purpose = 'vote'
    order by v.position`.cursor(5000)
}

/** Where the study's vote sequence stands, whether any answer after `since` replaced one, and who is left out. */
export async function voteSequence(
  db: Db,
  { studyId, since }: { studyId: number; since: number },
): Promise<{ position: number; revised: boolean; excluded: string[] }> {
  const [row] = await db<{ position: number; revised: boolean; excluded: string[] }[]>`
    select b.position,
           exists (select from votes v where v.study_id = b.study_id and v.position > ${since} and v.revision > 1)
             as revised,
           array(select t.pseudonym from exclusions e
                 join testers t on t.study_id = e.study_id and t.id = e.tester_id
                 where e.study_id = b.study_id and e.lifted_at is null order by 1) as excluded
    from ballot_boxes b where b.study_id = ${studyId}`
  return row ?? { position: 0, revised: false, excluded: [] }
}
