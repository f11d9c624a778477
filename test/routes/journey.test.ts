import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createToken } from '../../db/accounts/tokens.ts'
import { editStudy, setStudyState } from '../../db/studies/studies.ts'
import { excludeTester, readmitTester } from '../../db/testers/exclusions.ts'
import { journeyOf } from '../../db/testers/journey.ts'
import { listTesters } from '../../db/testers/testers.ts'
import { releaseLapsed } from '../../db/voting/comparisons.ts'
import { shownModels } from '../../db/voting/shown-models.ts'
import { NewStudy } from '../../server/domain/settings/study-settings.ts'
import type { Study } from '../../server/domain/study.ts'
import { flagsOf } from '../../server/report/tester-flags.ts'
import { studyRanking } from '../../server/results/results.ts'
import { contentsOf } from '../setup/contents.ts'
import { useDatabase } from '../setup/database.ts'
import { openMadeStudy, outputsOf } from '../setup/made-study.ts'
import { inviteTo, testerApp, textOf, visitor } from '../setup/tester-visit.ts'

const database = useDatabase()
const models = ['calm', 'windy', 'stormy']
const practice = [
  { prompt: 'Is **water** wet?', a: 'Yes.', b: 'Who knows?', expected: 'a', why: 'It answers.' },
  { prompt: 'Is fire cold?', a: 'Maybe.', b: 'No.', expected: 'b', why: 'It is short.' },
]
const example = { prompt: 'Is ice warm?', a: 'No.', b: 'No!', expected: 'tie', why: 'Both are right.' }

let made = 0
async function openStudy(
  settings: Record<string, unknown> = {},
  outputs = outputsOf(models, 30),
): Promise<{ study: Study; base: string }> {
  made += 1
  const study = await openMadeStudy(database.db(), { slug: `s${made}`, outputs, settings })
  return { study, base: `/s/${study.key}` }
}

const someone = () => visitor(testerApp(database.db()))
async function joined(study: Study, kind: 'open' | 'personal' = 'open') {
  const person = someone()
  const code = await inviteTo(database.db(), { studyId: study.id, kind })
  expect((await person.join(code)).status).toBe(303)
  return Object.assign(person, { code })
}

async function whoIs(study: Study) {
  const [tester] = await testersOf(study)
  return { studyId: study.id, testerId: Number(tester?.id) }
}

const testersOf = (study: Study) =>
  database.db()`select * from testers where study_id = ${study.id} order by id`

