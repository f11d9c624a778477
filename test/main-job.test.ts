import { createReadStream, existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createToken } from '../db/accounts/tokens.ts'
import { createStudy, setStudyState } from '../db/studies/studies.ts'
import { createInvites } from '../db/testers/invites.ts'
import { readConfig } from '../server/config.ts'
import { NewStudy } from '../server/domain/settings/study-settings.ts'
import { importFiles } from '../server/importing/importing.ts'
import { createLog } from '../server/log.ts'
import { type RunningServer, serve } from '../server/main.ts'
import type { Ranking } from '../server/stats/ranking/ranking.ts'
import { useDatabase } from './setup/database.ts'

const shared = process.env.SHARED_DIR ?? resolve(import.meta.dirname, '../../shared')
const demo = resolve(import.meta.dirname, '../demo')
const testers = 12
const votesEach = 30

const database = useDatabase()
let server: RunningServer

beforeAll(async () => {
  const config = readConfig({ DATABASE_URL: database.url(), PORT: '0', LOG_LEVEL: 'error' })
  server = await serve({ config, log: createLog('error') })
})
afterAll(() => server.stop())

type Job = { slug: string; files: string[]; outputs: number; empty: number }

const jobs: Job[] = [
  { slug: 'demo', files: [join(demo, 'prompts.jsonl'), join(demo, 'outputs.jsonl')], outputs: 48, empty: 0 },
]
const realJobs: Job[] = [
  {
    slug: 'llmfao',
    files: [join(shared, 'data/llmfao/prompts.jsonl'), join(shared, 'data/llmfao/results.jsonl')],
    outputs: 1133 - 69,
    empty: 69,
  },
  {
    slug: 'tulu',
    files: [join(shared, 'data/tulu-human-eval/eval_instances_tulu_1.jsonl')],
    outputs: -1,
    empty: 0,
  },
]

describe.each(jobs)('the main job on $slug', (job) => runsThrough(job))
describe.skipIf(!existsSync(join(shared, 'data')))(
  'with the shared data (skipped where it is absent)',
  () => {
    describe.each(realJobs)('the main job on $slug', (job) => runsThrough(job))
  },
)

const writtenOn = (html: string, side: string): string =>
  new RegExp(`<pre id="raw-${side}"[^>]*>([\\s\\S]*?)</pre>`).exec(html)?.[1] ?? ''

type Cast = { comparison: string; choice: string; a: string; b: string }

