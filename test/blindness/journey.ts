import type { Hono } from 'hono'
import type { Db } from '../../db/connection/client.ts'
import { setStudyState } from '../../db/studies/studies.ts'
import { createInvites, revokeInvite } from '../../db/testers/invites.ts'
import type { Study } from '../../server/domain/study.ts'
import type { AppEnv } from '../../server/http/app-env.ts'
import {
  type Answer,
  type Browser,
  comparisonOf,
  createBrowser,
  formsOf,
  linksOf,
  screenOf,
} from './browser.ts'
import { passTime } from './frozen-clock.ts'
import { routeOf, testerRoutesOf } from './tester-routes.ts'

const choices = ['a', 'b', 'tie', 'a', 'both_bad', 'b', 'b']
const most = 60
const secondsBetween = 7

type Place = { app: Hono<AppEnv>; db: Db; study: Study }

/** Everything several testers receive, in order, from the first look at a link to the last page, errors included. */
export async function journey(place: Place): Promise<Answer[]> {
  const transcript: Answer[] = []
  const open = () => createBrowser(place.app, transcript, () => passTime(place.db, secondsBetween))
  const { db, study } = place

  await strangers(open(), place)
  const links = await linksFor(place)
  await atTheDoor(open(), { links })

  const first = await join(open(), links.open)
  await stumble(first, place)
  await workThrough(first, { study, fragments: false })

  await first.send(`/s/${study.key}/votes.json`)

  const second = await join(open(), links.personal)
  await mistakes(second, { place, theirs: lastComparison(transcript) })
  await workThrough(second, { study, fragments: true })
  await curious({ place, transcript, open, link: links.open })

  const third = await join(open(), links.open)
  await third.send(`/s/${study.key}`)
  await failures(third, place)
  for (const state of ['paused', 'closed'] as const) {
    await setStudyState(db, { id: study.id, state })
    if (state === 'paused') await stumble(third, place)
    for (const browser of [first, second]) await browser.send(`/s/${study.key}`)
    for (const code of [links.open, links.personal]) await atTheDoorOf(open(), code)
  }
  return transcript
}

type Links = Record<'open' | 'personal' | 'full' | 'revoked' | 'expired', string>

async function linksFor({ db, study }: Place): Promise<Links> {
  const make = async (kind: 'open' | 'personal', expires: Date | null = null) => {
    const [made] = await createInvites(db, {
      studyId: study.id,
      kind,
      count: 1,
      label: '',
      cap: null,
      expires,
    })
    return { id: made?.id ?? 0, code: made?.code ?? '' }
  }
  const revoked = await make('open')
  await revokeInvite(db, { studyId: study.id, id: revoked.id })
  const full = await make('open')
  await db`update invites set cap = 0 where study_id = ${study.id} and id = ${full.id}`
  return {
    open: (await make('open')).code,
    personal: (await make('personal')).code,
    full: full.code,
    revoked: revoked.code,
    expired: (await make('open', new Date(0))).code,
  }
}

/** Pages, files and errors that need no link. */
async function strangers(browser: Browser, { app, study }: Place): Promise<void> {
  for (const { method, path } of testerRoutesOf(app)) {
    const address = path.replace(':key', study.key).replace(/:\w+/g, 'nothing')
    await browser.send(address, method === 'GET' ? {} : { method, form: [] })
    if (method === 'GET') await browser.send(address, { method: 'HEAD' })
  }
  for (const path of [
    '/nothing',
    '/robots.txt',
    '/sitemap.xml',
    '/assets/',
    '/assets/app.js.map',
    `/s/${study.slug}`,
  ])
    await browser.send(path)
}

async function atTheDoor(browser: Browser, { links }: { links: Links }): Promise<void> {
  for (const code of Object.values(links)) await atTheDoorOf(browser, code)
  await browser.send(`/join/${links.open}?lang=en`, { headers: { 'Accept-Language': 'ar' } })
  const landing = await browser.send(`/join/${links.open}`)
  for (const href of linksOf(landing.body)) await browser.send(href)
  await browser.send(`/join/${links.open}`, {
    form: [
      ['consent', 'yes'],
      ['consent', 'yes'],
      ['more', '1'],
    ],
  })
}