describe('the landing page', () => {
  test('says who asks, what it pays, how long it takes, how to choose and what is agreed to', async () => {
    const { study } = await openStudy({
      asked_by: 'The harbour office',
      pay: '3 pounds',
      promised_minutes: 12,
      max_votes_per_tester: 20,
      instructions: 'Prefer the *shorter* one.',
      example,
    })
    const code = await inviteTo(database.db(), { studyId: study.id })
    const page = await someone().see(`/join/${code}`)
    const text = textOf(page.body)
    for (const said of [
      'The harbour office',
      '3 pounds',
      'About 12 minutes',
      'Up to 20 times',
      'Prefer the shorter one',
      'Is ice warm?',
      'We would choose: Tie.',
      'Both are right.',
    ])
      expect(text).toContain(said)
    const headings = [...page.body.matchAll(/<h[3-6][^>]*>([^<]+)<\/h[3-6]>/g)].map((match) => match[1])
    expect(headings.filter((heading) => heading !== 'An example')).toEqual([
      'Which data',
      'How it is used',
      'How it is stored and for how long',
      'How your anonymity is protected',
      'Whether it may be shared',
      'How to withdraw',
      'Legal basis',
    ])
    expect(page.body).toMatch(/<input type="checkbox" name="consent" value="yes" required/)
    expect(page.body).not.toMatch(/checked/)
  })

  test('keeps with the tester which text they agreed to, and the text itself for good', async () => {
    const db = database.db()
    const { study } = await openStudy({ consent: 'You agree to **this**.' })
    await joined(study)
    const [tester] = await testersOf(study)
    expect(tester?.consent_version).toBe(1)
    expect(tester?.consent_hash).toEqual(createHash('sha256').update('You agree to **this**.').digest())
    const [kept] = await db`select text, hash from consent_texts where study_id = ${study.id} and version = 1`
    expect(kept).toEqual({ text: 'You agree to **this**.', hash: tester?.consent_hash })
    await expect(db`update consent_texts set text = 'Other' where study_id = ${study.id}`).rejects.toThrow(
      'append-only',
    )
  })

  test('takes no agreement to a text that changed while it was read, only to the one there now', async () => {
    const db = database.db()
    const { study } = await openStudy({ consent: 'Be kind.' })
    const code = await inviteTo(db, { studyId: study.id })
    const person = someone()
    const versionOn = (body: string) => /name="version" value="(\d+)"/.exec(body)?.[1] ?? ''
    const stale = { consent: 'yes', version: versionOn((await person.see(`/join/${code}`)).body) }
    await editStudy(db, { id: study.id, changes: { consent: 'Be **very** kind.' } })
    const refused = await person.post(`/join/${code}`, stale)
    expect(refused.status).toBe(400)
    expect(refused.body).toContain('<strong>very</strong>')
    expect(await testersOf(study)).toHaveLength(0)
    const fresh = { consent: 'yes', version: versionOn(refused.body) }
    expect((await person.post(`/join/${code}`, fresh)).status).toBe(303)
    const [tester] = await testersOf(study)
    expect(tester?.consent_version).toBe(2)
    expect(tester?.consent_hash).toEqual(createHash('sha256').update('Be **very** kind.').digest())
  })

  test('promises minutes from the pace so far, never from a pace nobody can read at', async () => {
    const { study, base } = await openStudy({ max_votes_per_tester: 30 })
    const minutes = async () => {
      const page = await someone().see(`/join/${await inviteTo(database.db(), { studyId: study.id })}`)
      return /About (\d+) minutes/.exec(textOf(page.body))?.[1]
    }
    expect(await minutes()).toBe('20')
    const person = await joined(study)
    for (let n = 0; n < 20; n++) {
      await person.see(base)
      await agoShown(study, 22)
      await person.answer(base, 1)
    }
    expect(await minutes()).toBe('12')
    const hasty = await joined(study)
    await hasty.answer(base, 29)
    expect(await minutes()).toBe('5')
    expect((await testersOf(study)).map((tester) => tester.promised_minutes)).toEqual([20, 12])
  })

  test('and the pairs after it tell the minutes left, by a pace that becomes their own within five answers', async () => {
    const { study, base } = await openStudy({ max_votes_per_tester: 30 })
    const person = await joined(study)
    const minutes = async () => /about (\d+) min left/.exec(textOf((await person.see(base)).body))?.[1]
    expect(await minutes()).toBe('20')
    await person.answer(base, 1)
    expect(await minutes()).toBe('16')
    for (let n = 0; n < 4; n++) {
      await person.see(base)
      await agoShown(study, 6)
      await person.answer(base, 1)
    }
    expect(await minutes()).toBe('3')
  })

  test('leads whoever joined back to where they were, on any device and without asking again', async () => {
    const { study, base } = await openStudy()
    const phone = await joined(study, 'personal')
    await phone.answer(base, 2)
    const { comparison } = await phone.see(base)
    const laptop = someone()
    expect(textOf((await laptop.see(`/join/${phone.code}`)).body)).toContain('Welcome back')
    expect((await laptop.post(`/join/${phone.code}`)).status).toBe(303)
    expect((await laptop.see(base)).comparison).toBe(comparison)
    expect((await phone.see(base)).comparison).toBe(comparison)
    expect(await testersOf(study)).toHaveLength(1)
    await setStudyState(database.db(), { id: study.id, state: 'closed' })
    const desk = someone()
    expect((await desk.post(`/join/${phone.code}`)).status).toBe(303)
    expect((await desk.see(base)).screen).toBe('done')
  })
})

/** As if the pair before each tester had been shown so many seconds ago. */
const agoShown = (study: Study, seconds: number) => database.db()`
  update comparisons set shown_at = now() - make_interval(secs => ${seconds})
  where study_id = ${study.id} and state = 'reserved'`

