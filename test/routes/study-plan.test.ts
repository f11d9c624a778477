import { pino } from 'pino'
import { beforeAll, describe, expect, it } from 'vitest'
import { createToken } from '../../db/accounts/tokens.ts'
import { handOutPair } from '../../db/voting/comparisons.ts'
import { recordVote } from '../../db/voting/votes.ts'
import { createApp } from '../../server/app.tsx'
import { readConfig } from '../../server/config.ts'
import { planPairs } from '../../server/pairing/planning.ts'
import type { StudyPlan } from '../../server/study/study-plan.ts'
import { breach } from '../api/contract.ts'
import { useDatabase } from '../setup/database.ts'
import { answerOf, outputsOf } from '../setup/made-study.ts'
import { join, reread } from '../setup/voted-study.ts'

const database = useDatabase()
let app: ReturnType<typeof createApp>
let token = ''
let reading = ''

beforeAll(async () => {
  app = createApp({ db: database.db(), config: readConfig({}), log: pino({ level: 'silent' }) })
  const make = async (scope: 'admin' | 'results:read') =>
    (
      await createToken(database.db(), {
        name: scope,
        scopes: [scope],
        studyId: null,
        days: null,
        by: 'test',
      })
    ).token
  token = await make('admin')
  reading = await make('results:read')
})

type Call = { json?: unknown; raw?: BodyInit; as?: string }

async function call(method: string, path: string, { json, raw, as = token }: Call = {}) {
  const headers = new Headers({ Authorization: `Bearer ${as}` })
  if (json !== undefined) headers.set('Content-Type', 'application/json')
  const body = json === undefined ? raw : JSON.stringify(json)
  const answer = await app.request(`/api/v1${path}`, { method, headers, ...(body && { body }) })
  expect(await breach(method, path, answer)).toBeNull()
  return answer
}

const planned = async (slug: string): Promise<StudyPlan | null> =>
  ((await (await call('GET', `/studies/${slug}`)).json()) as { plan: StudyPlan | null }).plan

async function upload(slug: string, outputs: unknown[]) {
  const form = new FormData()
  form.append('file', new Blob([outputs.map((row) => JSON.stringify(row)).join('\n')]), 'made.jsonl')
  expect((await call('POST', `/studies/${slug}/batches`, { raw: form as unknown as BodyInit })).status).toBe(
    201,
  )
}

const models = ['one', 'three', 'eleven']

async function draft(slug: string, settings: Record<string, unknown> = {}, prompts = 10) {
  const json = { name: slug, slug, question: 'Which?', repeat_share: 0, ...settings }
  expect((await call('POST', '/studies', { json })).status).toBe(201)
  await upload(slug, outputsOf(models, prompts))
  return slug
}

const open = (slug: string) => call('PUT', `/studies/${slug}/state`, { json: { state: 'open' } })
const raise = (slug: string, votes_per_pair: number) =>
  call('PATCH', `/studies/${slug}`, { json: { votes_per_pair } })
const slotsOf = async (slug: string) => {
  const rows = await database.db()<{ slots: number; pairs: number }[]>`
    select slots, count(*)::int as pairs from pairs where study_id = (select id from studies where slug = ${slug})
    group by 1 order by 1`
  return rows.map(({ slots, pairs }) => [slots, pairs])
}

