import { beforeAll, describe, expect, test } from 'vitest'
import { setStudyState } from '../../db/studies/studies.ts'
import type { Study } from '../../server/domain/study.ts'
import { type Form, formsOf } from '../blindness/browser.ts'
import { contentsOf } from '../setup/contents.ts'
import { useDatabase } from '../setup/database.ts'
import { openMadeStudy, outputsOf } from '../setup/made-study.ts'
import { inviteTo, testerApp, textOf, visitor } from '../setup/tester-visit.ts'

const database = useDatabase()
let study: Study
let other: Study
let base = ''
let code = ''

const models = ['calm', 'windy', 'stormy']
const someone = () => visitor(testerApp(database.db()))
type Visitor = ReturnType<typeof someone>

beforeAll(async () => {
  const db = database.db()
  const outputs = outputsOf(models, 30)
  const settings = { choices: ['a', 'b'], break_after: 0, votes_per_pair: 1000 }
  study = await openMadeStudy(db, { slug: 'refusing', outputs, settings })
  other = await openMadeStudy(db, { slug: 'another', outputs: outputsOf(models, 3) })
  base = `/s/${study.key}`
  code = await inviteTo(db, { studyId: study.id })
})

async function joined(): Promise<Visitor> {
  const person = someone()
  expect((await person.join(code)).status).toBe(303)
  return person
}

type Answer = Awaited<ReturnType<Visitor['post']>>

/** The answer has the status and the page of its kind, and not a row anywhere has changed. */
async function refuses(
  { status, notice }: { status: number; notice: string },
  act: () => Promise<Answer>,
): Promise<{ text: string; forms: Form[] }> {
  const before = await contentsOf(database.db())
  const answer = await act()
  expect(answer.status).toBe(status)
  expect(answer.body).toContain(`data-notice="${notice}"`)
  expect(await contentsOf(database.db())).toEqual(before)
  const text = textOf(answer.body)
  expect(text).toContain('What is stored')
  expect(text).toContain('What to do')
  for (const model of models) expect(answer.body).not.toContain(model)
  return { text, forms: formsOf(answer.body) }
}