async function atTheDoorOf(browser: Browser, code: string): Promise<void> {
  await browser.send(`/join/${code}`)
  await browser.send(`/join/${code}`, { method: 'HEAD' })
  await browser.send(`/join/${code}`, { form: [] })
}

export async function join(browser: Browser, code: string): Promise<Browser> {
  const landing = await browser.send(`/join/${code}`)
  const form = formsOf(landing.body).find(({ action }) => action.startsWith('/join/'))
  if (!form) throw new Error('The landing page has no form')
  const joined = await browser.send(form.action, { form: form.fields })
  if (joined.status !== 303) throw new Error(`Joining was answered with ${joined.status}`)
  return browser
}

/** From screen to screen to the end: votes, now and then a skip, an answer sent twice, changed or taken back. */
async function workThrough(browser: Browser, { study, fragments }: { study: Study; fragments: boolean }) {
  const base = `/s/${study.key}`
  const headers: Record<string, string> = fragments ? { 'HX-Request': 'true' } : {}
  let page = await browser.send(base, { headers })
  for (let step = 0; screenOf(page.body) !== 'done'; step++) {
    if (step > most) throw new Error(`No end after ${most} screens: ${page.body.slice(0, 2000)}`)
    const comparison = comparisonOf(page.body) ?? ''
    if (screenOf(page.body) === 'comparison') await answer(browser, { base, comparison, step, headers })
    else await goOn(browser, page, headers)
    page = await browser.send(base, { headers })
  }
  await browser.send(`${base}/done`)
}

type Step = { base: string; comparison: string; step: number; headers: Record<string, string> }

async function answer(browser: Browser, { base, comparison, step, headers }: Step): Promise<void> {
  const choice = choices[step % choices.length] as string
  const vote = (chosen: string) =>
    browser.send(`${base}/votes`, {
      headers,
      form: [
        ['comparison', comparison],
        ['choice', chosen],
      ],
    })
  if (step % 6 === 4) {
    await browser.send(`${base}/skips`, {
      headers,
      form: [
        ['comparison', comparison],
        ['reason', 'cannot_judge'],
      ],
    })
    return
  }
  await vote(choice)
  if (step === 1) await vote(choice)
  if (step === 2) await vote(choice === 'tie' ? 'a' : 'tie')
  if (step === 3) {
    await browser.send(`${base}/undo`, { headers, form: [['comparison', comparison]] })
    await browser.send(base, { headers })
    await vote('tie')
  }
  await browser.send(`${base}/done`, { headers })
}

/** Past a practice pair or a break. */
export async function goOn(
  browser: Browser,
  page: Answer,
  headers: Record<string, string> = {},
): Promise<void> {
  const form = formsOf(page.body).at(0)
  if (!form) throw new Error(`A screen without a form: ${page.body.slice(0, 2000)}`)
  await browser.send(form.action, { form: form.fields, headers })
}

/** Wrong bodies of every kind to every route that takes one, and wrong addresses to every route. */
async function stumble(browser: Browser, { app, study }: Place): Promise<void> {
  for (const { method, path } of testerRoutesOf(app)) {
    if (!path.startsWith('/s/')) continue
    const address = path.replace(':key', study.key).replace(/:\w+/g, 'nothing')
    for (const headers of [{}, { 'HX-Request': 'true' }] as Record<string, string>[]) {
      if (method === 'GET') await browser.send(address, { headers })
      else
        for (const form of wrongForms.slice(0, headers['HX-Request'] ? 3 : 7))
          await browser.send(address, { method, form, headers })
    }
    await browser.send(address.replace(study.key, '%00'), { method })
    await browser.send(address.replace(study.key, '%E0%A4%A'), { method })
    await browser.send(address.replace(study.key, 'x'.repeat(2000)), { method })
    await browser.send(address, { method: 'PUT' })
  }
}

