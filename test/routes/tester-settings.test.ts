import { describe, expect, test } from 'vitest'
import { createPerson } from '../../db/accounts/people.ts'
import { createToken } from '../../db/accounts/tokens.ts'
import { createStudy, findStudy } from '../../db/studies/studies.ts'
import { listTesters } from '../../db/testers/testers.ts'
import { Invalid } from '../../server/domain/refusals.ts'
import { NewStudy } from '../../server/domain/settings/study-settings.ts'
import { flagsOf } from '../../server/report/tester-flags.ts'
import { studyBodyOf, studyFieldsOf } from '../../server/study/study-form.ts'
import { checkStudy } from '../../server/study/study-rules.ts'
import { useDatabase } from '../setup/database.ts'
import { openMadeStudy, outputsOf } from '../setup/made-study.ts'
import { inviteTo, testerApp, visitor } from '../setup/tester-visit.ts'

const database = useDatabase()
const pair = { prompt: 'Is water wet?', a: 'Yes.', b: 'Who knows?', expected: 'a', why: 'It answers.' }
const everything = {
  language: 'pt-BR',
  asked_by: 'The harbour office',
  pay: '3 pounds',
  promised_minutes: 12,
  example: { ...pair, expected: 'tie' },
  practice: [pair, { ...pair, prompt: 'Is fire cold?' }],
  check_share: 0.1,
  break_after: 20,
  completion_code: 'TIDE-7',
  return_url: 'https://panel.example/complete?cc=7',
  reveal: true,
  texts: { 'ballot.tie': 'No difference', 'done.votes': 'Pairs: {count}' },
}