describe('a vote is refused, in words, and nothing changes', () => {
  test('from a stale tab: the pair was answered differently in another window', async () => {
    const person = await joined()
    const { comparison } = await person.see(base)
    await person.post(`${base}/votes`, { comparison, choice: 'a' })
    const { text } = await refuses({ status: 409, notice: 'answered' }, () =>
      person.post(`${base}/votes`, { comparison, choice: 'b' }),
    )
    expect(text).toContain('Your choice was: B is better')
    expect(text).toContain('Your first answer is kept')
    expect(text).toContain('The answer that is kept: A is better')
  })

  test('from a stale tab: the pair was skipped in another window', async () => {
    const person = await joined()
    const { comparison } = await person.see(base)
    await person.post(`${base}/skips`, { comparison, reason: 'other' })
    const { text } = await refuses({ status: 409, notice: 'answered' }, () =>
      person.post(`${base}/votes`, { comparison, choice: 'b' }),
    )
    expect(text).toContain('The answer that is kept: Skipped.')
  })

  test('after the back button, also when later pairs were answered, while the same answer is no error', async () => {
    const person = await joined()
    const { comparison } = await person.see(base)
    await person.post(`${base}/votes`, { comparison, choice: 'a' })
    await person.answer(base, 2, 'b')
    await person.see(base)
    await refuses({ status: 409, notice: 'answered' }, () =>
      person.post(`${base}/votes`, { comparison, choice: 'b' }),
    )
    await refuses({ status: 409, notice: 'answered' }, () =>
      person.post(`${base}/skips`, { comparison, reason: 'other' }),
    )
    const before = await contentsOf(database.db())
    expect((await person.post(`${base}/votes`, { comparison, choice: 'a' })).status).toBe(303)
    expect(await contentsOf(database.db())).toEqual(before)
  })

  test('from the second of two devices that answers otherwise; both see the same pair and go on', async () => {
    const link = await inviteTo(database.db(), { studyId: study.id, kind: 'personal' })
    const phone = someone()
    const laptop = someone()
    await phone.join(link)
    await laptop.join(link)
    const { comparison } = await phone.see(base)
    expect((await laptop.see(base)).comparison).toBe(comparison)
    await phone.post(`${base}/votes`, { comparison, choice: 'a' })
    await refuses({ status: 409, notice: 'answered' }, () =>
      laptop.post(`${base}/votes`, { comparison, choice: 'b' }),
    )
    expect((await laptop.see(base)).comparison).toBe((await phone.see(base)).comparison)
  })

  test("for another tester's comparison", async () => {
    const alice = await joined()
    const bob = await joined()
    const { comparison } = await alice.see(base)
    for (const [path, fields] of [
      ['votes', { comparison, choice: 'a' }],
      ['skips', { comparison, reason: 'other' }],
      ['undo', { comparison }],
      ['practice', { comparison }],
    ] as const) {
      await refuses({ status: 404, notice: 'unknown' }, () => bob.post(`${base}/${path}`, fields))
    }
  })

  test("for another study's comparison, and from another study's tester", async () => {
    const here = await joined()
    const there = someone()
    await there.join(await inviteTo(database.db(), { studyId: other.id }))
    const { comparison } = await there.see(`/s/${other.key}`)
    await refuses({ status: 404, notice: 'unknown' }, () =>
      here.post(`${base}/votes`, { comparison, choice: 'a' }),
    )
    await refuses({ status: 404, notice: 'unknown' }, () =>
      there.post(`${base}/votes`, { comparison, choice: 'a' }),
    )
  })

  test('when the reservation has lapsed and went to somebody else', async () => {
    const person = await joined()
    const { comparison } = await person.see(base)
    await database.db()`
      update comparisons set reserved_until = now() - interval '1 second'
      where study_id = ${study.id} and id = ${comparison}`
    const { text } = await refuses({ status: 409, notice: 'lapsed' }, () =>
      person.post(`${base}/votes`, { comparison, choice: 'a', comment: 'Not lost' }),
    )
    expect(text).toContain('Not lost')
    expect(text).toContain('This choice was not saved')
    expect((await person.see(base)).screen).toBe('comparison')
  })

  test('with fields that are missing, unknown, repeated, broken or not offered', async () => {
    const person = await joined()
    const { comparison } = await person.see(base)
    const bodies: [string, string][][] = [
      [],
      [['comparison', comparison]],
      [['choice', 'a']],
      [
        ['comparison', comparison],
        ['choice', 'tie'],
      ],
      [
        ['comparison', comparison],
        ['choice', 'A'],
      ],
      [
        ['comparison', comparison],
        ['choice', 'a'],
        ['choice', 'a'],
      ],
      [
        ['comparison', comparison],
        ['comparison', comparison],
        ['choice', 'a'],
      ],
      [
        ['comparison', comparison],
        ['choice', 'a'],
        ['model', 'calm'],
      ],
      [
        ['comparison', comparison],
        ['choice', 'a'],
        ['strength', '2'],
      ],
      [
        ['comparison', comparison],
        ['choice', 'a'],
        ['comment', 'NUL \0 within'],
      ],
      [
        ['comparison', `${comparison}x`],
        ['choice', 'a'],
      ],
    ]
    for (const body of bodies)
      await refuses({ status: 400, notice: 'invalid' }, () => person.post(`${base}/votes`, body))
    for (const fields of [{ comparison }, { comparison, reason: 'bored' }, { reason: 'other' }])
      await refuses({ status: 400, notice: 'invalid' }, () =>
        person.post(`${base}/skips`, fields as Record<string, string>),
      )
    await refuses({ status: 400, notice: 'invalid' }, () => person.post(`${base}/undo`, { which: 'last' }))
    await refuses({ status: 400, notice: 'invalid' }, () => person.post(`${base}/practice`, { choice: 'a' }))
  })

  test('with more or other than a study asks beside the choice', async () => {
    const db = database.db()
    const settings = {
      strength: true,
      strength_points: 5,
      criteria: ['tone'],
      reasons: ['useful'],
      confidence: true,
      scores: true,
    }
    const outputs = outputsOf(models, 3)
    const asking = await openMadeStudy(db, { slug: 'asking', outputs, settings })
    const person = someone()
    await person.join(await inviteTo(db, { studyId: asking.id }))
    const place = `/s/${asking.key}`
    const { comparison } = await person.see(place)
    const beside: [string, string][][] = [
      [['strength', '3']],
      [['strength', '0']],
      [['strength', '1.5']],
      [['criteria[tone]', 'both_bad']],
      [['criteria[length]', 'a']],
      [['reasons', 'useful']],
      [['reasons', 'a:dull']],
      [['confidence', '4']],
      [['score_a', '6']],
      [
        ['score_b', '1'],
        ['score_b', '2'],
      ],
    ]
    const ballot: [string, string][] = [
      ['comparison', comparison],
      ['choice', 'a'],
    ]
    for (const more of beside)
      await refuses({ status: 400, notice: 'invalid' }, () =>
        person.post(`${place}/votes`, [...ballot, ...more]),
      )
    const full =
      'strength=2&criteria[tone]=tie&reasons=a:useful&reasons=b:useful&confidence=3&score_a=1&score_b=5'
    const fields = [...ballot, ...new URLSearchParams(full)]
    expect((await person.post(`${place}/votes`, fields)).status).toBe(303)
  })

  test('but never for what the browser claims beside it', async () => {
    const person = await joined()
    for (const claims of ['{', '[1]', 'null', '"key"', '{"input": "telepathy\\u0000"}', '\ud800']) {
      const { comparison } = await person.see(base)
      const vote = { comparison, choice: 'a', claims }
      expect((await person.post(`${base}/votes`, vote)).status).toBe(303)
      const [stored] =
        await database.db()`select claims, input from votes where comparison_id = ${comparison}`
      expect(stored).toEqual({ claims: {}, input: 'form' })
    }
  })

  test('as practice for a real pair, and the other way round', async () => {
    const db = database.db()
    const practice = [{ prompt: 'Which?', a: 'one', b: 'two', expected: 'a', why: 'It is.' }]
    const outputs = outputsOf(models, 3)
    const rehearsed = await openMadeStudy(db, { slug: 'rehearsed', outputs, settings: { practice } })
    const place = `/s/${rehearsed.key}`
    const person = someone()
    await person.join(await inviteTo(db, { studyId: rehearsed.id }))
    const rehearsal = await person.see(place)
    expect(rehearsal.screen).toBe('practice')
    const vote = { comparison: rehearsal.comparison, choice: 'a' }
    await refuses({ status: 404, notice: 'unknown' }, () => person.post(`${place}/votes`, vote))
    expect((await person.post(`${place}/practice`, vote)).status).toBe(303)
    await person.goOn(await person.see(place))
    const real = await person.see(place)
    expect(real.screen).toBe('comparison')
    await refuses({ status: 404, notice: 'unknown' }, () =>
      person.post(`${place}/practice`, { comparison: real.comparison, choice: 'a' }),
    )
  })

  test('as a skip, once three were skipped and too few answered; the pair stays, and says so', async () => {
    const person = await joined()
    for (let n = 0; n < 3; n++) {
      const { comparison, body } = await person.see(base)
      expect(textOf(body)).toContain(
        n === 2 ? 'You can skip 1 more pair.' : `You can skip ${3 - n} more pairs.`,
      )
      expect((await person.post(`${base}/skips`, { comparison, reason: 'other' })).status).toBe(303)
    }
    const { comparison, body } = await person.see(base)
    expect(textOf(body)).toContain('You have skipped as many pairs as one person can')
    expect(textOf(body)).toContain('Finish now')
    for (const reason of ['other', 'broken'])
      await refuses({ status: 409, notice: 'skips' }, () =>
        person.post(`${base}/skips`, { comparison, reason }),
      )
    expect((await person.see(base)).comparison).toBe(comparison)
    expect((await person.post(`${base}/votes`, { comparison, choice: 'a' })).status).toBe(303)
  })

  test('with a comment of a megabyte, and with more than can be read', async () => {
    const person = await joined()
    const { comparison } = await person.see(base)
    for (const length of [10_001, 1024 * 1024, 3 * 1024 * 1024]) {
      const { text } = await refuses({ status: 413, notice: 'too_large' }, () =>
        person.post(`${base}/votes`, { comparison, choice: 'a', comment: 'x'.repeat(length) }),
      )
      expect(text).toContain('Shorten the comment')
    }
    expect((await person.see(base)).comparison).toBe(comparison)
  })

  test('with a forged cookie, or none', async () => {
    const person = await joined()
    const { comparison } = await person.see(base)
    const [name = '', token = ''] = [...person.jar][0] ?? []
    const forged = someone()
    for (const value of [
      '',
      'x',
      `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
      "' or true --",
    ]) {
      forged.jar.set(name, encodeURIComponent(value))
      await refuses({ status: 404, notice: 'unknown' }, () =>
        forged.post(`${base}/votes`, { comparison, choice: 'a' }),
      )
      await refuses({ status: 404, notice: 'unknown' }, () => forged.send(base))
    }
  })

  test('from another site', async () => {
    const person = await joined()
    const { comparison } = await person.see(base)
    await refuses({ status: 403, notice: 'foreign' }, () =>
      person.send(`${base}/votes`, {
        form: [
          ['comparison', comparison],
          ['choice', 'a'],
        ],
        headers: { Origin: 'https://evil.example' },
      }),
    )
  })

  test('when only the answer given last can be undone', async () => {
    const person = await joined()
    const { comparison } = await person.see(base)
    await person.answer(base, 2)
    await refuses({ status: 409, notice: 'undo' }, () => person.post(`${base}/undo`, { comparison }))
  })
})

test('what failed on our side can be sent once more as it was', async () => {
  const db = database.db()
  const person = await joined()
  const { comparison } = await person.see(base)
  const sent = { comparison, choice: 'b', comment: 'typed & kept' }
  await db`alter table votes rename to elsewhere`
  const failed = await person.post(`${base}/votes`, sent)
  await db`alter table elsewhere rename to votes`
  expect(failed.status).toBe(500)
  expect(failed.body).toContain('data-notice="failed"')
  const [form] = formsOf(failed.body)
  expect(form?.fields).toEqual(Object.entries(sent))
  expect((await person.post(form?.action ?? '', form?.fields)).status).toBe(303)
  const [vote] = await db`select outcome, comment from votes where comparison_id = ${comparison}`
  expect(vote).toEqual({ outcome: 'b', comment: 'typed & kept' })
})

describe('joining is refused, in words, and nothing changes', () => {
  test('without consent, twice given, or with more than was asked', async () => {
    for (const body of [
      [],
      [['consent', 'no']],
      [
        ['consent', 'yes'],
        ['consent', 'yes'],
      ],
      [
        ['consent', 'yes'],
        ['admin', '1'],
      ],
    ] as [string, string][][]) {
      const before = await contentsOf(database.db())
      const answer = await someone().post(`/join/${code}`, body)
      expect(answer.status).toBe(400)
      for (const said of ['Tick the box to take part', 'Nothing was stored'])
        expect(textOf(answer.body)).toContain(said)
      expect(answer.body.indexOf('role="alert"')).toBeLessThan(answer.body.indexOf('class="facts"'))
      expect(answer.headers.map(([name]) => name)).not.toContain('set-cookie')
      expect(await contentsOf(database.db())).toEqual(before)
    }
  })

  test('to a text that is not the one there now', async () => {
    const before = await contentsOf(database.db())
    const answer = await someone().post(`/join/${code}`, { consent: 'yes', version: '7' })
    expect(answer.status).toBe(400)
    expect(textOf(answer.body)).toContain('has changed since you opened this page')
    expect(await contentsOf(database.db())).toEqual(before)
  })

  test('by a link that as many have used as it is for, and its page says so before they agree', async () => {
    const db = database.db()
    const link = await inviteTo(db, { studyId: study.id })
    const words = 'as many people as planned have used it'
    const [first, late] = [someone(), someone()]
    await db`update invites set cap = 1 where study_id = ${study.id} and id = (select max(id) from invites)`
    const open = (await late.see(`/join/${link}`)).body
    expect(textOf(open)).not.toContain(words)
    expect(open).toContain('name="consent"')
    expect((await first.join(link)).status).toBe(303)
    const usedUp = (await late.see(`/join/${link}`)).body
    expect(textOf(usedUp)).toContain(words)
    expect(usedUp).not.toContain('name="consent"')
    await refuses({ status: 409, notice: 'invite' }, () => late.join(link))
    expect(textOf((await first.see(`/join/${link}`)).body)).not.toContain(words)
    expect((await first.join(link)).status).toBe(303)
  })

  test('by a link that has run out or was revoked', async () => {
    const db = database.db()
    for (const change of [db`expires_at = now() - interval '1 second'`, db`revoked_at = now()`]) {
      const link = await inviteTo(db, { studyId: study.id })
      await db`update invites set ${change} where id = (select max(id) from invites)`
      await refuses({ status: 404, notice: 'invite' }, () => someone().see(`/join/${link}`))
      await refuses({ status: 404, notice: 'invite' }, () => someone().join(link))
    }
  })

  test('by a link that nobody made, and GET and HEAD store nothing', async () => {
    await refuses({ status: 404, notice: 'invite' }, () => someone().join('no-such-code'))
    const before = await contentsOf(database.db())
    for (const method of ['GET', 'HEAD']) {
      expect((await someone().send(`/join/${code}`, { method })).status).toBe(200)
      expect((await someone().send(`/join/${code}?lang=en`, { method })).status).toBe(200)
    }
    expect(await contentsOf(database.db())).toEqual(before)
  })
})

describe('a study that is not open', () => {
  test('takes no vote, skip, undo, practice or newcomer, and says what is kept', async () => {
    const db = database.db()
    const person = await joined()
    await person.answer(base, 1)
    const { comparison } = await person.see(base)
    for (const [state, notice, newcomer] of [
      ['paused', 'paused', 'not_open'],
      ['closed', 'closed', 'closed'],
    ] as const) {
      await setStudyState(db, { id: study.id, state })
      const sent = { comparison, choice: 'b', comment: 'typed & kept' }
      const { text, forms } = await refuses({ status: 409, notice }, () => person.post(`${base}/votes`, sent))
      expect(text).toContain('Your choice was: B is better. typed & kept')
      const again = { action: `${base}/votes`, fields: Object.entries(sent) }
      expect(forms).toEqual(state === 'paused' ? [again] : [])
      await refuses({ status: 409, notice }, () =>
        person.post(`${base}/skips`, { comparison, reason: 'other' }),
      )
      await refuses({ status: 409, notice }, () => person.post(`${base}/undo`, { comparison }))
      for (const path of ['practice', 'break', 'return'])
        await refuses({ status: 409, notice }, () => person.post(`${base}/${path}`, { comparison }))
      await refuses({ status: 409, notice: newcomer }, () => someone().join(code))
    }
    expect((await person.see(base)).screen).toBe('done')
    await setStudyState(db, { id: study.id, state: 'open' })
    expect((await person.see(base)).comparison).toBe(comparison)
  })
})

describe('a tester who withdrew', () => {
  test('is told so wherever they turn; their answers are marked, not lost', async () => {
    const db = database.db()
    const person = await joined()
    await person.answer(base, 3)
    const { comparison } = await person.see(base)
    const stored = await db`select count(*) as votes from votes where study_id = ${study.id}`
    expect((await person.post(`${base}/withdrawal`, { confirm: 'yes' })).status).toBe(303)

    expect(textOf((await person.see(base)).body)).toContain('You have withdrawn')
    for (const [path, fields] of Object.entries({
      votes: { comparison, choice: 'a' },
      skips: { comparison, reason: 'other' },
      undo: { comparison },
      break: {},
      finish: {},
      return: {},
      practice: { comparison },
      withdrawal: { confirm: 'yes' },
    }))
      await refuses({ status: 409, notice: 'withdrawn' }, () =>
        person.post(`${base}/${path}`, fields as Record<string, string>),
      )
    expect(await db`select count(*) as votes from votes where study_id = ${study.id}`).toEqual(stored)
  })

  test('has to say twice that they mean it', async () => {
    const person = await joined()
    await person.answer(base, 1)
    for (const body of [{}, { confirm: 'no' }])
      await refuses({ status: 422, notice: 'unconfirmed' }, () =>
        person.post(`${base}/withdrawal`, body as Record<string, string>),
      )
    expect((await person.see(base)).screen).toBe('comparison')
  })
})