describe('practice', () => {
  test('is left out unless a study asks for it', async () => {
    const { study, base } = await openStudy()
    expect((await (await joined(study)).see(base)).screen).toBe('comparison')
  })

  test('says after each choice what was expected and why, and counts nowhere', async () => {
    const db = database.db()
    const { study, base } = await openStudy({ practice, instructions: 'Read both.', example })
    const person = await joined(study)
    const first = await person.see(base)
    expect(first.screen).toBe('practice')
    expect(textOf(first.body)).toContain('Practice 1 of 2')
    expect(textOf(first.body)).toContain('Is ice warm?')
    expect(first.body).toContain('<strong>water</strong>')
    expect((await person.see(base)).comparison).toBe(first.comparison)

    await person.post(`${base}/practice`, { comparison: first.comparison, choice: 'b' })
    const told = await person.see(base)
    expect(told.screen).toBe('practice')
    expect(textOf(told.body)).toContain('We would have chosen differently: A is better. It answers.')
    expect(told.body.indexOf('role="status"')).toBeLessThan(told.body.indexOf('class="pane"'))
    const again = { comparison: first.comparison, choice: 'b' }
    expect((await person.post(`${base}/practice`, again)).status).toBe(303)
    expect((await person.post(`${base}/practice`, { ...again, choice: 'a' })).status).toBe(409)
    await person.goOn(told)

    const second = await person.see(base)
    expect(textOf(second.body)).toContain('Practice 2 of 2')
    await person.post(`${base}/practice`, { comparison: second.comparison, choice: 'b' })
    const praised = await person.see(base)
    expect(textOf(praised.body)).toContain('what we would have chosen too. It is short.')
    await person.goOn(praised)
    expect((await person.goOn(praised)).status).toBe(303)
    const real = await person.see(base)
    expect(real.screen).toBe('comparison')
    expect(textOf(real.body)).not.toContain('Undo last')

    const practised = await db`
      select c.purpose, c.item, v.outcome from comparisons c join votes v on v.comparison_id = c.id
      where c.study_id = ${study.id} order by c.item`
    expect([...practised]).toEqual([
      { purpose: 'practice', item: 0, outcome: 'b' },
      { purpose: 'practice', item: 1, outcome: 'b' },
    ])
    expect((await testersOf(study))[0]).toMatchObject({ votes: 0, skips: 0, practised: 2 })
    const ranking = await studyRanking(db, { study, options: {}, clean: false })
    expect(ranking.counts.votes).toBe(0)
  })

  test('lets a program, or somebody in a hurry, through without a choice', async () => {
    const { study, base } = await openStudy({ practice })
    const person = await joined(study)
    for (const step of [1, 2]) {
      const page = await person.see(base)
      expect(textOf(page.body)).toContain(`Practice ${step} of 2`)
      const passed = await person.post(`${base}/practice`, { comparison: page.comparison })
      expect(passed.status).toBe(303)
    }
    expect((await person.see(base)).screen).toBe('comparison')
    await person.answer(base, 3)
  })
})

describe('a pause', () => {
  test('comes after thirty answers, changes nothing by itself, and one form leads on', async () => {
    const { study, base } = await openStudy()
    const person = await joined(study)
    await person.answer(base, 30)
    const pause = await person.see(base)
    expect(pause.screen).toBe('break')
    expect(pause.body.match(/data-continue/g)).toHaveLength(1)
    const before = await contentsOf(database.db())
    expect((await person.see(base)).screen).toBe('break')
    expect(await contentsOf(database.db())).toEqual(before)
    expect((await person.goOn(pause)).status).toBe(303)
    await person.answer(base, 5)
    expect((await person.goOn(pause)).status).toBe(303)
    expect((await person.see(base)).screen).toBe('comparison')
  })

  test('comes after 25 minutes of reading, of which hidden pages are no part, and not before the last answer', async () => {
    const { study, base } = await openStudy({ max_votes_per_tester: 5, promised_minutes: 100 })
    const person = await joined(study)
    const vote = async (claims = '') => {
      const { comparison } = await person.see(base)
      await agoShown(study, 1000)
      expect((await person.post(`${base}/votes`, { comparison, choice: 'a', claims })).status).toBe(303)
      return (await person.see(base)).screen
    }
    expect(await vote('{"visible_ms": 30000}')).toBe('comparison')
    expect(await vote()).toBe('comparison')
    expect(await vote('{"visible_ms": "all of it"}')).toBe('comparison')
    expect(await vote()).toBe('break')
    await person.goOn(await person.see(base))
    expect(await vote()).toBe('done')
  })

  test('is not brought nearer by pairs without an answer: in view, given back or let go', async () => {
    const db = database.db()
    const settings = { promised_minutes: 8, max_votes_per_tester: 12, completion_code: 'TIDE-9' }
    const { study, base } = await openStudy(settings)
    const person = await joined(study)
    await person.answer(base, 1)
    for (let n = 0; n < 3; n++) {
      await person.see(base)
      expect((await journeyOf(db, await whoIs(study)))?.seconds).toBeLessThan(60)
      await db`update comparisons set reserved_until = now() - interval '1 minute'
               where study_id = ${study.id} and state = 'reserved'`
      await releaseLapsed(db, study.id)
      expect((await person.see(base)).screen).toBe('comparison')
    }
    await person.post(`${base}/finish`)
    const done = await person.see(base)
    expect(done.screen).toBe('done')
    expect(textOf(done.body)).not.toContain('time we asked for')
    expect(done.body).not.toContain('TIDE-9')
  })

  test('offers to finish when the promised time is up, and asks only once', async () => {
    const { study, base } = await openStudy({ promised_minutes: 2 })
    const person = await joined(study)
    await person.see(base)
    await agoShown(study, 119)
    await person.answer(base, 1)
    expect(textOf((await person.see(base)).body)).toContain('about 1 min left')
    await agoShown(study, 30)
    await person.answer(base, 1)
    const pause = await person.see(base)
    expect(pause.screen).toBe('break')
    expect(textOf(pause.body)).toContain('The time we asked for is up')
    await person.post(`${base}/finish`)
    const done = await person.see(base)
    expect(done.screen).toBe('done')
    expect(textOf(done.body)).toContain('The time we asked for is up.')
    expect((await person.post(`${base}/return`)).status).toBe(303)
    await person.answer(base, 3)
    expect((await person.see(base)).screen).toBe('comparison')
  })
})

