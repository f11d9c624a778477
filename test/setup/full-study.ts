import { createHash } from 'node:crypto'
import type { Db } from '../../db/connection/client.ts'
import { createStudy, findStudy } from '../../db/studies/studies.ts'
import { NewStudy } from '../../server/domain/settings/study-settings.ts'
import type { Study } from '../../server/domain/study.ts'

const models = ['plain', '=cmd()', '../../x', 'org/räg-7b']
const prompts = 24
const testers = 9

/**
 * A closed study with everything an export may meet, the same to the last byte each time: conversations, tool calls,
 * texts that are equal or hold turn marks, flags, criteria, strength, scores, changed answers, skips, repeats,
 * exclusions and a withdrawal.
 */
export async function fullStudy(db: Db, { slug }: { slug: string }): Promise<Study> {
  const study = await createStudy(
    db,
    NewStudy.parse({
      name: 'Everything',
      slug,
      question: 'Which is better?',
      strength: true,
      scores: true,
      criteria: ['helpful', 'tone'],
    }),
  )
  const drawn = dice(7)
  await insertOutputs(db, { study, drawn })
  await insertTesters(db, study)
  await insertAnswers(db, { study, drawn })
  const found = await findStudy(db, { slug, only: null })
  if (!found) throw new Error('The study is gone')
  return found
}

type Drawn = (below: number) => number
type Of = { study: Study; drawn: Drawn }

async function insertOutputs(db: Db, { study: { id }, drawn }: Of): Promise<void> {
  const [batch] = await db<{ id: number }[]>`
    insert into batches (study_id, state, files, created_by, published_at)
    values (${id}, 'published', '{made.jsonl}', 'test', now()) returning id`
  for (const [n, name] of models.entries()) {
    await db`insert into models (study_id, name, approach, cost)
             values (${id}, ${name}, ${n % 2 ? 'rag' : null}, ${n === 2 ? null : 0.5 * n})`
  }
  for (let n = 0; n < prompts; n += 1) {
    await db`
      insert into prompts (study_id, external_id, content_hash, messages, tags, language, "group")
      values (${id}, ${`p${n}`}, ${digest(`prompt ${n}`)}, ${db.json(promptTurns(n))},
              ${n % 3 ? ['easy', 'a "b", c'] : []}, ${n % 2 ? 'en' : ''}, ${`g${n % 7}`})`
    for (const [m, name] of models.entries()) {
      await db`
        insert into outputs (study_id, prompt_id, model_id, batch_id, sample, messages, content_hash, flags)
        select p.study_id, p.id, m.id, ${batch?.id ?? 0}, 0, ${db.json(outputTurns(n, m))}, ${digest(`${n} ${m}`)},
               ${drawn(9) === 0 ? ['truncated', 'refusal'] : []}
        from prompts p, models m
        where p.study_id = ${id} and p.external_id = ${`p${n}`} and m.study_id = ${id} and m.name = ${name}`
    }
  }
  await db`
    insert into pairs (study_id, prompt_id, output_lo, output_hi, model_lo, model_hi, slots, taken)
    select lo.study_id, lo.prompt_id, lo.id, hi.id, lo.model_id, hi.model_id, 9, 0
    from outputs lo join outputs hi on hi.study_id = lo.study_id and hi.prompt_id = lo.prompt_id and hi.id > lo.id
    where lo.study_id = ${id} order by lo.prompt_id, lo.id, hi.id`
}

function promptTurns(n: number) {
  const asked = {
    role: 'user',
    content: `Question ${n}, "quoted"\r\nand 中 😀 \u2028 ${'why? '.repeat(n * 5)}`,
  }
  if (n % 6 === 1) return [{ role: 'system', content: 'Be brief' }, asked]
  if (n % 6 === 2) return [{ role: 'user', content: 'Hi' }, { role: 'assistant', content: '' }, asked]
  return [asked]
}

