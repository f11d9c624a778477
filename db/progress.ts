import { activeSeconds } from './active-seconds.ts'
import type { Db } from './client.ts'
import { RatingSettings } from './rating-settings.ts'
import { TesterSettings } from './tester-settings.ts'

type Who = { studyId: number; testerId: number }

export type TesterProgress = { answered: number; total: number | null; secondsPerVote: number | null }

/** How far a tester is, and the pace to expect: their own median after five votes, before that the study's. */
export async function progressOf(db: Db, { studyId, testerId }: Who): Promise<TesterProgress | null> {
  const [row] = await db<TesterProgress[]>`
    with mine as (
      select ${activeSeconds(db)} as seconds from comparisons c
      join votes v on v.study_id = c.study_id and v.comparison_id = c.id and v.revision = c.revision
      where c.study_id = ${studyId} and c.tester_id = ${testerId} and c.state = 'answered'
    ), latest as (
      select ${activeSeconds(db)} as seconds from votes v where v.study_id = ${studyId} and v.input <> 'simulated'
      order by v.position desc limit 200
    )
    select t.votes as answered, (s.settings ->> 'max_votes_per_tester')::int as total,
           case when (select count(*) from mine) >= 5
             then (select percentile_cont(0.5) within group (order by seconds) from mine)
             else (select percentile_cont(0.5) within group (order by seconds) from latest)
           end as "secondsPerVote"
    from testers t join studies s on s.id = t.study_id
    where t.study_id = ${studyId} and t.id = ${testerId}`
  return row ?? null
}

export type OwnAnswers = {
  choices: { a: number; b: number; tie: number; both_bad: number }
  repeats: { same: number; of: number }
  others: { same: number; of: number }
}

/**
 * What one tester did: choices by side, swapped repeats answered alike, and, of the pairs on which most others chose a
 * side, on how many they chose the same.
 */
export async function ownAnswers(db: Db, { studyId, testerId }: Who): Promise<OwnAnswers> {
  const [row] = await db<OwnAnswers[]>`
    with answers as (
      select c.id, c.pair_id, c.repeat_of, c.purpose, v.outcome,
             case when v.outcome in ('tie', 'both_bad') then v.outcome
                  when (v.outcome = 'a') <> c.swapped then 'lo' else 'hi' end as preferred
      from comparisons c
      join votes v on v.study_id = c.study_id and v.comparison_id = c.id and v.revision = c.revision
      where c.study_id = ${studyId} and c.tester_id = ${testerId} and v.outcome <> 'skip'
        and c.purpose in ('vote', 'repeat')
    ), repeats as (
      select count(*) as of, count(*) filter (where again.preferred = answers.preferred) as same
      from answers again join answers on answers.id = again.repeat_of
    ), elsewhere as (
      select c.pair_id, count(*) filter (where (v.outcome = 'a') <> c.swapped) as lo,
             count(*) filter (where (v.outcome = 'a') = c.swapped) as hi
      from answers
      join comparisons c on c.study_id = ${studyId} and c.pair_id = answers.pair_id and c.tester_id <> ${testerId}
        and c.purpose = 'vote'
      join votes v on v.study_id = c.study_id and v.comparison_id = c.id and v.revision = c.revision
        and v.outcome in ('a', 'b')
      where answers.purpose = 'vote'
      group by c.pair_id
    ), others as (
      select count(*) as of,
             count(*) filter (where answers.preferred = case when elsewhere.lo > elsewhere.hi then 'lo' else 'hi' end)
               as same
      from answers join elsewhere on elsewhere.pair_id = answers.pair_id and elsewhere.lo <> elsewhere.hi
      where answers.purpose = 'vote' and answers.preferred in ('lo', 'hi')
    )
    select jsonb_build_object(
             'a', count(*) filter (where outcome = 'a'), 'b', count(*) filter (where outcome = 'b'),
             'tie', count(*) filter (where outcome = 'tie'),
             'both_bad', count(*) filter (where outcome = 'both_bad')) as choices,
           (select jsonb_build_object('same', same, 'of', "of") from repeats) as repeats,
           (select jsonb_build_object('same', same, 'of', "of") from others) as others
    from answers`
  return (
    row ?? {
      choices: { a: 0, b: 0, tie: 0, both_bad: 0 },
      repeats: { same: 0, of: 0 },
      others: { same: 0, of: 0 },
    }
  )
}

export type TesterStudy = {
  id: number
  key: string
  question: string
  instructions: string
  state: string
  choices: ('a' | 'b' | 'tie' | 'both_bad')[]
  strength: boolean
  criteria: string[]
  votesPerPair: number
  pairing: 'balanced' | 'winner'
  rating: RatingSettings
  around: TesterSettings
}

/** What a tester's screens need to know about their study. Neither its slug nor its name is in it. */
export async function testerStudy(db: Db, studyId: number): Promise<TesterStudy | null> {
  const [row] = await db<TesterStudy[]>`
    select s.id, s.key, s.question, s.instructions, b.state, s.settings as around, s.settings -> 'choices' as choices,
           (s.settings ->> 'strength')::boolean as strength, s.settings -> 'criteria' as criteria,
           (s.settings ->> 'votes_per_pair')::int as "votesPerPair", s.settings ->> 'pairing' as pairing
    from studies s join ballot_boxes b on b.study_id = s.id where s.id = ${studyId}`
  return row
    ? { ...row, rating: RatingSettings.parse(row.around), around: TesterSettings.parse(row.around) }
    : null
}

/** How far a study is: votes asked for by what is planned so far, and how many people got how far. */
export async function studyProgress(
  db: Db,
  studyId: number,
): Promise<{ wanted: number; joined: number; voted: number; finished: number }> {
  const [row] = await db<{ wanted: number; joined: number; voted: number; finished: number }[]>`
    select (select coalesce(sum(slots), 0)::int from pairs where study_id = ${studyId}) as wanted,
           count(*)::int as joined, count(*) filter (where votes > 0)::int as voted,
           count(finished_at)::int as finished
    from testers where study_id = ${studyId}`
  return row ?? { wanted: 0, joined: 0, voted: 0, finished: 0 }
}