describe('finishing now', () => {
  test('is offered before the first answer, for whoever regrets having joined', async () => {
    const { study, base } = await openStudy({ completion_code: 'TIDE-6' })
    const person = await joined(study)
    expect((await person.see(base)).body).toContain(`action="${base}/finish"`)
    await person.post(`${base}/finish`)
    const done = await person.see(base)
    expect(done.screen).toBe('done')
    expect(done.body).not.toContain('TIDE-6')
    expect(done.body).toContain(`action="${base}/return"`)
    const [{ pseudonym } = { pseudonym: '?' }] = await listTesters(database.db(), study.id)
    expect(textOf(done.body)).toContain(`Your made-up name here is ${pseudonym}.`)
    expect(JSON.parse((await person.see(`${base}/votes.json`)).body)).toMatchObject({ tester: pseudonym })
    expect((await person.post(`${base}/withdrawal`, { confirm: 'yes' })).status).toBe(303)
    const again = await person.see(`/join/${person.code}`)
    expect([again.status, again.body.includes('data-notice="withdrawn"')]).toEqual([200, true])
    expect(again.body).not.toContain('Welcome back')
  })

  test('gives the held pair back, can be taken back, and keeps what was answered', async () => {
    const db = database.db()
    const { study, base } = await openStudy({ completion_code: 'TIDE-7' })
    const person = await joined(study)
    await person.answer(base, 2)
    const { comparison } = await person.see(base)
    for (const _ of [1, 2]) expect((await person.post(`${base}/finish`)).status).toBe(303)
    const done = await person.see(`${base}/done`)
    expect(done.screen).toBe('done')
    expect(done.body).not.toContain('TIDE-7')
    const [held] = await db`select sum(taken) as taken from pairs where study_id = ${study.id}`
    expect(held?.taken).toBe(2)
    expect((await person.post(`${base}/votes`, { comparison, choice: 'a' })).status).toBe(409)
    await person.post(`${base}/return`)
    await person.answer(base, 1)
    expect((await testersOf(study))[0]).toMatchObject({ votes: 3, finished_at: null })
  })

  test('and going on after reading how others answered is told to whoever looks at testers', async () => {
    const db = database.db()
    const { study, base } = await openStudy(
      { votes_per_pair: 3, pairing: 'balanced' },
      outputsOf(['x', 'y'], 6),
    )
    const first = await joined(study)
    await first.answer(base, 3)
    await first.post(`${base}/finish`)
    expect(textOf((await first.see(base)).body)).not.toContain('judged too')
    await first.post(`${base}/return`)
    await first.answer(base, 3)
    const second = await joined(study)
    await second.answer(base, 6, 'b')
    // What one other person chose is theirs to tell.
    expect(textOf((await second.see(base)).body)).not.toContain('judged too')
    const third = await joined(study)
    await third.answer(base, 4)
    await third.post(`${base}/finish`)
    for (const _ of [1, 2]) expect(textOf((await third.see(base)).body)).toContain('judged too')
    await third.post(`${base}/return`)
    await third.answer(base, 2)
    await third.see(base)
    const rows = await listTesters(db, study.id)
    expect(rows.map(({ votes, afterReport }) => [votes, afterReport])).toEqual([
      [6, 0],
      [6, 0],
      [6, 2],
    ])
    expect(rows.map((row) => flagsOf(row).includes('after_report'))).toEqual([false, false, true])
  })

  test('lets an answer that was just taken back stand as it was', async () => {
    const { study, base } = await openStudy()
    const person = await joined(study)
    const { comparison } = await person.see(base)
    await person.answer(base, 1, 'tie')
    expect((await person.post(`${base}/undo`, { comparison })).status).toBe(303)
    await person.post(`${base}/finish`)
    const done = await person.see(base)
    expect(textOf(done.body)).toContain('tie: 1')
    expect(done.body).toContain(`name="comparison" value="${comparison}"`)
  })
})

