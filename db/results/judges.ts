import type { Judge } from '../../server/domain/result-rows.ts'
import { type Act, recordingAct } from '../accounts/audit.ts'
import type { Db } from '../connection/client.ts'

export type JudgedPairRow = { line: number; prompt: string; a: string; b: string; outcome: string }
export type JudgedOutputRow = { line: number; prompt: string; model: string; score: number }
type Judged = { pairs: JudgedPairRow[]; outputs: JudgedOutputRow[] }

/** Lines whose prompt, or whose model's output to it, the study does not hold. */
export async function unknownLines(
  db: Db,
  { studyId, pairs, outputs }: Judged & { studyId: number },
): Promise<{ line: number; prompt: string; model: string | null }[]> {
  const wanted = [
    ...pairs.flatMap(({ line, prompt, a, b }) => [
      { line, prompt, model: a },
      { line, prompt, model: b },
    ]),
    ...outputs.map(({ line, prompt, model }) => ({ line, prompt, model })),
  ]
  return db`
    with wanted as (
      select * from jsonb_to_recordset(${db.json(wanted)}) as (line int, prompt text, model text)
    ), ${namedPrompts(db, studyId)}
    select w.line, w.prompt, case when n.id is null then null else w.model end as model
    from wanted w
    left join named n on n.name = w.prompt
    where n.id is null or not exists (
      select from outputs o join models m on m.study_id = o.study_id and m.id = o.model_id
      where o.study_id = ${studyId} and o.prompt_id = n.id and m.name = w.model
    )
    order by w.line limit 100`
}

export type StoredVerdicts = { verdicts: number; scores: number }

/** Stores a file's verdicts whole, in one statement. What the judge said before of the same showing is replaced. */
export async function storeVerdicts(
  db: Db,
  {
    studyId,
    judge,
    by,
    pairs,
    outputs,
    act,
  }: Judged & { studyId: number; judge: string; by: string; act?: Act },
): Promise<StoredVerdicts> {
  const [row] = await db<StoredVerdicts[]>`
    with judge as (
      insert into judges (study_id, name, created_by) values (${studyId}, ${judge}, ${by})
      on conflict (study_id, name) do update set name = excluded.name
      returning id
    ), ${namedPrompts(db, studyId)}, first_outputs as (
      select distinct on (o.prompt_id, o.model_id) o.prompt_id, o.id, m.name as model
      from outputs o join models m on m.study_id = o.study_id and m.id = o.model_id
      where o.study_id = ${studyId}
      order by o.prompt_id, o.model_id, o.sample, o.id
    ), verdict as (
      insert into verdicts (study_id, judge_id, output_first, output_second, outcome)
      select distinct on (one.id, two.id) ${studyId}, judge.id, one.id, two.id, given.outcome
      from judge cross join jsonb_to_recordset(${db.json(pairs)})
             as given (line int, prompt text, a text, b text, outcome text)
      join named n on n.name = given.prompt
      join first_outputs one on one.prompt_id = n.id and one.model = given.a
      join first_outputs two on two.prompt_id = n.id and two.model = given.b
      order by one.id, two.id, given.line desc
      on conflict (study_id, judge_id, output_first, output_second)
        do update set outcome = excluded.outcome, at = now()
      returning output_first
    ), score as (
      insert into judge_scores (study_id, judge_id, output_id, score)
      select distinct on (one.id) ${studyId}, judge.id, one.id, given.score
      from judge cross join jsonb_to_recordset(${db.json(outputs)})
             as given (line int, prompt text, model text, score float8)
      join named n on n.name = given.prompt
      join first_outputs one on one.prompt_id = n.id and one.model = given.model
      order by one.id, given.line desc
      on conflict (study_id, judge_id, output_id) do update set score = excluded.score, at = now()
      returning output_id
    ), stored as (
      select (select count(*)::int from verdict) as verdicts, (select count(*)::int from score) as scores
    )${recordingAct(db, act, { from: db`stored`, studyId, subject: judge, details: db`to_jsonb(stored)` })}
    select * from stored`
  return row ?? { verdicts: 0, scores: 0 }
}

/** A prompt answers to its id, and to its text where it is one turn. An id wins over a text. */
const namedPrompts = (db: Db, studyId: number) => db`
  named as (
    select distinct on (name) name, id from (
      select external_id as name, id, 0 as rank from prompts where study_id = ${studyId}
      union all
      select messages -> 0 ->> 'content', id, 1 from prompts
      where study_id = ${studyId} and jsonb_array_length(messages) = 1
    ) names order by name, rank, id
  )`

