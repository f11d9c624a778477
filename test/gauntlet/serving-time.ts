import { performance } from 'node:perf_hooks'
import type { Hono } from 'hono'
import type { Db } from '../../db/connection/client.ts'
import { shownModels } from '../../db/voting/shown-models.ts'
import type { AppEnv } from '../../server/http/app-env.ts'
import { renderMarkdown } from '../../server/rendering/rendering.ts'
import { createRandom } from '../../server/stats/special/random.ts'
import { comparisonOf } from '../blindness/browser.ts'
import { type MadeOutput, openMadeStudy } from '../setup/made-study.ts'
import { inviteTo, testerApp, visitor } from '../setup/tester-visit.ts'
import { withThrowAway } from './throw-away.ts'

const least = 0.001
const shuffles = 5000
const prompts = 40
const testers = 150
const delays = [0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2]

/** Labels that have nothing in common but that they are labels; every output has the same length. */
const labels = ['x', 'a-model-with-a-very-long-name/and-a-version-2026-04-01', 'مودل', 'Model 7']

/**
 * Whether the time in which a comparison is served tells which model stands where.
 *
 * Each page is asked for `rounds` times, all pages in a new order each time, and the fifth quickest of twenty is kept,
 * which a busy machine disturbs least. Then the models' names are dealt out anew 5,000 times: `p` is the share of deals
 * that set the groups as far apart as the true names. `foundMs` is the smallest delay, planted for one of four models,
 * that the same test finds in the same times.
 * Beside it stands what laying out costs, once when outputs are published, for a plain and a laborious text of one
 * length, and the medians of their pages: that cost must not be paid while a tester waits.
 */
export async function measureServingTime({ rounds, seed }: { rounds: number; seed: number }) {
  const random = createRandom(seed)
  return withThrowAway(async (db) => {
    const alike = await servedPages(db, { slug: 'alike', outputs: alikeOutputs(), rounds, random })
    const unlike = await servedPages(db, { slug: 'unlike', outputs: unlikeOutputs(), rounds, random })
    const p = {
      left: pByShuffling(alike, { group: (page) => page.a, random }),
      right: pByShuffling(alike, { group: (page) => page.b, random }),
    }
    const found = delays.find(
      (delay) => pByShuffling(delayed(alike, delay), { group: (page) => page.a, random }) <= least,
    )
    const pages = (kind: string) => unlike.filter(({ a, b }) => a.startsWith(kind) && b.startsWith(kind))
    const laidOutMs = { plain: await layingOut(plain(0)), laborious: await layingOut(laborious(0)) }
    const servedMs = { plain: medianOf(pages('plain')), laborious: medianOf(pages('laborious')) }
    const kilobytes = { plain: sizeOf(pages('plain')), laborious: sizeOf(pages('laborious')) }
    const problems = [
      ...Object.entries(p).flatMap(([side, value]) => (value > least ? [] : [`${side}: p = ${value}`])),
      ...(servedMs.laborious - servedMs.plain < (laidOutMs.laborious - laidOutMs.plain) / 2
        ? []
        : ['laborious answers are laid out while a tester waits']),
    ]
    return {
      rounds,
      pages: alike.length,
      p,
      foundMs: found ?? null,
      laidOutMs,
      servedMs,
      kilobytes,
      problems,
    }
  })
}

const filler = 'Some more words to reach the same length as all the others. '

const ofLength = (text: string, length: number) => (text + filler.repeat(100)).slice(0, length)

const alikeOutputs = (): MadeOutput[] =>
  Array.from({ length: prompts }, (_, n) =>
    labels.map((model, m) => ({
      id: `p${n}`,
      prompt: `What about number ${n}?`,
      model,
      output: ofLength(`Answer ${n} in way ${m}. `, 1200),
    })),
  ).flat()

const plain = (n: number) => ofLength(`Answer ${n}. `, 6000)
const laborious = (n: number) =>
  ofLength(
    `$x_{${n}}^{2}+\\frac{${n}}{7}$ and \`code ${n}\` **bold** [a](https://a.example) `.repeat(80),
    6000,
  )