describe('before a study is opened', () => {
  it('says how many votes two models get, whether that decides, and how many would', async () => {
    const slug = await draft('said')
    const plan = (await planned(slug)) as StudyPlan
    expect(plan).toMatchObject({
      votes_per_pair: 3,
      pairs: 30,
      planned_votes: 90,
      votes_per_model_pair: 30,
      win_share: 0.65,
      enough: false,
      fixed: [],
    })
    expect(plan.needed).toBeGreaterThan(30)
    expect(plan.votes_per_pair_needed).toBe(Math.ceil(plan.needed / 10))
    await raise(slug, plan.votes_per_pair_needed as number)
    expect(await planned(slug)).toMatchObject({ enough: true, votes_per_pair: plan.votes_per_pair_needed })
  })

  it('counts only pairs of different texts, and says nothing while there is nothing to compare', async () => {
    await call('POST', '/studies', { json: { name: 'Alike', slug: 'alike', question: 'Which?' } })
    expect(await planned('alike')).toBeNull()
    const said = { one: 'Same', three: 'Same', eleven: 'Other' }
    await upload(
      'alike',
      [0, 1].flatMap((n) =>
        models.map((model) => ({
          id: `p${n}`,
          prompt: `Question ${n}?`,
          model,
          output: n === 0 ? said[model as keyof typeof said] : `${model} says ${n}`,
        })),
      ),
    )
    expect(await planned('alike')).toMatchObject({ pairs: 5, planned_votes: 15, votes_per_model_pair: 3 })
    await open('alike')
    expect((await planned('alike'))?.fixed).toEqual([{ position: 0, planned: 15 }])
  })

  it('knows no number of votes that decides on five prompts', async () => {
    const slug = await draft('five', { votes_per_pair: 900 }, 5)
    expect(await planned(slug)).toMatchObject({ enough: false, votes_per_pair_needed: null })
  })

  it('works the votes per pair out at opening, where it is asked to and none was chosen', async () => {
    const auto = await draft('auto', { auto_votes_per_pair: true })
    const { votes_per_pair, planned_votes } = (await planned(auto)) as StudyPlan
    expect(votes_per_pair).toBeGreaterThan(3)
    const opened = (await (await open(auto)).json()) as Record<string, unknown>
    expect(opened).toMatchObject({ votes_per_pair, auto_votes_per_pair: false })
    expect(opened.plan).toMatchObject({ planned_votes, fixed: [{ position: 0, planned: planned_votes }] })

    const chosen = await draft('chosen', { auto_votes_per_pair: true })
    await raise(chosen, 3)
    expect(await (await open(chosen)).json()).toMatchObject({ votes_per_pair: 3 })
  })
})

