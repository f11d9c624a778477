import { describe, expect, test } from 'vitest'
import { connect } from '../db/connection/client.ts'
import { recordVote, reopenLastVote } from '../db/voting/votes.ts'
import { planPairs } from '../server/pairing/planning.ts'
import { createRandom } from '../server/stats/special/random.ts'
import { useDatabase } from './setup/database.ts'
import { addOutputs, answerOf, castVote, joinMade, openMadeStudy, outputsOf } from './setup/made-study.ts'

const database = useDatabase()
const favouring = (model: string) => (shown: { a: string; b: string }) =>
  shown.a === model ? 'a' : shown.b === model ? 'b' : 'tie'

describe('a plan', () => {
  test('keeps with every comparison how probable its pair was', async () => {
    const db = database.db()
    const study = await openMadeStudy(db, { slug: 'probable', outputs: outputsOf(['m1', 'm2', 'm3'], 4) })
    const who = await joinMade(db, study)
    for (let vote = 0; vote < 6; vote++) await castVote(db, { study, who, judge: favouring('m1') })
    const rows = await db<{ probability: number; planned: number }[]>`
      select c.probability, p.probability as planned from comparisons c
      join pairs p on p.study_id = c.study_id and p.id = c.pair_id where c.study_id = ${study.id} order by p.id`
    expect(rows).toHaveLength(6)
    const [first] = await db<{ probability: number }[]>`
      select probability from pairs where study_id = ${study.id} order by id limit 1`
    expect(first?.probability).toBeCloseTo(1 / 3 / 4)
    for (const { probability, planned } of rows) {
      expect(probability).toBe(planned)
      expect(probability).toBeGreaterThan(0)
      expect(probability).toBeLessThanOrEqual(1)
    }
  })

  test('turns to a model that came late, and leaves what was shown alone', async () => {
    const db = database.db()
    const study = await openMadeStudy(db, {
      slug: 'late',
      outputs: outputsOf(['m1', 'm2', 'm3'], 60),
      settings: { votes_per_pair: 1 },
    })
    const who = await joinMade(db, study)
    for (let vote = 0; vote < 45; vote++) await castVote(db, { study, who, judge: favouring('m1') })
    const [before] = await db`select count(*) as pairs from pairs where study_id = ${study.id}`
    expect(before).toEqual({ pairs: 180 })

    await addOutputs(db, { study, outputs: outputsOf(['newcomer'], 60) })

    const [kept] =
      await db`select count(*) as pairs, sum(taken) as taken from pairs where study_id = ${study.id}`
    expect(kept).toEqual({ pairs: 45, taken: 45 })
    // The next pair is drawn from fifty: 45 of them bring the newcomer level, so 27 of 30 are expected to show it, and
    // fewer than 19 in one of 65,000 runs.
    let met = 0
    for (let vote = 0; vote < 30; vote++) {
      const shown = await castVote(db, { study, who, judge: favouring('newcomer') })
      met += Number([shown?.a, shown?.b].includes('newcomer'))
    }
    expect(met).toBeGreaterThanOrEqual(19)
  })

  test('by the winner rule is short, follows the votes, and uses up every pair in the end', async () => {
    const db = database.db()
    const study = await openMadeStudy(db, {
      slug: 'top-two',
      outputs: outputsOf(['m1', 'm2', 'm3', 'm4'], 10),
      settings: { votes_per_pair: 1, pairing: 'winner' },
    })
    const random = createRandom(7)
    expect(await planPairs(db, { study, random })).toBe(12)
    const who = await joinMade(db, study)
    // m1 and m2 are level and beat the others.
    const judge = ({ a, b }: { a: string; b: string }) => {
      const [good, other] = [a < 'm3', b < 'm3']
      return good === other ? 'tie' : good ? 'a' : 'b'
    }
    for (let vote = 0; vote < 36; vote++) await castVote(db, { study, who, judge })
    const meetings = await db<{ lo: string; hi: string; votes: number }[]>`
      select ml.name as lo, mh.name as hi, count(*)::int as votes from comparisons c
      join pairs p on p.study_id = c.study_id and p.id = c.pair_id
      join models ml on ml.study_id = c.study_id and ml.id = p.model_lo
      join models mh on mh.study_id = c.study_id and mh.id = p.model_hi
      where c.study_id = ${study.id} group by 1, 2 order by 3 desc`
    expect([meetings[0]?.lo, meetings[0]?.hi]).toEqual(['m1', 'm2'])
    while (await castVote(db, { study, who, judge }));
    const [all] =
      await db`select count(*) as pairs, min(probability) as least from pairs where study_id = ${study.id}`
    expect(all?.pairs).toBe(60)
    expect(all?.least).toBeGreaterThan(0)
  })

  test.each([
    ['balanced', 300],
    ['winner', 12],
  ])(
    'by the %s rule is made once by several processes that found nothing at the same time',
    async (pairing, wanted) => {
      const study = await openMadeStudy(database.db(), {
        slug: `planners-${pairing}`,
        outputs: outputsOf(['m1', 'm2', 'm3', 'm4'], 80),
        settings: { votes_per_pair: 1, pairing },
      })
      // Each pool stands for a process: nothing is shared between them but the database.
      const processes = Array.from({ length: 3 }, () => connect(database.url(), { max: 3 }))
      const found = await Promise.all(processes.map((db) => planPairs(db, { study, newest: 0 })))
      expect(found).toEqual([wanted, wanted, wanted])
      const [planned] =
        await database.db()`select count(*)::int as pairs from pairs where study_id = ${study.id}`
      expect(planned).toEqual({ pairs: wanted })
      for (const db of processes) await db.end()
    },
  )

  test('by the winner rule counts a changed answer once, as it stands now', async () => {
    const db = database.db()
    const { studyAnswers } = await import('../server/results/answer-store.ts')
    const study = await openMadeStudy(db, { slug: 'undone', outputs: outputsOf(['m1', 'm2'], 4) })
    const who = await joinMade(db, study)
    await castVote(db, { study, who, judge: favouring('m1') })
    const last = await castVote(db, { study, who, judge: favouring('m1') })
    const comparison = last?.comparison ?? ''
    const winsOf = (counts: Float64Array) => [...counts].reduce((sum, value) => sum + value, 0)
    const before = await studyAnswers(db, study.id)
    expect(winsOf(before.log.tally.counts)).toBe(2)

    expect(await reopenLastVote(db, { ...who, comparison })).toBe('reopened')
    await recordVote(db, { ...who, comparison, answer: answerOf('tie'), claims: {}, input: 'click' })

    const after = await studyAnswers(db, study.id)
    expect(after.position).toBe(3)
    expect(winsOf(after.log.tally.counts)).toBe(2)
    const ties = (position: number) => [...after.log.at(position).outcome].filter((code) => code === 2).length
    expect([ties(2), ties(3)]).toEqual([0, 1])
    expect(after.log.at(1).length).toBe(1)
    expect(after.log.at(3).length).toBe(2)
  })
})