describe('the last page', () => {
  test('shows the code and the way back once the part is done', async () => {
    const { study, base } = await openStudy({
      max_votes_per_tester: 3,
      completion_code: 'TIDE-7',
      return_url: 'https://panel.example/complete?cc=7',
    })
    const person = await joined(study)
    await person.answer(base, 2)
    expect((await person.see(base)).body).not.toContain('TIDE-7')
    const early = await person.see(`${base}/done`)
    expect(early.status).toBe(303)
    expect(early.headers).toContainEqual(['location', base])
    await person.answer(base, 1)
    const done = await person.see(base)
    expect(textOf(done.body)).toContain('TIDE-7')
    expect(done.body).toContain('href="https://panel.example/complete?cc=7"')
  })

  test('leads back only to a whole https address', () => {
    for (const return_url of [
      'http://panel.example/',
      'javascript:alert(1)',
      '//panel.example',
      'https://user@panel.example/',
      'https://localhost/',
      '/studies',
    ])
      expect(NewStudy.safeParse({ name: 'x', question: 'x', return_url }).success, return_url).toBe(false)
  })

  test('reports choices, sides and where most others chose differently', async () => {
    const db = database.db()
    const threePairs = outputsOf(models.slice(0, 2), 3)
    const { study, base } = await openStudy({ max_votes_per_tester: 3 }, threePairs)
    let asked = ''
    const judge = async (person: Awaited<ReturnType<typeof joined>>, prefers: 'first' | 'last') => {
      const { comparison, body } = await person.see(base)
      if (prefers === 'last') asked = /What about question \d\?/.exec(body)?.[0] ?? ''
      const { a, b } = await shownModels(db, { studyId: study.id, comparison })
      const choice = a < b === (prefers === 'first') ? 'a' : 'b'
      await person.post(`${base}/votes`, { comparison, choice })
      return choice
    }
    const me = await joined(study)
    const mine = [await judge(me, 'first'), await judge(me, 'last'), await judge(me, 'first')]
    const report = textOf((await me.see(base)).body)
    expect(report).toContain('You compared 3 pairs.')
    const left = mine.filter((choice) => choice === 'a').length
    expect(report).toContain(`You chose the first answer ${left} of the 3 times`)
    expect(report).not.toContain('others judged too')
    await db`update pairs set slots = 0 where study_id = ${study.id} and taken = 0`
    for (const person of [await joined(study), await joined(study)])
      for (const _ of [1, 2, 3]) await judge(person, 'first')
    // The third can still be undone: how it compares is not told before that is over.
    expect(textOf((await me.see(base)).body)).toContain(
      'Of 2 pairs that others judged too, most of them agreed with you on 1.',
    )
    await setStudyState(db, { id: study.id, state: 'closed' })
    const whole = (await me.see(base)).body
    expect(textOf(whole)).toContain('Of 3 pairs that others judged too, most of them agreed with you on 2.')
    expect(textOf(whole)).toContain('Here most others preferred the other answer:')
    const label = mine[1] === 'a' ? 'A is better' : 'B is better'
    const apart = [...whole.matchAll(/<li><q dir="auto">([^<]+)<\/q> ([^<]+)<\/li>/g)]
    expect(apart.map(([, question, choice]) => [question, choice])).toEqual([
      [asked, `Your choice was: ${label}.`],
    ])
  })

  test('stays while the study is paused; who was under way sees what they have earned, and who gave nothing no code', async () => {
    const { study, base } = await openStudy({ max_votes_per_tester: 3, completion_code: 'TIDE-8' })
    const ready = await joined(study)
    await ready.answer(base, 3)
    expect((await ready.see(base)).screen).toBe('done')
    const underway = await joined(study)
    await underway.answer(base, 1)
    const idle = await joined(study)
    await setStudyState(database.db(), { id: study.id, state: 'paused' })
    for (const path of [base, `${base}/done`]) {
      const last = await ready.see(path)
      expect([last.status, last.screen]).toEqual([200, 'done'])
      expect(last.body).toContain('TIDE-8')
      expect(last.body).not.toContain('/undo')
      const held = await underway.see(path)
      expect(held.status).toBe(409)
      expect(held.body).toContain('data-notice="paused"')
      expect(textOf(held.body)).toContain('1 answered')
      expect(held.body).toContain('TIDE-8')
      expect((await idle.see(path)).body).not.toContain('TIDE-8')
    }
  })

  test('of a closed study has the code for who was under way, and none for who gave nothing or had stopped early', async () => {
    const { study, base } = await openStudy({ max_votes_per_tester: 3, completion_code: 'TIDE-8' })
    const [underway, early, idle] = [await joined(study), await joined(study), await joined(study)]
    for (const person of [underway, early]) await person.answer(base, 1)
    await early.post(`${base}/finish`)
    expect((await early.see(`${base}/done`)).body).not.toContain('TIDE-8')
    await setStudyState(database.db(), { id: study.id, state: 'closed' })
    const codeOf = async (person: typeof idle) => {
      const last = await person.see(`${base}/done`)
      expect([last.status, last.screen]).toEqual([200, 'done'])
      expect(textOf(last.body)).toContain('Your answers are saved')
      return last.body.includes('TIDE-8')
    }
    expect([await codeOf(underway), await codeOf(early), await codeOf(idle)]).toEqual([true, false, false])
  })

  test('is reached by an answer that came after the closing, with the code and what is kept', async () => {
    const { study, base } = await openStudy({ max_votes_per_tester: 3, completion_code: 'TIDE-8' })
    const person = await joined(study)
    await person.answer(base, 1)
    const { comparison } = await person.see(base)
    await setStudyState(database.db(), { id: study.id, state: 'closed' })
    const late = await person.post(`${base}/votes`, { comparison, choice: 'a' })
    expect(late.status).toBe(409)
    expect(textOf(late.body)).toContain('1 answered')
    expect(late.body).toContain('TIDE-8')
  })

  test('names models only when the study is closed and reveals them', async () => {
    for (const reveal of [false, true]) {
      const { study, base } = await openStudy({ max_votes_per_tester: 3, reveal })
      const person = await joined(study)
      await person.answer(base, 3)
      const open = await person.see(base)
      await setStudyState(database.db(), { id: study.id, state: 'paused' })
      const paused = await person.see(base)
      await setStudyState(database.db(), { id: study.id, state: 'closed' })
      const closed = await person.see(base)
      const named = (html: string) =>
        models.filter((model) => html.includes(`<bdi>${model}</bdi>`)).length > 0
      expect([open, paused, closed].map(({ body }) => named(body))).toEqual([false, false, reveal])
    }
  })

  test('hands out the own answers as they were seen, without a trace of a model', async () => {
    const { study, base } = await openStudy({ practice, max_votes_per_tester: 3 })
    const person = await joined(study)
    for (const _ of practice) await person.goOn(await person.see(base)).then(async () => person.see(base))
    while ((await person.see(base)).screen === 'practice') await person.goOn(await person.see(base))
    await person.answer(base, 3, 'tie')
    const file = await person.see(`${base}/votes.json`)
    expect(file.headers).toContainEqual(['content-disposition', 'attachment; filename="my-votes.json"'])
    const { votes } = JSON.parse(file.body) as { votes: Record<string, unknown>[] }
    expect(votes).toHaveLength(3)
    for (const vote of votes) {
      expect(vote).toMatchObject({ choice: 'tie', shown_again: false })
      expect(vote.prompt).toMatch(/^What about question \d+\?$/)
      expect(Object.keys(vote).join()).not.toMatch(/model|pair|output|id\b/)
    }
    const stranger = await someone().see(`${base}/votes.json`)
    expect(stranger.status).toBe(404)
  })

  test('lets a tester withdraw: clean results and training files are made without them', async () => {
    const db = database.db()
    const { study, base } = await openStudy()
    const person = await joined(study, 'personal')
    await db`update invites set label = 'Carla' where study_id = ${study.id}`
    await person.answer(base, 4)
    await (await joined(study)).answer(base, 5, 'b')
    await person.see(base)
    await person.post(`${base}/withdrawal`, { confirm: 'yes' })
    const rows = await db`select rule, by, lifted_at from exclusions where study_id = ${study.id}`
    expect([...rows]).toEqual([{ rule: 'withdrawn', by: 'the tester', lifted_at: null }])
    const [gone] = await testersOf(study)
    expect(await readmitTester(db, { studyId: study.id, testerId: gone?.id })).toBe(false)
    const all = await studyRanking(db, { study, options: {}, clean: false })
    const clean = await studyRanking(db, { study, options: {}, clean: true })
    expect([all.counts.votes, clean.counts.votes]).toEqual([9, 5])
    const [held] = await db`select sum(taken) as taken from pairs where study_id = ${study.id}`
    expect(held?.taken).toBe(5)
    const named = await db`select label from invites where study_id = ${study.id} and label = 'Carla'`
    expect(named).toEqual([])
    const again = someone()
    await again.join(person.code)
    expect(textOf((await again.see(base)).body)).toContain('You have withdrawn')
  })
})