async function api(body: unknown) {
  const { token } = await createToken(database.db(), {
    name: 't',
    scopes: ['studies:write'],
    studyId: null,
    days: 1,
    by: 'test',
  })
  const answer = await testerApp(database.db()).request('/api/v1/studies', {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

describe('what a study says to its testers', () => {
  test('is taken by the API, told by it, and survives the form unchanged', async () => {
    const made = await api({ name: 'Full', slug: 'full', question: 'Which?', ...everything })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject(everything)
    const study = await findStudy(database.db(), { slug: 'full', only: null })
    if (!study) throw new Error('The study is gone')
    const again = NewStudy.parse(studyBodyOf(studyFieldsOf(study)))
    expect(again).toMatchObject(everything)
    expect(again).toMatchObject(study.settings)
  })

  test('has defaults, also where a study was made before the setting was', async () => {
    const db = database.db()
    const study = await createStudy(db, NewStudy.parse({ name: 'Old', slug: 'old', question: 'Which?' }))
    await db`update studies set settings = settings - 'practice' - 'texts' - 'break_after' where id = ${study.id}`
    expect((await findStudy(db, { slug: 'old', only: null }))?.settings).toMatchObject({
      practice: [],
      texts: {},
      break_after: 30,
    })
  })

  test.each([
    [{ texts: { 'ballot.tye': 'x' } }, '#/texts/ballot.tye'],
    [{ texts: { 'done.votes': '{cuont} pairs' } }, '#/texts/done.votes'],
    [{ texts: { 'xx:ballot.tie': 'x' } }, '#/texts/xx:ballot.tie'],
    [{ texts: { 'de:ballot.tye': 'x' } }, '#/texts/de:ballot.tye'],
    [{ texts: { 'de:done.votes': '{cuont} Paare' } }, '#/texts/de:done.votes'],
    [{ texts: { 'toString:ballot.tie': 'x' } }, '#/texts/toString:ballot.tie'],
    [{ practice: [pair, { ...pair, expected: 'tie' }], choices: ['a', 'b'] }, '#/practice/1/expected'],
    [{ example: { ...pair, expected: 'both_bad' }, choices: ['a', 'b', 'tie'] }, '#/example/expected'],
  ])('is refused where it fits nothing: %j', async (settings, pointer) => {
    const made = await api({ name: 'Wrong', slug: 'wrong', question: 'Which?', ...settings })
    expect(made.status).toBe(422)
    expect(made.body.errors).toMatchObject([{ pointer }])
    expect(await findStudy(database.db(), { slug: 'wrong', only: null })).toBeNull()
    const parsed = NewStudy.parse({ name: 'x', question: 'x', ...settings })
    expect(() => checkStudy(parsed)).toThrow(Invalid)
  })

  test.each(['my own', 'de_DE', 'deutsch-deutsch-deutsch'])(
    'are in no language called %j',
    async (language) => {
      const made = await api({ name: 'Wrong', slug: 'wrong', question: 'Which?', language })
      expect(made.status).toBe(422)
      expect(made.body.errors).toMatchObject([
        { pointer: '#/language', detail: expect.stringContaining('pt-BR') },
      ])
      expect(await findStudy(database.db(), { slug: 'wrong', only: null })).toBeNull()
    },
  )

  test('may say single things in its own words, in every language', async () => {
    const db = database.db()
    const settings = { texts: { 'ballot.tie': 'No <difference>' } }
    const study = await openMadeStudy(db, { slug: 'words', outputs: outputsOf(['x', 'y'], 4), settings })
    const person = visitor(testerApp(db))
    await person.join(await inviteTo(db, { studyId: study.id }))
    for (const lang of ['en', 'de']) {
      const page = await person.see(`/s/${study.key}?lang=${lang}`)
      expect(page.body).toContain('No &lt;difference&gt;')
    }
  })

  test('may say them in one language only, before what it says in all', async () => {
    const db = database.db()
    const settings = {
      texts: { 'de:ballot.tie': 'Einerlei', 'ballot.tie': 'Equal', 'pt-BR:ballot.bothBad': 'Nem uma' },
    }
    const study = await openMadeStudy(db, { slug: 'one-tongue', outputs: outputsOf(['x', 'y'], 4), settings })
    const person = visitor(testerApp(db))
    await person.join(await inviteTo(db, { studyId: study.id }))
    const said = async (lang: string) => (await person.see(`/s/${study.key}?lang=${lang}`)).body
    expect(await said('de')).toContain('Einerlei')
    expect(await said('de')).toContain('Beide schlecht')
    expect(await said('fr')).toContain('Equal')
    expect(await said('pt')).toContain('Nem uma')
    expect(await said('en')).not.toMatch(/Einerlei|Nem uma/)
  })
})

async function asAnalyst(path: string): Promise<string> {
  const who = { email: 'ada@example.org', password: 'three unrelated words' }
  await createPerson(database.db(), { ...who, role: 'analyst' })
  const app = testerApp(database.db())
  const login = await app.request('/login', { method: 'POST', body: new URLSearchParams(who) })
  const [cookie = ''] = (login.headers.get('Set-Cookie') ?? '').split(';')
  return (await app.request(path, { headers: { Cookie: cookie } })).text()
}

describe('somebody with an account here', () => {
  test('may try a study, and is told apart from outsiders by those who look at its testers', async () => {
    const db = database.db()
    const study = await openMadeStudy(db, { slug: 'own-staff', outputs: outputsOf(['x', 'y'], 4) })
    const who = { email: 'mary@example.org', password: 'three unrelated words' }
    await createPerson(db, { ...who, role: 'analyst' })
    const app = testerApp(db)
    const login = await app.request('/login', { method: 'POST', body: new URLSearchParams(who) })
    const [session = ''] = (login.headers.get('Set-Cookie') ?? '').split(';')
    const path = `/join/${await inviteTo(db, { studyId: study.id })}`
    const join = (cookie: string) =>
      app.request(path, {
        method: 'POST',
        body: new URLSearchParams({ consent: 'yes' }),
        headers: { Cookie: cookie },
      })
    for (const cookie of [session, '', `${session}x`]) expect((await join(cookie)).status).toBe(303)
    const rows = await listTesters(db, study.id)
    expect(rows.map(({ byStaff }) => byStaff)).toEqual([true, false, false])
    expect(rows.map(flagsOf)).toEqual([['by_staff'], [], []])
  })
})

describe('the habits of a tester', () => {
  test('are shown and leave nobody out', async () => {
    const db = database.db()
    const settings = { check_share: 0.2 }
    const study = await openMadeStudy(db, { slug: 'habits', outputs: outputsOf(['x', 'y'], 40), settings })
    const person = visitor(testerApp(db))
    await person.join(await inviteTo(db, { studyId: study.id }))
    await person.answer(`/s/${study.key}`, 25, 'a')
    const [row] = await listTesters(db, study.id)
    if (!row) throw new Error('Nobody joined')
    expect(row.checks).toBeGreaterThanOrEqual(4)
    expect(row.votes).toBe(25 - row.checks)
    const [passed] = await db`
      select count(*) as checks from comparisons where study_id = ${study.id} and purpose = 'check' and item = 0`
    expect(row.checksPassed).toBe(passed?.checks)
    expect(row.checksPassed).toBeLessThan(row.checks)
    expect(flagsOf(row)).toEqual(['hasty', 'missed_checks'])
    const chosen = row.left?.count ?? 0
    expect(row.left).toEqual({ count: chosen, total: chosen })
    expect(row.excluded).toBe(false)
    const page = await asAnalyst('/studies/habits/testers')
    expect(page).toMatch(/answers in (&lt; )?[\d.]+ seconds; missed \d of \d checks/)
  })
})
