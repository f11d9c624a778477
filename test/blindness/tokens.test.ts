import { beforeAll, describe, expect, test } from 'vitest'
import { createInvites } from '../../db/testers/invites.ts'
import { createApp } from '../../server/app.tsx'
import { readConfig } from '../../server/config.ts'
import type { Study } from '../../server/domain/study.ts'
import { createLog } from '../../server/log.ts'
import { useDatabase } from '../setup/database.ts'
import { type Answer, type Browser, comparisonOf, createBrowser, screenOf } from './browser.ts'
import { goOn, join } from './journey.ts'
import { plain } from './labels.ts'
import { buildStudy } from './study.ts'

const database = useDatabase()
let study: Study
let base = ''

beforeAll(async () => {
  study = await buildStudy(database.db(), plain, Math.random)
  base = `/s/${study.key}`
})

async function newTester(): Promise<Browser> {
  const db = database.db()
  const wanted = { studyId: study.id, kind: 'open', count: 1, label: '', cap: null, expires: null } as const
  const [invite] = await createInvites(db, wanted)
  const app = createApp({ db, config: readConfig({}), log: createLog('silent') })
  return join(createBrowser(app, []), invite?.code ?? '')
}

/** Everything a page holds that could serve as a mark, the texts and their language apart. */
function marksOf({ body, headers }: Answer): Set<string> {
  const texts = /(<div id="(?:prompt|response-[ab])"[^>]*>)[\s\S]*?<\/section>/g
  const rest = body.replace(texts, '$1').replace(/ lang="\w+"/g, '')
  return new Set(`${rest} ${headers.flat().join(' ')}`.match(/[\w-]{3,}/g))
}

async function pairOf(comparison: string | null): Promise<number> {
  const [row] = await database.db()<{ pair: number }[]>`
    select pair_id as pair from comparisons where study_id = ${study.id} and id = ${comparison ?? ''}`
  return row?.pair ?? 0
}

/** The page of a comparison of each pair this tester gets, in order. */
async function pagesOf(browser: Browser): Promise<Map<number, Answer>> {
  const pages = new Map<number, Answer>()
  for (;;) {
    const page = await browser.send(base)
    if (screenOf(page.body) === 'done') return pages
    if (screenOf(page.body) !== 'comparison') {
      await goOn(browser, page)
      continue
    }
    const comparison = comparisonOf(page.body)
    if (!pages.has(await pairOf(comparison))) pages.set(await pairOf(comparison), page)
    await browser.send(`${base}/votes`, {
      form: [
        ['comparison', comparison ?? ''],
        ['choice', 'a'],
      ],
    })
  }
}

describe('the same pair shown to two testers', () => {
  test('has nothing on its two pages that is not on other pages too', async () => {
    const few = database.db()`select id from pairs where study_id = ${study.id} order by id limit 8`
    await database.db()`update pairs set slots = 0 where study_id = ${study.id} and id not in (${few})`
    const [one, two] = [await pagesOf(await newTester()), await pagesOf(await newTester())]
    const shared = [...one.keys()].filter((pair) => two.has(pair))
    expect(shared.length).toBeGreaterThanOrEqual(8)
    const others = [...one, ...two]
    for (const pair of shared) {
      const elsewhere = new Set(
        others.filter(([other]) => other !== pair).flatMap(([, page]) => [...marksOf(page)]),
      )
      const [mine, theirs] = [marksOf(one.get(pair) as Answer), marksOf(two.get(pair) as Answer)]
      const inBoth = [...mine].filter((mark) => theirs.has(mark) && !elsewhere.has(mark))
      expect(inBoth).toEqual([])
      expect(comparisonOf(one.get(pair)?.body ?? '')).not.toBe(comparisonOf(two.get(pair)?.body ?? ''))
    }
  })

  test('would be noticed if its pages had a mark in common', () => {
    const page = (mark: string): Answer => ({
      method: 'GET',
      path: '',
      status: 200,
      headers: [],
      body: `<div id="response-a" data-x="${mark}">text</section>`,
    })
    expect([...marksOf(page('k29f'))]).toContain('k29f')
    expect([...marksOf(page('k29f'))]).not.toContain('text')
  })
})

describe('a comparison', () => {
  test('has an id of 128 random bits, not one with another’s', async () => {
    const rows = await database.db()<{ id: string }[]>`select id from comparisons`
    const bytes = rows.map(({ id }) => Buffer.from(id, 'base64url'))
    expect(bytes.every((id) => id.length === 16)).toBe(true)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
    const bits = bytes.map((id) =>
      [...id].reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0),
    )
    const mean = bits.reduce((sum, count) => sum + count, 0) / bits.length
    expect(Math.abs(mean - 64)).toBeLessThan((5 * Math.sqrt(32)) / Math.sqrt(bits.length))
  })

  test('is laid out before anybody sees it, so no side is slower', async () => {
    const db = database.db()
    const missing = await db`
      select hash from (
        select study_id, content_hash as hash from outputs union select study_id, content_hash from prompts
      ) texts
      where not exists (select from renderings r where r.study_id = texts.study_id and r.hash = texts.hash)`
    expect(missing).toEqual([])
    await db`update pairs set slots = 9 where study_id = ${study.id}`
    await db`update renderings set html = '<p>laid out before</p>' where study_id = ${study.id}`
    const browser = await newTester()
    let page = await browser.send(base)
    while (screenOf(page.body) === 'practice') {
      await goOn(browser, page)
      page = await browser.send(base)
    }
    expect(page.body.match(/<p>laid out before<\/p>/g)).toHaveLength(3)
  })
})