describe('while a study is open', () => {
  it('fixes the planned votes once: pausing and opening again change nothing', async () => {
    const slug = await draft('fixed')
    await open(slug)
    const before = await planned(slug)
    expect(before?.fixed).toEqual([{ position: 0, planned: 90 }])
    await call('PUT', `/studies/${slug}/state`, { json: { state: 'paused' } })
    await open(slug)
    expect(await planned(slug)).toEqual(before)
  })

  it('raises votes per pair, those of pairs there are too, and keeps the plan before; the frozen rules stay', async () => {
    const db = database.db()
    const slug = await draft('raised')
    await open(slug)
    const study = await reread(db, slug)
    await planPairs(db, { study })
    const who = await join(db, study)
    const live = await handOutPair(db, who)
    await recordVote(db, {
      ...who,
      comparison: live?.id ?? '',
      answer: answerOf('a'),
      claims: {},
      input: 'key',
    })
    const raised = await raise(slug, 5)
    expect(await raised.json()).toMatchObject({
      votes_per_pair: 5,
      plan: {
        planned_votes: 150,
        fixed: [
          { position: 0, planned: 90 },
          { position: 1, planned: 150 },
        ],
      },
    })
    expect(await slotsOf(slug)).toEqual([[5, 30]])
    expect((await reread(db, slug)).frozenHash).toBe(study.frozenHash)
    const [act] = await db<{ details: unknown }[]>`
      select details from audit where act = 'study.edit' and subject = ${slug}`
    expect(act?.details).toEqual({ before: { votes_per_pair: 3 }, after: { votes_per_pair: 5 } })
  })

  it('refuses to lower them, to raise them in a closed study, and to whoever may only read', async () => {
    const slug = await draft('refused')
    await open(slug)
    const lower = await raise(slug, 2)
    expect(lower.status).toBe(409)
    expect((await lower.json()) as object).toMatchObject({
      title: expect.stringContaining('can only be raised'),
    })
    expect((await raise(slug, 1001)).status).toBe(422)
    const json = { votes_per_pair: 4, question: 'Another?' }
    expect((await call('PATCH', `/studies/${slug}`, { json })).status).toBe(409)
    expect((await call('PATCH', `/studies/${slug}`, { json, as: reading })).status).toBe(403)
    expect((await raise('nowhere', 4)).status).toBe(404)
    await call('PUT', `/studies/${slug}/state`, { json: { state: 'paused' } })
    expect((await raise(slug, 4)).status).toBe(200)
    expect((await raise(slug, 4)).status).toBe(200)
    await call('PUT', `/studies/${slug}/state`, { json: { state: 'closed' } })
    expect((await raise(slug, 5)).status).toBe(409)
    expect((await planned(slug))?.fixed).toEqual([
      { position: 0, planned: 90 },
      { position: 0, planned: 120 },
    ])
  })

  it('plans anew when outputs come later, and when a model is withdrawn or taken back', async () => {
    const db = database.db()
    const slug = await draft('later')
    await open(slug)
    await upload(slug, outputsOf(['new'], 10))
    await planPairs(db, { study: await reread(db, slug) })
    const withdrawal = { json: { model: 'one' } }
    await call('POST', `/studies/${slug}/withdrawals`, withdrawal)
    expect((await raise(slug, 4)).status).toBe(200)
    expect(await slotsOf(slug)).toEqual([
      [0, 30],
      [4, 30],
    ])
    await call('POST', `/studies/${slug}/readmissions`, withdrawal)
    expect((await planned(slug))?.fixed.map((entry) => entry.planned)).toEqual([90, 180, 90, 120, 240])
    expect(await slotsOf(slug)).toEqual([[4, 60]])
  })

  it('lays pairs out with the votes asked for by then, where these are raised at that moment', async () => {
    const db = database.db()
    const slug = await draft('moment', {}, 6)
    await open(slug)
    const study = await reread(db, slug)
    const raising = await db.reserve()
    await raising`begin`
    await raising`update studies set settings = settings || '{"votes_per_pair": 5}' where id = ${study.id}`
    const laidOut = planPairs(db, { study })
    await Promise.race([laidOut, new Promise((resolve) => setTimeout(resolve, 500))])
    await raising`commit`
    raising.release()
    await laidOut
    expect(await slotsOf(slug)).toEqual([[5, 18]])
  })

  it('raises once, and loses no vote, however many ask while people vote', async () => {
    const db = database.db()
    const slug = await draft('many', {}, 6)
    await open(slug)
    const study = await reread(db, slug)
    await planPairs(db, { study })
    const voters = await Promise.all(Array.from({ length: 6 }, () => join(db, study)))
    const vote = async (who: { studyId: number; testerId: number }, n: number) => {
      for (let k = 0; k < 8; k++) {
        const live = await handOutPair(db, who)
        const answer = answerOf((k + n) % 4 === 0 ? 'skip' : 'a')
        if (live) await recordVote(db, { ...who, comparison: live.id, answer, claims: {}, input: 'key' })
      }
    }
    const raises = [4, 5, 6, 7, 5, 7].map((votes) => raise(slug, votes).then(({ status }) => status))
    const [statuses] = await Promise.all([Promise.all(raises), Promise.all(voters.map(vote))])
    for (const status of statuses) expect([200, 409]).toContain(status)
    expect(await slotsOf(slug)).toEqual([[7, 18]])
    const { fixed } = (await planned(slug)) as StudyPlan
    expect(fixed.at(-1)?.planned).toBe(126)
    expect(fixed.map((entry) => entry.planned)).toEqual(
      [...fixed.map((entry) => entry.planned)].sort((x, y) => x - y),
    )
    const [counted] = await db<{ taken: number; given: number }[]>`
      select (select sum(taken)::int from pairs where study_id = ${study.id}) as taken,
             (select count(*)::int from comparisons where study_id = ${study.id} and state in ('answered', 'reserved')) as given`
    expect(counted?.taken).toBe(counted?.given)
  })
})
