import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gridStudy } from '../bench/setup/grid.ts'
import { choosePrompt, planModelPairs } from '../server/pairing/pairing.ts'
import { planPairs } from '../server/pairing/planning.ts'
import { type Answer, answerGrid, comparable, pairAt, sharedPrompts } from '../server/results/answer-grid.ts'
import { useDatabase } from './setup/database.ts'

const database = useDatabase()

const answers = fc.uniqueArray(
  fc.record({
    model: fc.integer({ min: 1, max: 5 }),
    prompt: fc.integer({ min: 1, max: 6 }),
    output: fc.integer({ min: 1, max: 1e9 }),
    content: fc.integer({ min: 1, max: 3 }),
  }),
  { selector: ({ model, prompt }) => `${model} ${prompt}`, maxLength: 30 },
)

/** The grid written out, which the real one never is. */
function everyPair(all: Answer[]) {
  return all.flatMap((one) =>
    all
      .filter(
        (other) => other.prompt === one.prompt && other.model > one.model && other.content !== one.content,
      )
      .map((other) => ({ one, other })),
  )
}

describe('the answer grid', () => {
  test('counts and finds the pairs that writing them all out would find', () => {
    fc.assert(
      fc.property(answers, (all) => {
        const grid = answerGrid(all)
        const written = everyPair(all)
        const shared = sharedPrompts(grid)
        expect(shared.reduce((sum, { prompts }) => sum + prompts, 0)).toBe(written.length)
        for (const entry of shared) {
          const isOpen = comparable(grid, entry)
          const found = grid.prompts.flatMap((_, at) => (isOpen(at) ? [pairAt(grid, { ...entry, at })] : []))
          const wanted = written
            .filter(({ one, other }) => one.model === entry.lo && other.model === entry.hi)
            .map(({ one, other }) => ({
              promptId: one.prompt,
              outputLo: Math.min(one.output, other.output),
              outputHi: Math.max(one.output, other.output),
            }))
          expect(found).toEqual(wanted.sort((x, y) => x.promptId - y.promptId))
        }
      }),
    )
  })
})

describe('a plan', () => {
  const pair = fc.record({
    lo: fc.integer(),
    hi: fc.integer(),
    slots: fc.integer({ min: 0, max: 9 }),
    remaining: fc.integer({ min: 0, max: 5 }),
  })

  test('takes the least-planned pair of models each time, and only while prompts remain', () => {
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 12 }), fc.integer({ min: 1, max: 20 }), (grid, wanted) => {
        const named = grid.map((entry, n) => ({ ...entry, lo: n, hi: n + 100 }))
        const plan = planModelPairs(named, { wanted, slotsPerPair: 2, random: Math.random })
        expect(plan).toHaveLength(
          Math.min(
            wanted,
            named.reduce((sum, { remaining }) => sum + remaining, 0),
          ),
        )
        for (const { lo } of plan) {
          const open = named.filter(({ remaining }) => remaining > 0)
          const taken = named[lo] as (typeof named)[number]
          expect(taken.slots).toBe(Math.min(...open.map(({ slots }) => slots)))
          taken.slots += 2
          taken.remaining -= 1
        }
      }),
    )
  })

  test('gives every least-shown open prompt the same chance, and none that is not open', () => {
    const shown = [0, 1, 1, 2, 1]
    const counts = shown.map(() => 0)
    for (let n = 0; n < 3000; n++) {
      const at = choosePrompt(shown, { isOpen: (place) => place > 0, random: Math.random })?.at ?? 0
      counts[at] = (counts[at] ?? 0) + 1
    }
    expect(counts[0]).toBe(0)
    expect(counts[3]).toBe(0)
    for (const place of [1, 2, 4]) expect(Math.abs((counts[place] ?? 0) - 1000)).toBeLessThan(200)
    expect(choosePrompt(shown, { isOpen: () => false, random: Math.random })).toBeNull()
  })

  test('after plan covers every possible pair once, evenly at every stop', async () => {
    const db = database.db()
    const study = await gridStudy(db, { slug: 'whole', models: 5, prompts: 70 })
    let planned = 0
    for (let added = 1; added > 0; ) {
      added = await planPairs(db, { study })
      planned += added
      const [spread] = await db`
        select max(n) - min(n) as models from (
          select count(*) as n from pairs where study_id = ${study.id} group by model_lo, model_hi) counts`
      expect(spread?.models).toBeLessThanOrEqual(1)
    }
    expect(planned).toBe(70 * 10)
  })

  test('takes up what a later batch brings, newest model first', async () => {
    const db = database.db()
    const study = await gridStudy(db, { slug: 'later', models: 3, prompts: 10 })
    while ((await planPairs(db, { study })) > 0);
    await db`
      with batch as (
        insert into batches (study_id, state, files, created_by, published_at)
        values (${study.id}, 'published', '{late.jsonl}', 'test', now()) returning id
      ), late as (
        insert into models (study_id, name) values (${study.id}, 'late') returning id
      )
      insert into outputs (study_id, prompt_id, model_id, batch_id, sample, messages, content_hash, flags)
      select ${study.id}, p.id, late.id, batch.id, 0, '[]', sha256(('late ' || p.id)::bytea), '{}'
      from batch, late, prompts p where p.study_id = ${study.id}`
    expect(await planPairs(db, { study })).toBe(30)
  })
})