const unlikeOutputs = (): MadeOutput[] =>
  Array.from({ length: prompts }, (_, n) => [
    { id: `p${n}`, prompt: `Which ${n}?`, model: 'plain one', output: plain(n) },
    { id: `p${n}`, prompt: `Which ${n}?`, model: 'plain two', output: plain(n + 1000) },
    { id: `p${n}`, prompt: `Which ${n}?`, model: 'laborious one', output: laborious(n) },
    { id: `p${n}`, prompt: `Which ${n}?`, model: 'laborious two', output: laborious(n + 1000) },
  ]).flat()

type Page = { a: string; b: string; ms: number; bytes: number }
type Served = { slug: string; outputs: MadeOutput[]; rounds: number; random: () => number }

/** A comparison for each of some testers, asked for again and again in turn: its median time. */
async function servedPages(db: Db, { slug, outputs, rounds, random }: Served): Promise<Page[]> {
  const study = await openMadeStudy(db, { slug, outputs, settings: { votes_per_pair: 1 } })
  const app = testerApp(db)
  const code = await inviteTo(db, { studyId: study.id })
  const base = `/s/${study.key}`
  const people = []
  for (let n = 0; n < testers; n++) {
    const person = visitor(app)
    await person.join(code)
    const { body } = await person.see(base)
    const { a, b } = await shownModels(db, { studyId: study.id, comparison: comparisonOf(body) ?? '' })
    people.push({
      a,
      b,
      cookie: [...person.jar].map((pair) => pair.join('=')).join('; '),
      bytes: body.length,
    })
  }
  const times = people.map(() => [] as number[])
  const turns = [...people.entries()]
  for (let round = 0; round < rounds; round++)
    for (const [n, { cookie }] of shuffled(turns, random)) times[n]?.push(await timeOf(app, { base, cookie }))
  return people.map(({ a, b, bytes }, n) => ({ a, b, bytes, ms: quick(times[n] ?? []) }))
}

async function timeOf(
  app: Hono<AppEnv>,
  { base, cookie }: { base: string; cookie: string },
): Promise<number> {
  const started = performance.now()
  await (await app.request(base, { headers: { Cookie: cookie } })).text()
  return performance.now() - started
}

const delayed = (pages: Page[], delay: number) =>
  pages.map((page) => (page.a === labels[0] ? { ...page, ms: page.ms + delay } : page))

type Shuffling = { group: (page: Page) => string; random: () => number }

function pByShuffling(pages: Page[], { group, random }: Shuffling): number {
  const names = pages.map(group)
  const truth = apart(pages, names)
  let asFar = 1
  for (let n = 0; n < shuffles; n++) if (apart(pages, shuffled(names, random)) >= truth) asFar += 1
  return asFar / (shuffles + 1)
}

/** The sum of squares between groups. */
function apart(pages: Page[], names: string[]): number {
  const groups = new Map<string, number[]>()
  for (const [n, { ms }] of pages.entries())
    groups.set(names[n] ?? '', [...(groups.get(names[n] ?? '') ?? []), ms])
  const whole = mean(pages.map(({ ms }) => ms))
  return [...groups.values()].reduce((sum, times) => sum + times.length * (mean(times) - whole) ** 2, 0)
}

function shuffled<Item>(items: Item[], random: () => number): Item[] {
  const dealt = [...items]
  for (let n = dealt.length - 1; n > 0; n--) {
    const other = Math.floor(random() * (n + 1))
    ;[dealt[n], dealt[other]] = [dealt[other] as Item, dealt[n] as Item]
  }
  return dealt
}

async function layingOut(text: string): Promise<number> {
  const times = []
  for (let n = 0; n < 15; n++) {
    const started = performance.now()
    await renderMarkdown(`${text}${n}`)
    times.push(performance.now() - started)
  }
  return round(median(times))
}

const quick = (times: number[]) => times.toSorted((x, y) => x - y)[Math.floor(times.length / 4)] ?? 0
const mean = (numbers: number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length
const median = (numbers: number[]) => numbers.toSorted((x, y) => x - y)[Math.floor(numbers.length / 2)] ?? 0
const round = (number: number) => Math.round(number * 100) / 100
const medianOf = (pages: Page[]) => round(median(pages.map(({ ms }) => ms)))
const sizeOf = (pages: Page[]) => round(mean(pages.map(({ bytes }) => bytes)) / 1000)
