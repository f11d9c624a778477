import type { OutcomeOrSkip } from '../../server/domain/outcome.ts'
import type { Purpose } from '../../server/domain/purpose.ts'
import type { VoteRow } from '../../server/domain/vote-row.ts'
import type { Db } from '../connection/client.ts'
import { inBatches, inReading, type Reading } from '../connection/reading.ts'
import { type PairIds, type PairTexts, textsReader } from '../outputs/pair-texts.ts'

const firstBatchPairs = 20
const mostPairs = 1000
const votesPerBatch = 1000

type Selection = { revisions: boolean; upTo?: number | undefined; asOf?: string | undefined }

/**
 * Every answer up to a position of the vote sequence in batches, pair by pair. Who is left out is as it stands now, or
 * as it stood at a time; whoever has withdrawn is left out whatever the time.
 */
export async function* votedPairs(
  reading: Reading,
  { revisions, upTo = reading.position, asOf }: Selection,
): AsyncGenerator<VoteRow[]> {
  const [study, testers] = await Promise.all([slugOf(reading), testersOf(reading, asOf)])
  const textsOf = textsReader(reading)
  let pairs = firstBatchPairs
  const batches = inBatches<VotedPair & PairTexts>(async (last) => {
    const page = await fetchPairs(reading, { after: last?.pairId ?? 0, pairs, upTo, revisions })
    pairs = nextBatchPairs(page)
    const texts = await textsOf(page)
    return page.map((pair) => ({ ...pair, ...texts(pair) }))
  })
  for await (const batch of batches) {
    yield batch.flatMap((pair) => pair.answers.map((answer) => toVoteRow(pair, { study, answer, testers })))
  }
}

/** The same in a reading of its own. */
export const voteRows = (db: Db, { studyId, ...selection }: Selection & { studyId: number }) =>
  inReading(db, { studyId }, (reading) => votedPairs(reading, selection))

type VotedPair = PairIds & { pairId: number; answers: Answer[] }

/** So many pairs that their votes fill a batch: a first small one is there at once. */
function nextBatchPairs(page: VotedPair[]): number {
  const votes = page.reduce((sum, { answers }) => sum + answers.length, 0)
  const wanted = Math.round((page.length * votesPerBatch) / Math.max(1, votes))
  return Math.max(1, Math.min(mostPairs, wanted))
}

/** In the order of `json_build_array` below. */
type Answer = [
  comparisonId: string,
  revision: number,
  position: number,
  at: number,
  outcome: OutcomeOrSkip,
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
  seenA: boolean | null,
  seenB: boolean | null,
]

type Page = { after: number; pairs: number; upTo: number; revisions: boolean }

/** An answer counts as superseded when a later one to the same comparison stands at or before the position. */
function fetchPairs(
  { sql, studyId }: Reading,
  { after, pairs, upTo, revisions }: Page,
): Promise<VotedPair[]> {
  return sql<VotedPair[]>`
    select pairs.id as "pairId", pairs.prompt_id as "promptId", pairs.output_lo as "loId",
           pairs.output_hi as "hiId",
           given.answers
    from pairs
    cross join lateral (
      select json_agg(json_build_array(
               v.comparison_id, v.revision, v.position, trunc(extract(epoch from v.at) * 1000)::bigint, v.outcome,
               v.strength, v.criteria, v.reasons, v.comment, v.seconds, v.input, later.superseded, c.tester_id,
               c.purpose, c.swapped, v.score_a, v.score_b, v.seen_a, v.seen_b) order by v.position) as answers
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
    limit ${pairs}`
}

async function slugOf({ sql, studyId }: Reading): Promise<string> {
  const [study] = await sql<{ slug: string }[]>`select slug from studies where id = ${studyId}`
  return study?.slug ?? ''
}

type Testers = Map<number, { pseudonym: string; excluded: string }>

async function testersOf({ sql, studyId }: Reading, asOf: string | undefined): Promise<Testers> {
  const at = sql`coalesce(${asOf ?? null}::text::timestamptz, now())`
  const rows = await sql<{ id: number; pseudonym: string; excluded: string }[]>`
    select t.id, t.pseudonym,
           coalesce((select e.rule from exclusions e where e.study_id = t.study_id and e.tester_id = t.id
                       and (e.rule = 'withdrawn' or t.may_publish is distinct from false)
                       and (e.rule = 'withdrawn' and e.lifted_at is null
                            or e.at <= ${at} and coalesce(e.lifted_at > ${at}, true)) order by e.rule <> 'withdrawn', e.id limit 1),
                    case when t.may_publish is false then 'unpublished' else '' end) as excluded
    from testers t where t.study_id = ${studyId}`
  return new Map(rows.map(({ id, ...tester }) => [id, tester]))
}

function toVoteRow(
  { pairId, prompt, lo, hi }: VotedPair & PairTexts,
  { study, answer, testers }: { study: string; answer: Answer; testers: Testers },
): VoteRow {
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
  const [input, superseded, testerId, purpose, swapped, scoreA, scoreB, seenA, seenB] = more
  const tester = testers.get(testerId)
  return {
    voteId: revision === 1 ? comparisonId : `${comparisonId}.${revision}`,
    study,
    position,
    at: new Date(at),
    tester: tester?.pseudonym ?? '',
    purpose,
    revision,
    superseded,
    prompt,
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
    seenA,
    seenB,
    seconds,
    input,
    excluded: tester?.excluded ?? '',
  }
}