describe('whether answers may be published', () => {
  test('is asked by a box of its own where a study wants it, and never needed to take part', async () => {
    const db = database.db()
    const { study, base } = await openStudy({ ask_publication: true, max_votes_per_tester: 3 })
    const code = await inviteTo(db, { studyId: study.id })
    const { body } = await someone().see(`/join/${code}`)
    expect(body).toMatch(/<input type="checkbox" name="publish" value="yes"\/>/)
    const people = [someone(), someone()]
    for (const [n, person] of people.entries()) {
      const fields = { consent: 'yes', ...(n === 0 ? { publish: 'yes' } : {}) }
      expect((await person.post(`/join/${code}`, fields)).status).toBe(303)
      await person.answer(base, 3)
    }
    expect((await testersOf(study)).map((tester) => tester.may_publish)).toEqual([true, false])
    expect((await someone().post(`/join/${code}`, { consent: 'yes', publish: 'no' })).status).toBe(400)

    const { counts } = await studyRanking(db, { study, options: {}, clean: true })
    expect(counts.votes).toBe(6)
    const rows = async (format: string) => {
      const { token } = await createToken(db, {
        name: format,
        scopes: ['data:read'],
        studyId: study.id,
        days: 1,
        by: 'test',
      })
      const answer = await testerApp(db).request(`/api/v1/studies/${study.slug}/exports/${format}.jsonl`, {
        headers: { Authorization: `Bearer ${token}` },
      })
      const lines = (await answer.text()).trim().split('\n')
      return lines.map((line) => JSON.parse(line))
    }
    const votes = await rows('votes')
    expect(votes.map((row) => row.excluded).sort()).toEqual(['', '', '', ...Array(3).fill('unpublished')])
    expect((await rows('dpo')).length).toBe(3)
    const [, silent] = await testersOf(study)
    const why = { rule: 'by hand', reason: 'Too quick', by: 'a test' }
    await excludeTester(db, { studyId: study.id, testerId: silent?.id, ...why })
    expect((await rows('votes')).filter((row) => row.excluded === 'unpublished')).toHaveLength(3)
    expect((await rows('dpo')).length).toBe(3)
  })

  test('is not asked otherwise, and then no such field is taken', async () => {
    const { study } = await openStudy()
    const code = await inviteTo(database.db(), { studyId: study.id })
    expect((await someone().see(`/join/${code}`)).body).not.toContain('name="publish"')
    expect((await someone().post(`/join/${code}`, { consent: 'yes', publish: 'yes' })).status).toBe(400)
    await joined(study)
    expect((await testersOf(study)).map((tester) => tester.may_publish)).toEqual([null])
  })
})

