import { createHash } from 'node:crypto'
import type { Db } from '../connection/client.ts'
import type { SealHead } from './seals.ts'

export type SealProblem = {
  kind: 'changed' | 'removed' | 'inserted' | 'seal'
  position: number
  /** the vote, where it is still there */
  vote: string | null
  detail: string
}

export type SealReport = { votes: number; sealed: number; head: SealHead | null; problems: SealProblem[] }

type Row = {
  position: number
  vote: string
  stored: string | null
  now: string
  revision: number
  newest: number | null
}
type Seal = { position: number; previous: string; leaves: Buffer; hash: string; at: Date }

/**
 * Compares every vote with the hash it was given, with the leaf that its seal kept, and with the ballot box; and the
 * chain of seals with itself. Names each row that does not fit.
 */
export async function checkSeals(db: Db, studyId: number): Promise<SealReport> {
  const connection = await db.reserve()
  try {
    await connection`begin isolation level repeatable read read only`
    const [box] = await connection<{ position: number }[]>`
      select position from ballot_boxes where study_id = ${studyId}`
    const { leaves, head, problems } = await readSeals(connection, studyId)
    const report = { votes: 0, sealed: leaves.length, head, problems }
    const last = Math.max(box?.position ?? 0, leaves.length)
    let expected = 1
    const cursor = connection<Row[]>`
      select v.position, v.comparison_id || case when v.revision > 1 then '.' || v.revision else '' end as vote,
             encode(v.hash, 'hex') as stored, encode(vote_hash(v), 'hex') as now, v.revision, c.revision as newest
      from votes v left join comparisons c on c.study_id = v.study_id and c.id = v.comparison_id
      where v.study_id = ${studyId} order by v.position`.cursor(2000)
    for await (const rows of cursor) {
      for (const row of rows) {
        report.votes += 1
        for (; expected < Math.min(row.position, last + 1); expected++) problems.push(removed(expected))
        expected = Math.max(expected, row.position + 1)
        const detail = fault(row, { leaf: leaves[row.position - 1], last: box?.position ?? 0 })
        if (detail) problems.push({ ...detail, position: row.position, vote: row.vote })
      }
    }
    for (; expected <= last; expected++) problems.push(removed(expected))
    return report
  } finally {
    await connection`rollback`.catch(() => {})
    connection.release()
  }
}

const removed = (position: number): SealProblem => ({
  kind: 'removed',
  position,
  vote: null,
  detail: `the vote at position ${position} is missing`,
})

type Found = Pick<SealProblem, 'kind' | 'detail'>

function fault(row: Row, { leaf, last }: { leaf: string | undefined; last: number }): Found | null {
  const { position, stored, now } = row
  if (position < 1 || position > last || row.revision > (row.newest ?? 0)) {
    return {
      kind: 'inserted',
      detail: `the vote at position ${position} did not come through the ballot box`,
    }
  }
  if (leaf !== undefined && leaf !== now)
    return { kind: 'changed', detail: `the vote at position ${position} is not the one that was sealed` }
  if (stored !== now)
    return { kind: 'changed', detail: `the vote at position ${position} does not give its own hash` }
  return null
}

type Connection = Awaited<ReturnType<Db['reserve']>>
type Seals = { leaves: string[]; head: SealHead | null; problems: SealProblem[] }

async function readSeals(db: Connection, studyId: number): Promise<Seals> {
  const leaves: string[] = []
  const problems: SealProblem[] = []
  let previous = ''
  let head: SealHead | null = null
  const cursor = db<Seal[]>`
    select position, encode(previous, 'hex') as previous, leaves, encode(hash, 'hex') as hash, at
    from seals where study_id = ${studyId} order by position`.cursor(200)
  for await (const seals of cursor) {
    for (const seal of seals) {
      for (let at = 0; at + 32 <= seal.leaves.length; at += 32)
        leaves.push(seal.leaves.subarray(at, at + 32).toString('hex'))
      const detail = brokenSeal(seal, { previous, covered: leaves.length })
      if (detail) problems.push({ kind: 'seal', position: seal.position, vote: null, detail })
      previous = seal.hash
      head = { position: seal.position, hash: seal.hash, at: seal.at }
    }
  }
  return { leaves, head, problems }
}

function brokenSeal(seal: Seal, { previous, covered }: { previous: string; covered: number }): string | null {
  const hash = createHash('sha256')
    .update(Buffer.from(seal.previous, 'hex'))
    .update(seal.leaves)
    .digest('hex')
  if (seal.previous !== previous)
    return `the seal at position ${seal.position} does not follow the one before it`
  if (seal.hash !== hash) return `the seal at position ${seal.position} does not give its own hash`
  if (seal.position !== covered) return `the seal at position ${seal.position} covers ${covered} votes`
  return null
}

/** Whether a receipt names a vote that is still here. */
export async function findReceipt(
  db: Db,
  { studyId, receipt }: { studyId: number; receipt: string },
): Promise<boolean> {
  const [, position, hash] = /^(\d{1,15})-([0-9a-f]{24})$/.exec(receipt) ?? []
  if (!position || !hash) return false
  const rows = await db`
    select from votes where study_id = ${studyId} and position = ${Number(position)}
      and substr(encode(vote_hash(votes), 'hex'), 1, 24) = ${hash}`
  return rows.length === 1
}
