import { describe, expect, test } from 'vitest'
import { openBatch, type StagedRow, stageRows } from '../../db/outputs/batches.ts'
import { publishBatch } from '../../db/outputs/publication.ts'
import { storeRenderings } from '../../db/outputs/renderings.ts'
import { voteRows } from '../../db/results/voted-pairs.ts'
import { createStudy, setStudyState } from '../../db/studies/studies.ts'
import { createInvites, findInvite } from '../../db/testers/invites.ts'
import { findTester, joinStudy } from '../../db/testers/testers.ts'
import {
  blindContent,
  handOutPair,
  handOutRepeat,
  liveComparison,
  releaseLapsed,
} from '../../db/voting/comparisons.ts'
import { type Answer, recordVote, reopenLastVote } from '../../db/voting/votes.ts'
import { NewStudy } from '../../server/domain/settings/study-settings.ts'
import { planPairs } from '../../server/pairing/planning.ts'
import { useDatabase } from '../setup/database.ts'

const database = useDatabase()
const answer = (outcome: Answer['outcome']): Answer => ({
  outcome,
  strength: null,
  criteria: {},
  reasons: [],
  comment: '',
})

const hex = (text: string) => Buffer.from(text.padEnd(32, '.')).toString('hex')

function gridOf(models: number, prompts: number): StagedRow[] {
  return Array.from({ length: models * prompts }, (_, n) => {
    const model = n % models
    const prompt = Math.floor(n / models)
    return {
      file: 'made.jsonl',
      line: n + 1,
      prompt: {
        key: `p${prompt}`,
        id: `p${prompt}`,
        messages: [{ role: 'user', content: `Question ${prompt}` }],
        tags: [],
        language: 'en',
        group: `g${prompt}`,
      },
      model: `model ${model}`,
      sample: 0,
      output: [{ role: 'assistant', content: `Answer ${prompt} of ${model}` }],
      approach: null,
      cost: null,
      latency: null,
      flags: [],
      metadata: {},
      outputHash: hex(`o${n}`),
      promptHash: hex(`p${prompt}`),
    }
  })
}

async function openStudy(
  slug: string,
  { models = 3, prompts = 4, ...settings }: Record<string, number> = {},
) {
  const db = database.db()
  const study = await createStudy(db, NewStudy.parse({ name: slug, slug, question: 'Which?', ...settings }))
  const batch = {
    studyId: study.id,
    batchId: await openBatch(db, { studyId: study.id, files: ['f'], by: 'test' }),
  }
  const rows = gridOf(models, prompts)
  await stageRows(db, { ...batch, from: 0, rows })
  await storeRenderings(db, {
    studyId: study.id,
    masks: [],
    publications: null,
    renderings: rows.flatMap((row) => [
      { hash: row.outputHash, html: `<p>${row.output[0]?.content}</p>` },
      { hash: row.promptHash, html: `<p>${row.prompt.messages[0]?.content}</p>` },
    ]),
  })
  const publication = { ...batch, report: {}, contentHash: slug, seen: 0 }
  expect(await publishBatch(db, publication)).toEqual({ added: models * prompts, state: 'published' })
  expect(await publishBatch(db, { ...publication, seen: 1 })).toBeNull()
  await setStudyState(db, { id: study.id, state: 'open' })
  await planPairs(db, { study })
  return study
}

async function join(studyId: number) {
  const db = database.db()
  const [invite] = await createInvites(db, {
    studyId,
    kind: 'open',
    count: 1,
    label: '',
    cap: null,
    expires: null,
  })
  const found = await findInvite(db, invite?.code ?? '')
  if (!found) throw new Error('no invite')
  const joined = await joinStudy(db, { ...found, locale: 'en' })
  const tester = joined && (await findTester(db, { key: found.key, token: joined.token }))
  if (!tester) throw new Error('not joined')
  return { studyId, testerId: tester.id }
}

async function mustHandOut(who: { studyId: number; testerId: number }) {
  const live = await handOutPair(database.db(), who)
  if (!live) throw new Error('nothing handed out')
  return live.id
}

describe('a study', () => {
  test('that was closed opens again, unless its testers have been shown the models', async () => {
    const db = database.db()
    const study = await openStudy('revealed')
    const become = (state: 'open' | 'closed') => setStudyState(db, { id: study.id, state })
    await become('closed')
    await become('open')
    await become('closed')
    await db`update studies set settings = settings || '{"reveal": true}' where id = ${study.id}`
    await expect(become('open')).rejects.toThrow('stays closed')
    const [box] = await db`select state from ballot_boxes where study_id = ${study.id}`
    expect(box).toEqual({ state: 'closed' })
  })
})