describe('the way to the end', () => {
  test('is as long as the pairs there are for this person, or as the most that is asked', async () => {
    const ends = async (settings: Record<string, unknown>, pairs: number) => {
      const { study, base } = await openStudy(settings, outputsOf(['calm', 'windy'], pairs))
      const person = await joined(study)
      const seen: string[] = []
      for (;;) {
        const page = await person.see(base)
        if (page.screen !== 'comparison') return seen
        seen.push(/(\d+ of \d+)/.exec(textOf(page.body))?.[1] ?? 'no end')
        await person.answer(base, 1)
      }
    }
    const counted = (of: number) => Array.from({ length: of }, (_, n) => `${n + 1} of ${of}`)
    expect(await ends({ max_votes_per_tester: 100 }, 5)).toEqual(counted(5))
    expect(await ends({ max_votes_per_tester: 3 }, 5)).toEqual(counted(3))
    expect(await ends({ max_votes_per_tester: null }, 4)).toEqual(counted(4))
  })

  test('counts pairs that are not planned yet, and none that others have taken', async () => {
    const { study, base } = await openStudy({ max_votes_per_tester: null, votes_per_pair: 1 })
    const [one, other] = [await joined(study), await joined(study)]
    const endOf = async (person: typeof one) =>
      Number(/ of (\d+)/.exec(textOf((await person.see(base)).body))?.[1])
    expect(await endOf(one)).toBe(90)
    await one.answer(base, 4)
    await one.see(base)
    expect(await endOf(other)).toBe(85)
    expect(await endOf(one)).toBe(89)
  })
})

describe('finishing', () => {
  test('says what it means for the code before it is final', async () => {
    const early = 'If you finish now, you get no completion code'
    const { study, base } = await openStudy({ max_votes_per_tester: 3, completion_code: 'TIDE-8' })
    const person = await joined(study)
    await person.answer(base, 1)
    expect(textOf((await person.see(base)).body)).toContain(early)
    expect(textOf((await person.see(`${base}/pause`)).body)).toContain(early)
    const free = await openStudy({ max_votes_per_tester: 3 })
    const text = textOf((await (await joined(free.study)).see(free.base)).body)
    expect(text).toContain('What you answered is kept')
    expect(text).not.toContain('completion code')
  })
})

describe('a scale', () => {
  test('has the same keys in practice, in the help and later, and says nothing where neither answer is better', async () => {
    const { study, base } = await openStudy({ strength: true, practice: practice.slice(0, 1) })
    const person = await joined(study)
    const keysOf = (body: string) => [...body.matchAll(/data-keys="([^"]+)"/g)].map((match) => match[1])
    const first = await person.see(base)
    expect(first.screen).toBe('practice')
    expect(keysOf(first.body)).toEqual(['1 2 3', '4', '5 6 7', '8'])
    expect(textOf(first.body)).toContain('1–8 Choose, from “A by far”')
    await person.post(`${base}/practice`, { comparison: first.comparison, choice: 'a' })
    await person.post(`${base}/practice`, { comparison: first.comparison })
    for (const [choice, strength] of Object.entries({ a: 2, tie: null, both_bad: null, b: 3 })) {
      const page = await person.see(base)
      expect(keysOf(page.body)).toEqual(keysOf(first.body))
      await person.post(`${base}/votes`, {
        comparison: page.comparison,
        choice,
        strength: String(strength ?? 3),
      })
      const [vote] = await database.db()`
        select outcome, strength from votes where study_id = ${study.id} order by position desc limit 1`
      expect(vote).toEqual({ outcome: choice, strength })
    }
  })
})