export async function listJudges(db: Db, studyId: number): Promise<Judge[]> {
  return db<Judge[]>`
    select j.id, j.name, j.created_by as "createdBy", j.created_at as "createdAt",
           (select count(*)::int from verdicts v where v.study_id = j.study_id and v.judge_id = j.id) as verdicts,
           (select count(*)::int from judge_scores s where s.study_id = j.study_id and s.judge_id = j.id) as scores
    from judges j where j.study_id = ${studyId} order by j.name`
}

export type JudgedShowing = {
  outputLo: number
  outputHi: number
  promptId: string
  group: string
  question: string
  modelLo: string
  modelHi: string
  /** The judge's word when the lower output stood first, then when the higher did; null where it was not asked. */
  inOrder: string | null
  swapped: string | null
  /** Scores of the two outputs, null where the judge gave none. */
  scoreLo: number | null
  scoreHi: number | null
  /** People's answers that stand, in the order of the outputs. */
  humanLo: number
  humanHi: number
  humanOther: number
}

/** Every pair of outputs a judge spoke of or scored and people may have compared, with what both said. */
export async function judgedShowings(
  db: Db,
  { studyId, judgeId }: { studyId: number; judgeId: number },
): Promise<JudgedShowing[]> {
  return db<JudgedShowing[]>`
    with spoken as (
      select least(output_first, output_second) as lo, greatest(output_first, output_second) as hi,
             max(outcome) filter (where output_first < output_second) as "inOrder",
             max(outcome) filter (where output_first > output_second) as swapped
      from verdicts where study_id = ${studyId} and judge_id = ${judgeId} group by 1, 2
    ), scored as (
      select p.output_lo as lo, p.output_hi as hi, one.score as "scoreLo", two.score as "scoreHi"
      from pairs p
      join judge_scores one on one.study_id = p.study_id and one.judge_id = ${judgeId} and one.output_id = p.output_lo
      join judge_scores two on two.study_id = p.study_id and two.judge_id = ${judgeId} and two.output_id = p.output_hi
      where p.study_id = ${studyId}
    ), judged as (
      select * from spoken full join scored using (lo, hi)
    ), people as (
      select p.output_lo as lo, p.output_hi as hi,
             count(*) filter (where v.outcome in ('a', 'b') and (v.outcome = 'a') <> c.swapped)::int as won_lo,
             count(*) filter (where v.outcome in ('a', 'b') and (v.outcome = 'a') = c.swapped)::int as won_hi,
             count(*) filter (where v.outcome in ('tie', 'both_bad'))::int as other
      from votes v
      join comparisons c on c.study_id = v.study_id and c.id = v.comparison_id and c.revision = v.revision
        and c.purpose = 'vote'
      join pairs p on p.study_id = v.study_id and p.id = c.pair_id
      where v.study_id = ${studyId} group by 1, 2
    )
    select judged.lo as "outputLo", judged.hi as "outputHi", judged."inOrder", judged.swapped, judged."scoreLo",
           judged."scoreHi", pr.external_id as "promptId", pr."group",
           left(pr.messages -> -1 ->> 'content', 300) as question, ml.name as "modelLo", mh.name as "modelHi",
           coalesce(people.won_lo, 0) as "humanLo", coalesce(people.won_hi, 0) as "humanHi",
           coalesce(people.other, 0) as "humanOther"
    from judged
    join outputs lo on lo.study_id = ${studyId} and lo.id = judged.lo
    join outputs hi on hi.study_id = ${studyId} and hi.id = judged.hi
    join prompts pr on pr.study_id = ${studyId} and pr.id = lo.prompt_id
    join models ml on ml.study_id = ${studyId} and ml.id = lo.model_id
    join models mh on mh.study_id = ${studyId} and mh.id = hi.model_id
    left join people on people.lo = judged.lo and people.hi = judged.hi
    order by judged.lo, judged.hi`
}

/** How each person answered each pair, in output order: 1 for the lower output, −1 for the higher, 0 for neither. */
export async function humanVerdicts(
  db: Db,
  studyId: number,
): Promise<{ pair: number; group: string; said: -1 | 0 | 1 }[]> {
  return db`
    select c.pair_id as pair, pr."group",
           case when v.outcome in ('tie', 'both_bad') then 0
                when (v.outcome = 'a') <> c.swapped then 1 else -1 end as said
    from votes v
    join comparisons c on c.study_id = v.study_id and c.id = v.comparison_id and c.revision = v.revision
      and c.purpose = 'vote'
    join pairs p on p.study_id = v.study_id and p.id = c.pair_id
    join prompts pr on pr.study_id = v.study_id and pr.id = p.prompt_id
    where v.study_id = ${studyId} and v.outcome <> 'skip'
    order by v.position`
}