describe('a vote', () => {
  test('is stored once however often it is sent, and another answer is refused', async () => {
    const db = database.db()
    const study = await openStudy('once')
    const who = await join(study.id)
    const comparison = await mustHandOut(who)
    const vote = { ...who, comparison, answer: answer('a'), claims: {}, input: 'click' }

    const results = await Promise.all(Array.from({ length: 50 }, () => recordVote(db, vote)))

    expect(results.filter((result) => result === 'stored')).toHaveLength(1)
    expect(results.filter((result) => result === 'repeated')).toHaveLength(49)
    expect(await recordVote(db, { ...vote, answer: answer('b') })).toBe('other_answer')
    const [count] =
      await db`select count(*) as votes, max(position) as position from votes where study_id = ${study.id}`
    expect(count).toEqual({ votes: 1, position: 1 })
  })

  test('of another tester, of another study or in a paused study stores nothing', async () => {
    const db = database.db()
    const study = await openStudy('wrong-person')
    const other = await openStudy('wrong-study')
    const alice = await join(study.id)
    const bob = await join(study.id)
    const comparison = await mustHandOut(alice)
    const vote = { comparison, answer: answer('tie'), claims: {}, input: 'click' }

    expect(await recordVote(db, { ...bob, ...vote })).toBe('unknown')
    expect(await recordVote(db, { ...alice, studyId: other.id, ...vote })).toBe('unknown')
    await setStudyState(db, { id: study.id, state: 'paused' })
    expect(await recordVote(db, { ...alice, ...vote })).toBe('not_open')
    expect(await db`select from votes where study_id = ${study.id}`).toHaveLength(0)
  })

  test('taken back keeps the old answer as a revision and the old sides', async () => {
    const db = database.db()
    const study = await openStudy('undo')
    const who = await join(study.id)
    const comparison = await mustHandOut(who)
    const shown = await blindContent(db, { ...who, comparison })
    await recordVote(db, { ...who, comparison, answer: answer('a'), claims: {}, input: 'key' })
    await mustHandOut(who)

    expect(await reopenLastVote(db, { ...who, comparison })).toBe('reopened')
    expect(await reopenLastVote(db, { ...who, comparison })).toBe('reopened')
    expect(await liveComparison(db, who)).toMatchObject({ id: comparison, state: 'reopened' })
    expect(await blindContent(db, { ...who, comparison })).toEqual(shown)
    expect(await recordVote(db, { ...who, comparison, answer: answer('b'), claims: {}, input: 'key' })).toBe(
      'stored',
    )

    const rows = []
    for await (const row of voteRows(db, { studyId: study.id, revisions: true })) rows.push(...row)
    expect(rows.map(({ winner, revision, superseded }) => ({ winner, revision, superseded }))).toEqual([
      { winner: 'a', revision: 1, superseded: true },
      { winner: 'b', revision: 2, superseded: false },
    ])
  })

  test('is not taken back while another that was, in another tab, waits for its answer', async () => {
    const db = database.db()
    const study = await openStudy('two-undone')
    const who = await join(study.id)
    const first = await mustHandOut(who)
    await recordVote(db, { ...who, comparison: first, answer: answer('a'), claims: {}, input: 'click' })
    const other = await mustHandOut(who)
    expect(await reopenLastVote(db, { ...who, comparison: first })).toBe('reopened')
    await recordVote(db, { ...who, comparison: other, answer: answer('b'), claims: {}, input: 'click' })
    expect(await reopenLastVote(db, { ...who, comparison: other })).toBe('not_last')
    expect(await liveComparison(db, who)).toMatchObject({ id: first, state: 'reopened' })
  })

  test('skipped gives its slot back for good, and the pair does not return to that tester', async () => {
    const db = database.db()
    const study = await openStudy('skip', { models: 2, prompts: 1 })
    const who = await join(study.id)
    const comparison = await mustHandOut(who)
    await recordVote(db, {
      ...who,
      comparison,
      answer: { ...answer('skip'), reasons: ['broken'] },
      claims: {},
      input: 'click',
    })
    expect(await handOutPair(db, who)).toBeNull()
    expect(await reopenLastVote(db, { ...who, comparison })).toBe('not_last')
    const [pair] = await db`select taken from pairs where study_id = ${study.id}`
    expect(pair).toEqual({ taken: 0 })
  })

  test('is skipped three times in any case, and then once in ten', async () => {
    const db = database.db()
    const study = await openStudy('skipping', { models: 4, prompts: 10, repeat_share: 0 })
    const who = await join(study.id)
    const say = async (outcome: Answer['outcome']) => {
      const comparison = (await liveComparison(db, who))?.id ?? (await mustHandOut(who))
      return recordVote(db, { ...who, comparison, answer: answer(outcome), claims: {}, input: 'click' })
    }
    for (const expected of ['stored', 'stored', 'stored', 'no_skips_left'])
      expect(await say('skip')).toBe(expected)
    for (let n = 0; n < 35; n++) expect(await say('a')).toBe('stored')
    expect(await say('skip')).toBe('no_skips_left')
    expect(await say('a')).toBe('stored')
    expect(await say('skip')).toBe('stored')
    expect(await say('skip')).toBe('no_skips_left')
    const [tester] = await db`select votes, skips from testers where study_id = ${study.id}`
    expect(tester).toEqual({ votes: 36, skips: 4 })
  })

  test('reopened and skipped then counts as a skip, and no longer as a vote', async () => {
    const db = database.db()
    const study = await openStudy('undone', { models: 2, prompts: 1 })
    const who = await join(study.id)
    const comparison = await mustHandOut(who)
    const say = (outcome: Answer['outcome']) =>
      recordVote(db, { ...who, comparison, answer: answer(outcome), claims: {}, input: 'click' })
    expect(await say('a')).toBe('stored')
    expect(await reopenLastVote(db, { ...who, comparison })).toBe('reopened')
    expect(await say('skip')).toBe('stored')
    const [tester] = await db`select votes, skips from testers where study_id = ${study.id}`
    expect(tester).toEqual({ votes: 0, skips: 1 })
    const [pair] = await db`select taken from pairs where study_id = ${study.id}`
    expect(pair).toEqual({ taken: 0 })
  })
})