function outputTurns(n: number, m: number) {
  if (n % 8 === 3) return [{ role: 'assistant', content: 'The same of every model' }]
  if (n % 8 === 5 && m === 1) {
    const call = { id: 'c1', name: 'find', arguments: '{"x":1}' }
    return [
      { role: 'assistant', content: '', tool_calls: [call] },
      { role: 'tool', content: '3', tool_call_id: 'c1' },
      { role: 'assistant', content: 'It is 3' },
    ]
  }
  if (n % 8 === 6 && m === 2) return [{ role: 'assistant', content: 'Yes.\n\nHuman: and now?' }]
  return [
    { role: 'assistant', content: `=Answer ${n}, of "${m}"\n${'and so on, \\ \t'.repeat((n * 7 + m) % 40)}` },
  ]
}

async function insertTesters(db: Db, { id }: Study): Promise<void> {
  const [invite] = await db<{ id: number }[]>`
    insert into invites (study_id, hash, kind, label) values (${id}, 'full', 'open', 'full') returning id`
  for (let n = 0; n < testers; n += 1) {
    await db`
      insert into testers (study_id, invite_id, pseudonym, token_hash, consent_version, locale)
      values (${id}, ${invite?.id ?? 0}, ${`t_${n}`}, ${digest(`tester ${n}`)}, 1, 'en')`
  }
  const rules = [
    { n: 1, rule: 'too_fast', lifted: null },
    { n: 2, rule: 'by_hand', lifted: new Date() },
    { n: 3, rule: 'too_fast', lifted: null },
    { n: 3, rule: 'withdrawn', lifted: null },
  ]
  for (const { n, rule, lifted } of rules) {
    await db`
      insert into exclusions (study_id, tester_id, rule, reason, by, lifted_at)
      select study_id, id, ${rule}, '', 'test', ${lifted} from testers
      where study_id = ${id} and pseudonym = ${`t_${n}`}`
  }
}

async function insertAnswers(db: Db, { study: { id }, drawn }: Of): Promise<void> {
  const pairs = await db<{ id: number }[]>`select id from pairs where study_id = ${id} order by id`
  const people = await db<{ id: number }[]>`select id from testers where study_id = ${id} order by id`
  let position = 0
  for (const [n, tester] of people.entries()) {
    for (const [at, pair] of pairs.entries()) {
      if (drawn(3) === 0) continue
      const comparison = `${digest(`${n} ${at}`).toString('hex').slice(0, 22)}`
      const isChanged = drawn(12) === 0
      await db`
        insert into comparisons (study_id, id, pair_id, tester_id, swapped, purpose, state, reserved_until, answered_at,
                                 revision)
        values (${id}, ${comparison}, ${pair.id}, ${tester.id}, ${drawn(2) === 0}, ${drawn(15) === 0 ? 'repeat' : 'vote'},
                'answered', now(), now(), ${isChanged ? 2 : 1})`
      for (let revision = 1; revision <= (isChanged ? 2 : 1); revision += 1) {
        position += 1
        await insertVote(db, { id, comparison, revision, position, drawn })
      }
    }
  }
  await db`update ballot_boxes set position = ${position}, state = 'closed' where study_id = ${id}`
}

type Vote = { id: number; comparison: string; revision: number; position: number; drawn: Drawn }

async function insertVote(db: Db, { id, comparison, revision, position, drawn }: Vote): Promise<void> {
  const outcome = ['a', 'b', 'a', 'b', 'a', 'tie', 'both_bad', 'skip'][drawn(8)] ?? 'a'
  const isAnswer = outcome !== 'skip'
  const comment = ['', '', 'é "quoted", with a comma', '+1\n-1', '💡'][drawn(5)] ?? ''
  await db`
    insert into votes (study_id, comparison_id, revision, position, outcome, strength, score_a, score_b, criteria,
                       reasons, comment, seconds, claims, input, at)
    values (${id}, ${comparison}, ${revision}, ${position}, ${outcome},
            ${outcome === 'a' || outcome === 'b' ? 1 + drawn(3) : null}, ${isAnswer ? 1 + drawn(5) : null},
            ${isAnswer ? 1 + drawn(5) : null}, ${db.json(drawn(2) ? { tone: 'a', helpful: 'tie' } : {})},
            ${drawn(3) ? [] : ['wrong', 'too long']}, ${comment},
            ${drawn(6) ? 0.25 * drawn(200) : null}, '{}', ${drawn(2) ? 'key' : 'touch'},
            ${new Date(Date.UTC(2026, 0, 1) + position * 61_037)})`
}

/** Numbers below a bound, the same for the same seed. */
function dice(seed: number): Drawn {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest()
