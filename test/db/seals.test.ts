import { describe, expect, test } from 'vitest'
import type { Db } from '../../db/connection/client.ts'
import { checkSeals, findReceipt, type SealProblem } from '../../db/results/seal-check.ts'
import { sealAt, sealVotes } from '../../db/results/seals.ts'
import { ownVotes } from '../../db/testers/own-votes.ts'
import { recordVote } from '../../db/voting/votes.ts'
import { readConfig } from '../../server/config.ts'
import { createLog } from '../../server/log.ts'
import { serve } from '../../server/main.ts'
import { sealAll } from '../../server/sealing/sealing.ts'
import { createRandom } from '../../server/stats/special/random.ts'
import { useDatabase } from '../setup/database.ts'
import { answerOf, castVote, joinMade, openMadeStudy, outputsOf } from '../setup/made-study.ts'

const database = useDatabase()
const rounds = Number(process.env.TAMPER_ROUNDS ?? 8)
const seed = Number(process.env.TAMPER_SEED ?? 20261125)

async function votedStudy(slug: string, votes: number) {
  const db = database.db()
  const study = await openMadeStudy(db, {
    slug,
    outputs: outputsOf(['m1', 'm2', 'm3'], Math.ceil(votes / 3) + 1),
    settings: { votes_per_pair: 1 },
  })
  const who = await joinMade(db, study)
  for (let n = 0; n < votes; n++) await castVote(db, { study, who, judge: ({ a, b }) => (a < b ? 'a' : 'b') })
  return { study, who }
}

/** What somebody with the database's password can do: the triggers are off. */
async function tamper(db: Db, act: (tx: Db) => Promise<unknown>): Promise<void> {
  await db.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await act(tx as unknown as Db)
  })
}

type Place = { db: Db; studyId: number; at: number; other: number }
type Tampering = { kind: SealProblem['kind']; act: (place: Place) => Promise<void>; both?: boolean }

const vote = (db: Db, studyId: number, at: number) => db`study_id = ${studyId} and position = ${at}`

/** The primary key does not let two rows change places in one go. */
function exchange({ db, studyId, at, other }: Place): Promise<void> {
  return tamper(db, async (tx) => {
    await tx`update votes set revision = revision + 900 where ${vote(tx, studyId, at)}`
    await tx`update votes set comparison_id = (select comparison_id from votes where ${vote(tx, studyId, at)})
             where ${vote(tx, studyId, other)}`
    await tx`update votes set revision = revision - 900, comparison_id = (
               select c.id from comparisons c where c.study_id = ${studyId}
                 and not exists (select from votes v where v.study_id = c.study_id and v.comparison_id = c.id
                                   and v.position <> ${at})
                 and c.revision > 0)
             where ${vote(tx, studyId, at)}`
  })
}

const tamperings: Record<string, Tampering> = {
  'changed its choice': {
    kind: 'changed',
    act: ({ db, studyId, at }) =>
      tamper(
        db,
        (tx) => tx`
        update votes set outcome = case outcome when 'a' then 'b' else 'a' end where ${vote(tx, studyId, at)}`,
      ),
  },
  'changed its choice and its hash': {
    kind: 'changed',
    act: ({ db, studyId, at }) =>
      tamper(db, async (tx) => {
        await tx`update votes set outcome = 'tie' where ${vote(tx, studyId, at)}`
        await tx`update votes set hash = vote_hash(votes) where ${vote(tx, studyId, at)}`
      }),
  },
  'turned its sides': {
    kind: 'changed',
    act: ({ db, studyId, at }) =>
      tamper(
        db,
        (tx) => tx`
        update comparisons set swapped = not swapped
        where study_id = ${studyId} and id = (select comparison_id from votes where ${vote(tx, studyId, at)})`,
      ),
  },
  'removed it': {
    kind: 'removed',
    act: ({ db, studyId, at }) => tamper(db, (tx) => tx`delete from votes where ${vote(tx, studyId, at)}`),
  },
  'inserted another': {
    kind: 'inserted',
    act: ({ db, studyId, at }) =>
      tamper(
        db,
        (tx) => tx`
        insert into votes (study_id, comparison_id, revision, position, outcome, criteria, reasons, comment, claims,
                           input, nonce)
        select study_id, comparison_id, revision + 1, 1000 + position, 'tie', criteria, reasons, comment, claims,
               input, nonce
        from votes where ${vote(tx, studyId, at)}`,
      ),
  },
  'exchanged two answers': {
    kind: 'changed',
    both: true,
    act: exchange,
  },
  'moved it in time': {
    kind: 'changed',
    act: ({ db, studyId, at }) =>
      tamper(
        db,
        (tx) => tx`update votes set at = at + interval '1 microsecond' where ${vote(tx, studyId, at)}`,
      ),
  },
}

