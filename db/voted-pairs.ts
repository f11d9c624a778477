import type { Conversation } from '../server/formats/conversation.ts'
import type { ExportedOutput, Purpose, VoteRow, Winner } from '../server/formats/exports/vote-row.ts'
import type { Db } from './client.ts'
import { inBatches, inReading, type Reading } from './reading.ts'

const pairsPerBatch = 200

type Selection = { revisions: boolean; upTo?: number | undefined }

/**
 * Every answer up to a position of the vote sequence, pair by pair. Texts cross the wire once a pair, however many
 * answers it has.
 */
export async function* votedPairs(
  reading: Reading,
  { revisions, upTo = reading.position }: Selection,
): AsyncGenerator<VoteRow> {
  const testers = await testersOf(reading)
  const batches = inBatches<VotedPair>((last) =>
    fetchPairs(reading, { after: last?.pairId ?? 0, upTo, revisions }),
  )
  for await (const pair of batches) {
    for (const answer of pair.answers) yield toVoteRow(pair, answer, testers)
  }
}

/** The same in a reading of its own. */
export const voteRows = (db: Db, { studyId, ...selection }: Selection & { studyId: number }) =>
  inReading(db, { studyId }, (reading) => votedPairs(reading, selection))

type VotedPair = {
  pairId: number
  study: string
  promptId: string
  promptMessages: Conversation
  tags: string[]
  language: string
  group: string
  lo: ExportedOutput
  hi: ExportedOutput
  answers: Answer[]
}

/** In the order of `json_build_array` below. */
type Answer = [
  comparisonId: string,
  revision: number,
  position: number,
  at: number,
  outcome: Winner,
  strength: number | null,
  criteria: VoteRow['criteria'],
  reasons: string[],
  comment: string,
  seconds: number | null,
  input: string,
  superseded: boolean,
  testerId: number,
  purpose: Purpose,
  swapped: boolean,
  scoreA: number | null,
  scoreB: number | null,
]

type Page = { after: number; upTo: number; revisions: boolean }

/** An answer counts as superseded when a later one to the same comparison stands at or before the position. */
function fetchPairs({ sql, studyId }: Reading, { after, upTo, revisions }: Page): Promise<VotedPair[]> {
  return sql<VotedPair[]>`
    select p.id as "pairId", s.slug as study, prompts.external_id as "promptId",
           prompts.messages as "promptMessages", prompts.tags, prompts.language, prompts."group",
           jsonb_build_object('id', lo.id, 'model', ml.name, 'sample', lo.sample, 'messages', lo.messages,
                              'batch', lo.batch_id::text, 'flags', lo.flags) as lo,
           jsonb_build_object('id', hi.id, 'model', mh.name, 'sample', hi.sample, 'messages', hi.messages,
                              'batch', hi.batch_id::text, 'flags', hi.flags) as hi,
           voted.answers
    from (
      select pairs.id, pairs.study_id, pairs.prompt_id, pairs.output_lo, pairs.output_hi, pairs.model_lo,
             pairs.model_hi, given.answers
      from pairs
      cross join lateral (
        select json_agg(json_build_array(
                 v.comparison_id, v.revision, v.position, trunc(extract(epoch from v.at) * 1000)::bigint, v.outcome,
                 v.strength, v.criteria, v.reasons, v.comment, v.seconds, v.input, later.superseded, c.tester_id,
                 c.purpose, c.swapped, v.score_a, v.score_b) order by v.position) as answers
        from comparisons c
        join votes v on v.study_id = c.study_id and v.comparison_id = c.id
        cross join lateral (
          select v.revision < c.revision and exists (
            select from votes w where w.study_id = v.study_id and w.comparison_id = v.comparison_id
              and w.revision > v.revision and w.position <= ${upTo}) as superseded
        ) later
        where c.study_id = pairs.study_id and c.pair_id = pairs.id and c.revision > 0 and v.position <= ${upTo}
          and (${revisions} or not later.superseded)
      ) given
      where pairs.study_id = ${studyId} and pairs.id > ${after} and given.answers is not null
      order by pairs.id
      limit ${pairsPerBatch}
    ) voted
    join pairs p on p.study_id = voted.study_id and p.id = voted.id
    join studies s on s.id = p.study_id
    join prompts on prompts.study_id = p.study_id and prompts.id = p.prompt_id
    join outputs lo on lo.study_id = p.study_id and lo.id = p.output_lo
    join outputs hi on hi.study_id = p.study_id and hi.id = p.output_hi
    join models ml on ml.study_id = p.study_id and ml.id = p.model_lo
    join models mh on mh.study_id = p.study_id and mh.id = p.model_hi
    order by p.id`
}

type Testers = Map<number, { pseudonym: string; excluded: string }>

async function testersOf({ sql, studyId }: Reading): Promise<Testers> {
  const rows = await sql<{ id: number; pseudonym: string; excluded: string }[]>`
    select t.id, t.pseudonym,
           coalesce((select e.rule from exclusions e where e.study_id = t.study_id and e.tester_id = t.id
                       and e.lifted_at is null order by e.rule <> 'withdrawn', e.id limit 1), '') as excluded
    from testers t where t.study_id = ${studyId}`
  return new Map(rows.map(({ id, ...tester }) => [id, tester]))
}

function toVoteRow(pair: VotedPair, answer: Answer, testers: Testers): VoteRow {
  const [
    comparisonId,
    revision,
    position,
    at,
    winner,
    strength,
    criteria,
    reasons,
    comment,
    seconds,
    ...more
  ] = answer
  const [input, superseded, testerId, purpose, swapped, scoreA, scoreB] = more
  const { pairId, study, promptId, promptMessages, tags, language, group, lo, hi } = pair
  return {
    voteId: revision === 1 ? comparisonId : `${comparisonId}.${revision}`,
    study,
    position,
    at: new Date(at),
    tester: testers.get(testerId)?.pseudonym ?? '',
    purpose,
    revision,
    superseded,
    prompt: { id: promptId, messages: promptMessages, tags, language, group },
    a: swapped ? hi : lo,
    b: swapped ? lo : hi,
    pairId,
    winner,
    strength,
    criteria,
    reasons,
    comment,
    scoreA,
    scoreB,
    seconds,
    input,
    excluded: testers.get(testerId)?.excluded ?? '',
  }
}