const wrongForms: (string | [string, string][])[] = [
  [],
  [['comparison', 'nothing']],
  [
    ['comparison', 'x'.repeat(22)],
    ['choice', 'a'],
  ],
  [
    ['comparison', 'x'.repeat(22)],
    ['reason', 'other'],
  ],
  [['comparison', 'x'.repeat(22)]],
  [
    ['choice', 'a'],
    ['choice', 'b'],
    ['model', '1'],
    ['__proto__', 'x'],
  ],
  '{"choice":"a"}',
]

type Mistakes = { place: Place; theirs: string }

async function mistakes(browser: Browser, { place, theirs }: Mistakes): Promise<void> {
  const base = `/s/${place.study.key}`
  const page = await browser.send(base)
  const own = comparisonOf(page.body) ?? ''
  for (const comparison of [theirs, own]) {
    await browser.send(`${base}/undo`, { form: [['comparison', comparison]] })
    if (comparison === own) await lapse(place, own)
    await browser.send(`${base}/votes`, {
      form: [
        ['comparison', comparison],
        ['choice', 'a'],
      ],
    })
    await browser.send(`${base}/skips`, {
      form: [
        ['comparison', comparison],
        ['reason', 'broken'],
      ],
    })
  }
  const vote = { form: [['comparison', own]] as [string, string][] }
  await browser.send(`${base}/votes`, { ...vote, headers: { Origin: 'https://evil.example' } })
  await browser.send(`${base}/votes`, { form: `comment=${'x'.repeat(3 * 1024 * 1024)}` })
}

const lapse = ({ db, study }: Place, comparison: string) =>
  db`update comparisons set reserved_until = now() - interval '1 second'
     where study_id = ${study.id} and id = ${comparison}`

/** A page that cannot be made: the answer says that it failed and nothing else. */
async function failures(browser: Browser, { db, study }: Place): Promise<void> {
  for (const table of ['renderings', 'testers', 'ballot_boxes']) {
    await db.unsafe(`alter table ${table} rename to hidden`)
    await browser.send(`/s/${study.key}`)
    await browser.send(`/s/${study.key}`, { headers: { 'HX-Request': 'true' } })
    await db.unsafe(`alter table hidden rename to ${table}`)
  }
}

type Curious = { place: Place; transcript: Answer[]; open: () => Browser; link: string }

/** Follows each link and sends each form that no one has tried yet, so that a new route is met without a new step here. */
async function curious({ place: { app, study }, transcript, open, link }: Curious): Promise<void> {
  const routes = testerRoutesOf(app)
  const answered = () =>
    new Set(transcript.filter(({ status }) => status < 400).map((seen) => routeOf(routes, seen)))
  const offered = transcript.flatMap(({ body }) => [
    ...formsOf(body).map(({ action }) => ({ method: 'POST', path: action })),
    ...linksOf(body).map((path) => ({ method: 'GET', path })),
  ])
  for (const { method, path } of offered) {
    const route = routeOf(routes, { method, path })
    if (!route || !path.startsWith(`/s/${study.key}`) || answered().has(route)) continue
    await reach(await join(open(), link), { base: `/s/${study.key}`, method, path })
  }
}

type Wanted = { base: string; method: string; path: string }

async function reach(browser: Browser, { base, method, path }: Wanted): Promise<void> {
  for (let step = 0; step < most; step++) {
    const page = await browser.send(base)
    const form = formsOf(page.body).find(({ action }) => action === path)
    if (method === 'GET' && linksOf(page.body).includes(path)) return void (await browser.send(path))
    if (method === 'POST' && form) return void (await browser.send(path, { form: form.fields }))
    if (screenOf(page.body) === 'done') return
    const comparison = comparisonOf(page.body) ?? ''
    if (screenOf(page.body) !== 'comparison') await goOn(browser, page, {})
    else
      await browser.send(`${base}/votes`, {
        form: [
          ['comparison', comparison],
          ['choice', 'a'],
        ],
      })
  }
}

const lastComparison = (transcript: Answer[]): string =>
  transcript.map(({ body }) => comparisonOf(body)).findLast((id) => id !== null) ?? ''