describe('the seals', () => {
  test('cover every vote, in order, once, with several processes sealing', async () => {
    const db = database.db()
    const { study, who } = await votedStudy('covered', 9)
    const sealed = await Promise.all(Array.from({ length: 6 }, () => sealVotes(db, study.id)))
    expect(sealed.reduce((sum, votes) => sum + votes, 0)).toBe(9)
    await castVote(db, { study, who, judge: () => 'tie' })
    expect(await sealVotes(db, study.id)).toBe(1)
    expect(await sealVotes(db, study.id)).toBe(0)
    const report = await checkSeals(db, study.id)
    expect(report).toMatchObject({ votes: 10, sealed: 10, problems: [] })
    expect(report.head).toEqual(await sealAt(db, { studyId: study.id, position: Number.MAX_SAFE_INTEGER }))
    await expect(db`update votes set comment = 'x' where study_id = ${study.id}`).rejects.toThrow(
      'append-only',
    )
    await expect(db`delete from seals where study_id = ${study.id}`).rejects.toThrow('append-only')
  })

  test('are made by a running server before a vote is five seconds old', async () => {
    const db = database.db()
    const { study, who } = await votedStudy('timely', 1)
    const config = readConfig({ DATABASE_URL: database.url(), PORT: '0' })
    const server = await serve({ config, log: createLog('silent') })
    for (const position of [1, 2]) {
      await expect
        .poll(() => sealAt(db, { studyId: study.id, position: Number.MAX_SAFE_INTEGER }), {
          timeout: 5000,
          interval: 100,
        })
        .toMatchObject({ position })
      if (position === 1) await castVote(db, { study, who, judge: () => 'a' })
    }
    await server.stop()
  })

  test.each(Object.keys(tamperings))(
    `name the row when somebody %s, seed ${seed}`,
    { timeout: 600_000 },
    async (name) => {
      const db = database.db()
      const { kind, act, both } = tamperings[name] as Tampering
      const { study } = await votedStudy(`tampered-${Object.keys(tamperings).indexOf(name)}`, 2 * rounds)
      await sealAll(db)
      const random = createRandom(seed)
      const places = Array.from({ length: 2 * rounds }, (_, n) => n + 1)
        .map((at) => ({ at, order: random() }))
        .sort((x, y) => x.order - y.order)
      for (let round = 0; round < rounds; round++) {
        expect((await checkSeals(db, study.id)).problems).toHaveLength(round * (both ? 2 : 1))
        const [at, other] = [places[2 * round]?.at ?? 0, places[2 * round + 1]?.at ?? 0]
        await act({ db, studyId: study.id, at, other })
        const named = (await checkSeals(db, study.id)).problems.filter(
          (problem) => problem.position % 1000 === at || (both && problem.position === other),
        )
        expect(named.map((problem) => problem.kind)).toEqual(both ? [kind, kind] : [kind])
      }
    },
  )

  test('name a row that was changed before it was sealed, and a seal that was made anew', async () => {
    const db = database.db()
    const { study } = await votedStudy('early', 6)
    await tamper(db, (tx) => tx`update votes set outcome = 'tie' where ${vote(tx, study.id, 4)}`)
    expect((await checkSeals(db, study.id)).problems).toMatchObject([{ kind: 'changed', position: 4 }])
    await sealAll(db)
    expect((await checkSeals(db, study.id)).problems).toMatchObject([{ kind: 'changed', position: 4 }])
    await tamper(db, (tx) => tx`update seals set leaves = substr(leaves, 33) where study_id = ${study.id}`)
    expect((await checkSeals(db, study.id)).problems.map(({ kind }) => kind)).toContain('seal')
  })

  test('betray one that was made anew, whole, for a vote that was rewritten', async () => {
    const db = database.db()
    const { study, who } = await votedStudy('remade', 3)
    await sealAll(db)
    await castVote(db, { study, who, judge: () => 'a' })
    await sealAll(db)
    const place = (tx: Db) => tx`study_id = ${study.id} and position`
    await tamper(db, async (tx) => {
      await tx`update votes set outcome = 'tie' where ${place(tx)} = 2`
      await tx`update votes set hash = vote_hash(votes) where ${place(tx)} = 2`
      await tx`update seals set leaves = (
        select string_agg(hash, ''::bytea order by position) from votes where ${place(tx)} <= 3) where ${place(tx)} = 3`
      await tx`update seals set hash = sha256(previous || leaves) where ${place(tx)} = 3`
    })
    const { problems } = await checkSeals(db, study.id)
    expect(problems).toMatchObject([
      { kind: 'seal', position: 4, detail: 'the seal at position 4 does not follow the one before it' },
    ])
  })

  test('give a receipt that names the vote and tells nothing of it', async () => {
    const db = database.db()
    const { study, who } = await votedStudy('receipt', 1)
    const last = await castVote(db, { study, who, judge: () => 'a' })
    const place = { ...who, comparison: last?.comparison ?? '' }
    const receipt = (await ownVotes(db, who)).find((own) => own.receipt.startsWith('2-'))?.receipt ?? ''
    expect(receipt).toMatch(/^2-[0-9a-f]{24}$/)
    expect(await findReceipt(db, { studyId: study.id, receipt })).toBe(true)
    expect(await findReceipt(db, { studyId: study.id, receipt: `1-${receipt.slice(2)}` })).toBe(false)
    expect(await ownVotes(db, { ...who, testerId: who.testerId + 1 })).toEqual([])
    await recordVote(db, { ...place, answer: answerOf('b'), claims: {}, input: 'click' })
    await tamper(db, (tx) => tx`update votes set outcome = 'b' where ${vote(tx, study.id, 2)}`)
    expect(await findReceipt(db, { studyId: study.id, receipt })).toBe(false)
  })
})