describe('a hand-out', () => {
  test('never passes the wanted votes, with 40 testers at once, and fills every slot', async () => {
    const db = database.db()
    const study = await openStudy('race', { models: 3, prompts: 3, votes_per_pair: 3 })
    const testers = await Promise.all(Array.from({ length: 40 }, () => join(study.id)))
    await Promise.all(
      testers.map(async (who) => {
        for (;;) {
          const live = await handOutPair(db, who)
          if (!live) return
          await recordVote(db, {
            ...who,
            comparison: live.id,
            answer: answer('a'),
            claims: {},
            input: 'click',
          })
        }
      }),
    )
    const pairs = await db`
      select p.taken, p.shown_lo_first as lo, p.shown_hi_first as hi,
             (select count(*) from comparisons c where c.study_id = p.study_id and c.pair_id = p.id) as shown
      from pairs p where p.study_id = ${study.id}`
    expect(pairs).toHaveLength(9)
    for (const pair of pairs) {
      expect(pair).toMatchObject({ taken: 3, shown: 3 })
      expect(Math.abs(pair.lo - pair.hi)).toBe(1)
    }
  })

  test('gives one comparison to two tabs that ask at once', async () => {
    const db = database.db()
    const study = await openStudy('tabs')
    const who = await join(study.id)
    await Promise.all(Array.from({ length: 8 }, () => handOutPair(db, who)))
    expect(await db`select from comparisons where study_id = ${study.id}`).toHaveLength(1)
    const [taken] = await db`select sum(taken) as taken from pairs where study_id = ${study.id}`
    expect(taken).toEqual({ taken: 1 })
  })

  test('that is looked at again is kept longer, and nothing is written while it is fresh', async () => {
    const db = database.db()
    const study = await openStudy('renewed')
    const who = await join(study.id)
    const id = await mustHandOut(who)
    const stored = async () => {
      const [row] = await db<{ version: string; minutes: number }[]>`
        select xmin::text as version, extract(epoch from reserved_until - now())::float8 / 60 as minutes
        from comparisons where study_id = ${study.id} and id = ${id}`
      return row
    }
    const fresh = await stored()

    expect(await liveComparison(db, who)).toMatchObject({ id, state: 'reserved' })
    expect((await stored())?.version).toBe(fresh?.version)

    await db`update comparisons set reserved_until = now() + interval '5 minutes'
             where study_id = ${study.id} and id = ${id}`
    expect(await liveComparison(db, who)).toMatchObject({ id })
    expect((await stored())?.minutes).toBeGreaterThan(29)
  })

  test('that lapses falls back by the clock of the database', async () => {
    const db = database.db()
    const study = await openStudy('lapse', { models: 2, prompts: 1 })
    const who = await join(study.id)
    const comparison = await mustHandOut(who)
    await db`update comparisons set reserved_until = now() - interval '1 second' where study_id = ${study.id}`
    expect(
      await recordVote(db, { ...who, comparison, answer: answer('a'), claims: {}, input: 'click' }),
    ).toBe('lapsed')
    expect(await releaseLapsed(db, study.id)).toBe(1)
    const [pair] = await db`select taken from pairs where study_id = ${study.id}`
    expect(pair).toEqual({ taken: 0 })
  })

  test('repeats an own answer with sides swapped, at least ten answers later, within the share', async () => {
    const db = database.db()
    const study = await openStudy('repeats', { models: 3, prompts: 8, repeat_share: 0.1 })
    const who = await join(study.id)
    for (let n = 1; n <= 12; n++) {
      if (n <= 10) expect(await handOutRepeat(db, who)).toBeNull()
      const comparison = await mustHandOut(who)
      await recordVote(db, { ...who, comparison, answer: answer('a'), claims: {}, input: 'click' })
    }
    const repeat = await handOutRepeat(db, who)
    expect(repeat).toMatchObject({ purpose: 'repeat' })
    const [row] = await db`
      select c.swapped <> o.swapped as turned, c.pair_id = o.pair_id as same
      from comparisons c join comparisons o on o.study_id = c.study_id and o.id = c.repeat_of
      where c.study_id = ${study.id}`
    expect(row).toEqual({ turned: true, same: true })
  })
})