function runsThrough({ slug, files, outputs, empty }: Job): void {
  const cast: Cast[] = []
  let token = ''

  test('imports, and says what it skipped', async () => {
    const study = await createStudy(
      server.db,
      NewStudy.parse({
        name: slug,
        slug,
        question: 'Which answer is better?',
        max_votes_per_tester: votesEach,
      }),
    )
    const { state, report } = await importFiles(server.db, {
      study,
      files: files.map((path) => ({ name: basename(path), open: () => createReadStream(path) })),
      options: {},
      dryRun: false,
      by: 'test',
    })
    expect(report.problems).toEqual([])
    expect(state).toBe('published')
    if (outputs >= 0) expect(report.outputs).toBe(outputs)
    expect(report.skipped.filter((notice) => notice.code === 'empty_output')).toHaveLength(empty)
    await setStudyState(server.db, { id: study.id, state: 'open' })
    token = (
      await createToken(server.db, {
        name: slug,
        scopes: ['results:read', 'data:read'],
        studyId: study.id,
        days: 1,
        by: 'test',
      })
    ).token
  })

  test(`takes ${testers} testers' votes over HTTP`, { timeout: 120_000 }, async () => {
    const [study] = await server.db<
      { id: number; key: string }[]
    >`select id, key from studies where slug = ${slug}`
    if (!study) throw new Error('the study is gone')
    const [invite] = await createInvites(server.db, {
      studyId: study.id,
      kind: 'open',
      count: 1,
      label: '',
      cap: null,
      expires: null,
    })
    const journeys = Array.from({ length: testers }, async (_, person) => {
      const joined = await fetch(`${server.url}/join/${invite?.code}`, {
        method: 'POST',
        body: new URLSearchParams({ consent: 'yes' }),
        redirect: 'manual',
      })
      const cookie = joined.headers.getSetCookie()[0]?.split(';')[0] ?? ''
      for (let vote = 0; ; vote++) {
        const page = await fetch(`${server.url}/s/${study.key}`, { headers: { cookie } })
        const html = await page.text()
        expect(page.status).toBe(200)
        if (html.includes('data-screen="done"')) return
        const comparison = /name="comparison" value="([\w-]+)"/.exec(html)?.[1] ?? ''
        const choice = ['a', 'b', 'a', 'tie', 'b', 'a', 'both_bad'][(person * 5 + vote) % 7] as string
        const [a = '', b = ''] = ['a', 'b'].map((side) => writtenOn(html, side))
        if (a === '' || b === '') throw new Error('the page shows no text as it was written')
        const answer = await fetch(`${server.url}/s/${study.key}/votes`, {
          method: 'POST',
          body: new URLSearchParams({ comparison, choice }),
          headers: { cookie },
          redirect: 'manual',
        })
        expect(answer.status).toBe(303)
        cast.push({ comparison, choice, a, b })
      }
    })
    await Promise.all(journeys)
    expect(new Set(cast.map((vote) => vote.comparison)).size).toBe(cast.length)
    expect(cast.length).toBe(Math.min(testers * votesEach, cast.length))
    expect(cast.length).toBeGreaterThan(200)
  })

  test('finds every vote again in the export, with its models, sides and texts', async () => {
    const rows = await csv(`${server.url}/api/v1/studies/${slug}/exports/votes.csv`, token)
    const byId = new Map(rows.map((row) => [row.vote_id, row]))
    expect(rows).toHaveLength(cast.length)
    const stored = await server.db<{ name: string; id: string; text: string }[]>`
      select m.name, p.external_id as id, o.messages -> 0 ->> 'content' as text
      from outputs o join studies s on s.id = o.study_id and s.slug = ${slug}
      join models m on m.study_id = o.study_id and m.id = o.model_id
      join prompts p on p.study_id = o.study_id and p.id = o.prompt_id`
    const known = new Set(stored.map((output) => JSON.stringify([output.name, output.id, output.text])))
    for (const vote of cast) {
      const row = byId.get(vote.comparison)
      expect(row?.winner).toBe(vote.choice)
      expect(known.has(JSON.stringify([row?.model_a, row?.prompt_id, row?.output_a]))).toBe(true)
      expect(known.has(JSON.stringify([row?.model_b, row?.prompt_id, row?.output_b]))).toBe(true)
      expect(shown(row?.output_a)).toBe(shown(vote.a))
      expect(shown(row?.output_b)).toBe(shown(vote.b))
    }
  })

  test('ranks them as an independent fit of the exported votes does', async () => {
    const answer = await fetch(`${server.url}/api/v1/studies/${slug}/results?order_effect=ignore`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(answer.status).toBe(200)
    const ranking = (await answer.json()) as Ranking
    const rows = await csv(`${server.url}/api/v1/studies/${slug}/exports/votes.csv`, token)
    const counted = rows.filter((row) => row.purpose === 'vote')
    expect(ranking.counts.votes).toBe(counted.length)
    const gradient = scoreEquations(counted, ranking)
    expect(Math.max(...gradient.map(Math.abs))).toBeLessThan(1e-6)
  })
}

/** The page evens out spaces at line ends and empty lines of what it shows, and escapes it. */
function shown(text = ''): string {
  const plain = text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => {
    return { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }[name] ?? ''
  })
  return plain
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

async function csv(address: string, token: string): Promise<Record<string, string>[]> {
  const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } })
  expect(answer.status).toBe(200)
  return parse(await answer.text(), { columns: true, bom: true })
}

/**
 * The likelihood of Bradley–Terry with half wins is concave, so strengths are its maximum exactly where every
 * model's score, Σ (y − p), vanishes; under the prior N(0, 2²) of provisional models, Σ (y − p) − θ / 4.
 */
function scoreEquations(rows: Record<string, string>[], ranking: Ranking): number[] {
  const theta = new Map(ranking.models.map((model) => [model.model, model.theta ?? 0]))
  const score = new Map(
    ranking.models.map((model) => [model.model, model.provisional ? -(model.theta ?? 0) / 4 : 0]),
  )
  for (const { model_a = '', model_b = '', winner } of rows) {
    if (winner === 'skip') continue
    const y = winner === 'a' ? 1 : winner === 'b' ? 0 : 0.5
    const p = 1 / (1 + Math.exp((theta.get(model_b) ?? 0) - (theta.get(model_a) ?? 0)))
    score.set(model_a, (score.get(model_a) ?? 0) + y - p)
    score.set(model_b, (score.get(model_b) ?? 0) - y + p)
  }
  return [...score.values()]
}
