import { spawn } from 'node:child_process'
import type { Db } from '../../db/connection/client.ts'

/** The columns of votes.csv, from the same tables, as PostgreSQL itself would write them. */
const join = (studyId: number) => `
  select v.comparison_id as vote_id, s.slug as study, v.at, t.pseudonym as tester, c.purpose, p.external_id as prompt_id,
         p.messages -> 0 ->> 'content' as prompt,
         case when c.swapped then mh.name else ml.name end as model_a,
         case when c.swapped then ml.name else mh.name end as model_b,
         case when c.swapped then hi.messages else lo.messages end -> 0 ->> 'content' as output_a,
         case when c.swapped then lo.messages else hi.messages end -> 0 ->> 'content' as output_b,
         v.outcome as winner, v.strength, v.criteria, v.reasons, v.comment, v.seconds, v.input, c.pair_id,
         case when c.swapped then hi.batch_id else lo.batch_id end as batch_a,
         case when c.swapped then lo.batch_id else hi.batch_id end as batch_b, lo.flags || hi.flags as flags,
         coalesce((select e.rule from exclusions e where e.study_id = v.study_id and e.tester_id = t.id
                     and e.lifted_at is null order by e.rule <> 'withdrawn', e.id limit 1), '') as excluded
  from votes v
  join comparisons c on c.study_id = v.study_id and c.id = v.comparison_id and c.revision = v.revision
  join studies s on s.id = v.study_id
  join testers t on t.study_id = v.study_id and t.id = c.tester_id
  join pairs on pairs.study_id = v.study_id and pairs.id = c.pair_id
  join prompts p on p.study_id = v.study_id and p.id = pairs.prompt_id
  join outputs lo on lo.study_id = v.study_id and lo.id = pairs.output_lo
  join outputs hi on hi.study_id = v.study_id and hi.id = pairs.output_hi
  join models ml on ml.study_id = v.study_id and ml.id = pairs.model_lo
  join models mh on mh.study_id = v.study_id and mh.id = pairs.model_hi
  where v.study_id = ${studyId}`

export type Copied = { client: string; chunks: AsyncIterable<Uint8Array> }

/** The join as psql's `\copy` delivers it; where there is no psql, as the driver delivers COPY. */
export async function copyOfJoin({ url, db }: { url: string; db: Db }, studyId: number): Promise<Copied> {
  const sql = `(${join(studyId).replace(/\s+/g, ' ')}) to stdout (format csv, header)`
  const psql = spawn('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', url, '-c', `\\copy ${sql}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const isThere = await new Promise((done) =>
    psql.once('spawn', () => done(true)).once('error', () => done(false)),
  )
  if (isThere) return { client: 'psql \\copy of the join', chunks: psql.stdout }
  return { client: 'COPY of the join through the driver (no psql here)', chunks: await readableCopy(db, sql) }
}

async function readableCopy(db: Db, sql: string): Promise<AsyncIterable<Uint8Array>> {
  await db`set statement_timeout = 0`
  return db.unsafe(`copy ${sql}`).readable()
}