describe('an instruction check', () => {
  test('says itself which button to press, is recorded, and is no vote', async () => {
    const db = database.db()
    const { study, base } = await openStudy({ check_share: 0.2, max_votes_per_tester: 12, repeat_share: 0 })
    const person = await joined(study)
    const asked: string[] = []
    for (let n = 0; n < 12; n++) {
      const page = await person.see(base)
      expect(page.screen).toBe('comparison')
      const named = /Please press “([^”]+)”/.exec(textOf(page.body))?.[1]
      const right = { 'A is better': 'a', 'B is better': 'b', Tie: 'tie', 'Both bad': 'both_bad' }[
        named ?? ''
      ]
      if (named) asked.push(right ?? '')
      const obeys = asked.length === 1
      const wrong = right === 'a' ? 'b' : 'a'
      const choice = named ? (obeys ? right : wrong) : 'a'
      await person.post(`${base}/votes`, { comparison: page.comparison, choice: choice ?? 'a' })
    }
    expect(asked.length).toBeGreaterThanOrEqual(2)
    expect(asked).not.toContain('')
    const checks = await db`
      select c.item, v.outcome from comparisons c join votes v on v.comparison_id = c.id
      where c.study_id = ${study.id} and c.purpose = 'check' order by v.position`
    expect(checks).toHaveLength(asked.length)
    const names = ['a', 'b', 'tie', 'both_bad']
    expect(checks.map(({ item }) => names[item])).toEqual(asked)
    expect(checks.map(({ item, outcome }) => names[item] === outcome)).toEqual(asked.map((_, n) => n === 0))
    const ranking = await studyRanking(db, { study, options: {}, clean: false })
    expect(ranking.counts.votes).toBe(12 - asked.length)
    const done = await person.see(base)
    expect(done.screen).toBe('done')
    expect(textOf(done.body)).toContain(`You compared ${12 - asked.length} pairs.`)
    expect(textOf(done.body)).toContain(`${asked.length} more only showed that the questions are being read.`)
  })
})

describe('the questions beside the choice', () => {
  test('are asked of pairs, and not of an instruction check', async () => {
    const asks = {
      criteria: ['helpful'],
      reasons: ['too long'],
      scores: true,
      confidence: true,
      strength: true,
    }
    const { study, base } = await openStudy({ check_share: 0.2, max_votes_per_tester: 12, ...asks })
    const person = await joined(study)
    const seen = { pair: new Set<string>(), check: new Set<string>() }
    for (let n = 0; n < 12; n++) {
      const page = await person.see(base)
      const names = [...page.body.matchAll(/name="([a-z]+)[^"]*"/g)].map((match) => match[1] as string)
      const kind = textOf(page.body).includes('Please press') ? 'check' : 'pair'
      for (const name of names) seen[kind].add(name)
      await person.answer(base, 1)
    }
    const gone = [...seen.pair].filter((name) => !seen.check.has(name))
    expect(gone.sort()).toEqual(['confidence', 'criteria', 'reasons', 'score', 'strength'])
    expect([...seen.check]).toEqual(expect.arrayContaining(['choice', 'comment']))
  })
})

describe('a repeat', () => {
  test('comes at least ten answers after its first showing, sides swapped, within what was asked for', async () => {
    const db = database.db()
    const { study, base } = await openStudy({ repeat_share: 0.5, max_votes_per_tester: 21 })
    const person = await joined(study)
    // After the last of these a repeat would be due.
    await person.answer(base, 21)
    expect((await person.see(base)).screen).toBe('done')
    const shown = await db<{ id: string; purpose: string; repeat_of: string | null; swapped: boolean }[]>`
      select c.id, c.purpose, c.repeat_of, c.swapped from comparisons c
      join votes v on v.study_id = c.study_id and v.comparison_id = c.id
      where c.study_id = ${study.id} order by v.position`
    expect(shown).toHaveLength(21)
    const repeats = shown.flatMap((row, place) => (row.repeat_of ? [{ ...row, place }] : []))
    expect(repeats.length).toBeGreaterThanOrEqual(5)
    for (const repeat of repeats) {
      const before = shown.findIndex(({ id }) => id === repeat.repeat_of)
      expect(repeat.place - before).toBeGreaterThanOrEqual(10)
      expect(repeat.swapped).toBe(!shown[before]?.swapped)
    }
    expect(new Set(repeats.map((row) => row.repeat_of)).size).toBe(repeats.length)
    await setStudyState(db, { id: study.id, state: 'closed' })
    expect(textOf((await person.see(base)).body)).toContain(
      `We showed you ${repeats.length} pairs twice with the sides swapped, and you answered 0 the same way.`,
    )
  })
})
