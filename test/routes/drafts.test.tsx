import { beforeAll, describe, expect, it } from 'vitest'
import { createPerson } from '../../db/accounts/people.ts'
import { startSession } from '../../db/accounts/sessions.ts'
import { createStudy, setStudyState } from '../../db/studies/studies.ts'
import { createApp } from '../../server/app.tsx'
import { readConfig } from '../../server/config.ts'
import { NewStudy } from '../../server/domain/settings/study-settings.ts'
import type { Study } from '../../server/domain/study.ts'
import { createLog } from '../../server/log.ts'
import { zipBytes } from '../formats/uploads/zip-file.ts'
import { useDatabase } from '../setup/database.ts'

const database = useDatabase()
const origin = 'http://127.0.0.1:3000'
let cookie = ''
let study: Study

const app = (limits = {}) => {
  const config = { ...readConfig({}), publicUrl: origin, uploadLimits: limits }
  return createApp({ db: database.db(), config, log: createLog('silent') })
}

beforeAll(async () => {
  const db = database.db()
  const owner = await createPerson(db, {
    email: 'owner@example.org',
    password: 'eight or more',
    role: 'owner',
  })
  cookie = `tb=${await startSession(db, { personId: owner.id })}`
  study = await createStudy(db, NewStudy.parse({ name: 'Tides', slug: 'tides', question: 'Which?' }))
})

const headers = () => ({ Cookie: cookie, Origin: origin })
const get = (path: string) => app().request(path, { headers: headers() })
const post = (path: string, fields: [string, string][]) =>
  app().request(path, { method: 'POST', headers: headers(), body: new URLSearchParams(fields) })

function upload(
  files: Record<string, string | Uint8Array>,
  more: Record<string, string> = { act: 'look' },
  limits = {},
) {
  const body = new FormData()
  for (const [name, content] of Object.entries(files)) body.append('file', new Blob([content as never]), name)
  for (const [name, value] of Object.entries(more)) body.append(name, value)
  const path = `/studies/${study.slug}/batches`
  return app(limits).request(path, { method: 'POST', headers: headers(), body: body as unknown as BodyInit })
}

async function draftAt(
  files: Record<string, string | Uint8Array>,
  more?: Record<string, string>,
): Promise<string> {
  const answer = await upload(files, more)
  expect(answer.status).toBe(303)
  return answer.headers.get('Location') ?? ''
}

/** The page once the files are read. */
async function readPage(path: string): Promise<string> {
  for (let tries = 0; tries < 200; tries++) {
    const text = await (await get(path)).text()
    if (!text.includes('The files are being read')) return text
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('The files were never read')
}

const counts = async () => {
  const [row] = await database.db()<{ outputs: number; chunks: number; staged: number }[]>`
    select (select count(*)::int from outputs) as outputs, (select count(*)::int from batch_chunks) as chunks,
           (select count(*)::int from staged_rows) as staged`
  return row
}
const idOf = (path: string) => Number(path.split('/').pop())
const rows = (...lines: string[]) => `frage,model,antwort,thema\n${lines.join('\n')}\n`

describe('a draft of an upload', () => {
  it('says what was recognised, shows the first prompts, and publishes nothing by itself', async () => {
    const before = await counts()
    const path = await draftAt({
      'a.csv': rows('What pulls?,m1,The **Moon**,sea', 'What pulls?,m2,The Sun,sea'),
    })
    const page = await readPage(path)
    expect(page).toContain('Table, one output per row')
    expect(page).toContain('as recognised: antwort')
    expect(page).toContain('The <strong>Moon</strong>')
    expect(page).toContain('2 outputs of 2 models to 1 prompt')
    expect((await counts())?.outputs).toBe(before?.outputs)
    expect(await (await get('/studies/tides/batches')).text()).toContain(`href="${path}"`)
  })

  it('is read again under another mapping, other names and approaches', async () => {
    const path = await draftAt({ 'a.csv': 'x,y,z\nWhy?,because,m1\n' })
    const told: [string, string][] = [
      ['map.prompt', 'x'],
      ['map.output', 'y'],
      ['map.model', 'z'],
    ]
    expect((await post(`${path}/mapping`, told)).status).toBe(303)
    expect(await readPage(path)).toContain('1 output of 1 model to 1 prompt')
    const named: [string, string][] = [
      ...told,
      ['known', 'm1'],
      ['name.0', 'Our model'],
      ['approach.0', 'rag'],
      ['cost.0', '0.5'],
    ]
    await post(`${path}/mapping`, named)
    const page = await readPage(path)
    expect(page).toContain('value="Our model"')
    const renamed: [string, string][] = [
      ...told,
      ['known', 'Our model'],
      ['name.0', 'Ours'],
      ['approach.0', 'rag'],
      ['cost.0', '0.5'],
    ]
    await post(`${path}/mapping`, renamed)
    await readPage(path)
    expect((await post(`${path}/publication`, [])).status).toBe(303)
    const [model] = await database.db()`select name, approach, cost from models where name like 'Our%'`
    expect(model).toEqual({ name: 'Ours', approach: 'rag', cost: 0.5 })
  })

  it.each([
    [['cost.0', 'cheap'], '&quot;cheap&quot; is not a cost'],
    [['approach.0', 'magic'], 'Some fields cannot be used'],
  ])('a mapping that makes no sense is refused where it stands: %j', async (field, words) => {
    const path = await draftAt({ 'a.csv': rows('Q,m1,A,t') })
    await readPage(path)
    const answer = await post(`${path}/mapping`, [['known', 'm1'], field as [string, string]])
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(words)
  })

  it('pasted text is a file like any other', async () => {
    const path = await draftAt({}, { act: 'look', paste: rows('Pasted?,m1,Yes,t') })
    expect(await readPage(path)).toContain('pasted')
  })

  it('problems are told with file and line, as CSV too, and only taken past when asked', async () => {
    const path = await draftAt({
      '=a.jsonl': '{"prompt":"P9","model":"m1","output":5}\n{"prompt":"P9","model":"m1","output":"fine"}\n',
    })
    expect(await readPage(path)).toContain('=a.jsonl, line 1')
    const csv = await get(`${path}/problems.csv`)
    expect(csv.headers.get('Content-Type')).toContain('text/csv')
    expect(await csv.text()).toContain("problem,'=a.jsonl,1,not_text")
    const refused = await post(`${path}/publication`, [])
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('tick that the good rows shall be imported')
    expect((await post(`${path}/publication`, [['good_rows', '1']])).status).toBe(303)
    const [output] =
      await database.db()`select messages from outputs where messages -> 0 ->> 'content' = 'fine'`
    expect(output).toBeDefined()
  })

  it('what is published or discarded leaves no files, and cannot be published again', async () => {
    const path = await draftAt({ 'a.csv': rows('Once?,m1,Yes,t') })
    await readPage(path)
    expect((await post(`${path}/publication`, [])).status).toBe(303)
    expect((await post(`${path}/publication`, [])).status).toBe(409)
    expect((await get(path)).status).toBe(303)
    const other = await draftAt({ 'b.csv': rows('Never?,m1,No,t') })
    await readPage(other)
    expect((await post(`${other}/discarding`, [])).status).toBe(303)
    expect((await post(`${other}/discarding`, [])).status).toBe(303)
    expect((await post(`${other}/publication`, [])).status).toBe(409)
    for (const each of [path, other]) {
      const [left] = await database.db()<{ n: number }[]>`
        select count(*)::int as n from batch_chunks where batch_id = ${idOf(each)}`
      expect(left?.n).toBe(0)
    }
    const [never] = await database.db()`select 1 from prompts where messages -> 0 ->> 'content' = 'Never?'`
    expect(never).toBeUndefined()
  })

  it('a draft nobody reads any more is taken over by who looks at it', async () => {
    const path = await draftAt({ 'a.csv': rows('Crashed?,m1,Yes,t') })
    await readPage(path)
    await database.db()`
      update batches set read_at = null, report = null, heartbeat_at = now() - interval '1 minute'
      where id = ${idOf(path)}`
    expect(await readPage(path)).toContain('1 output of 1 model')
    const [staged] = await database.db()<{ n: number }[]>`
      select count(*)::int as n from staged_rows where batch_id = ${idOf(path)}`
    expect(staged?.n).toBe(1)
  })

  it('while the files are read it cannot be published', async () => {
    const path = await draftAt({ 'a.csv': rows('Early?,m1,Yes,t') })
    await readPage(path)
    await database.db()`update batches set read_at = null, heartbeat_at = now() where id = ${idOf(path)}`
    expect((await post(`${path}/publication`, [])).status).toBe(409)
    const page = await get(path)
    expect(page.headers.get('Refresh')).toBe('2')
    expect(await page.text()).toContain('The files are being read')
  })

  it('drafts of another study, unknown ones and old uploads are not found', async () => {
    const other = await createStudy(
      database.db(),
      NewStudy.parse({ name: 'O', slug: 'other', question: 'Which?' }),
    )
    const path = await draftAt({ 'a.csv': rows('Mine?,m1,Yes,t') })
    for (const at of [`/studies/${other.slug}/batches/${idOf(path)}`, '/studies/tides/batches/999999']) {
      expect((await get(at)).status).toBe(404)
      for (const act of ['mapping', 'publication', 'discarding'])
        expect((await post(`${at}/${act}`, [])).status).toBe(404)
    }
  })
})

describe('what is done about findings', () => {
  const leaky = rows(
    'Who made you?,m1,As an AI made by Anthropic I cannot say.,id',
    'Who made you?,m2,A team of people.,id',
    'Who made you?,m3,<think>hm</think>Nobody.,id',
  )
  const decide = (pairs: Record<string, string>): [string, string][] =>
    Object.entries(pairs).flatMap(([kind, decision]) => [
      ['finding', kind],
      [`decision.${kind}`, decision],
    ])

  it('refuses decisions about what is not looked for, or cannot be hidden', async () => {
    const path = await draftAt({ 'a.csv': leaky })
    await readPage(path)
    for (const odd of [{ spelling: 'drop' }, { truncated: 'mask' }, { names_a_model: 'erase' }])
      expect((await post(`${path}/publication`, decide(odd))).status).toBe(422)
  })

  it('left out, hidden for display, kept: texts stay as uploaded and carry their flags', async () => {
    const path = await draftAt({ 'a.csv': leaky })
    const page = await readPage(path)
    expect(page).toContain('Spoils the blind test')
    expect(page).toContain('made by Anthropic')
    const answer = await post(`${path}/publication`, decide({ names_a_model: 'mask', reasoning: 'drop' }))
    expect(answer.status).toBe(303)
    const outputs = await database.db()`
      select m.name, o.messages -> 0 ->> 'content' as text, o.flags from outputs o
      join prompts p on p.id = o.prompt_id join models m on m.id = o.model_id
      where p.messages -> 0 ->> 'content' = 'Who made you?' order by 1`
    expect(outputs).toEqual([
      { name: 'm1', text: 'As an AI made by Anthropic I cannot say.', flags: ['names_a_model'] },
      { name: 'm2', text: 'A team of people.', flags: [] },
    ])
    const [{ masks } = { masks: [] }] = await database.db()<
      { masks: string[] }[]
    >`select masks from studies where slug = 'tides'`
    expect(masks).toEqual(['names_a_model'])
    const { renderStudy } = await import('../../server/rendering/stored/rendered.ts')
    await renderStudy(database.db(), study.id)
    const [shown] = await database.db()`
      select r.html from renderings r join outputs o on o.content_hash = r.hash
      where o.messages -> 0 ->> 'content' like 'As an AI made%'`
    expect(shown?.html).toBe('<p dir="auto">As an AI made by ▇▇▇ I cannot say.</p>')
  })

  it('the first prompts are shown as decided before anything is published, and the choice stays', async () => {
    const path = await draftAt({
      'p.csv': rows(
        'Preview?,m1,Made by Anthropic I am. ÜBRIG,id',
        'Preview?,m2,<think>secret</think>Hello,id',
      ),
    })
    const preview = async () =>
      (await readPage(path)).split(/id="preview"|Spoils the blind test|Or leave it/)[1] ?? ''
    expect(await preview()).toContain('secret')
    const before = await counts()
    const answer = await post(`${path}/decisions`, decide({ reasoning: 'mask' }))
    expect(answer.status).toBe(303)
    expect(await preview()).not.toContain('secret')
    expect(await preview()).toContain('Hello')
    expect(await readPage(path)).toMatch(/<option value="mask" selected="">\s*Hide/)
    expect((await counts())?.outputs).toBe(before?.outputs)
    await post(`${path}/mapping`, [
      ['map.prompt', 'frage'],
      ['map.output', 'antwort'],
      ['map.model', 'model'],
    ])
    expect(await readPage(path)).toMatch(/<option value="mask" selected="">\s*Hide/)
    expect(await preview()).not.toContain('secret')
    await post(`${path}/decisions`, decide({ reasoning: 'drop' }))
    expect(await preview()).not.toContain('Hello')
    expect((await post(`${path}/decisions`, decide({ truncated: 'mask' }))).status).toBe(422)
    await post(`${path}/discarding`, [])
    expect((await post(`${path}/decisions`, decide({ reasoning: 'mask' }))).status).toBe(303)
  })

  it('HTML is shown as text, as what it means, or with all outputs as plain text', async () => {
    const htmlOf = async (text: string) => {
      const { renderStudy } = await import('../../server/rendering/stored/rendered.ts')
      await renderStudy(database.db(), study.id)
      const [row] = await database.db()`
        select r.html from renderings r join outputs o on o.content_hash = r.hash
        where o.messages -> 0 ->> 'content' = ${text}`
      return row?.html
    }
    const tagged = 'The <b>Moon</b>.'
    const path = await draftAt({ 'h.csv': rows(`Why?,m1,${tagged},id`, 'Why?,m2,The *Sun*.,id') })
    expect(await readPage(path)).toContain('1 output holds tags of HTML')
    await post(`${path}/publication`, [])
    expect(await htmlOf(tagged)).toBe('<p dir="auto">The &#x3C;b>Moon&#x3C;/b>.</p>')
    const second = await draftAt({ 'i.csv': rows('Who?,m1,<i>So</i>,id') })
    await readPage(second)
    expect((await post(`${second}/decisions`, decide({ html: 'convert' }))).status).toBe(303)
    expect(await readPage(second)).toContain('<em>So</em>')
    await post(`${second}/publication`, decide({ html: 'convert' }))
    expect(await htmlOf(tagged)).toBe('<p dir="auto">The <strong>Moon</strong>.</p>')
    const third = await draftAt({ 'j.csv': rows('How?,m1,<u>Up</u>,id') })
    expect(await readPage(third)).toMatch(/<option value="convert" selected="">/)
    await post(`${third}/publication`, decide({ html: 'plain' }))
    expect(await htmlOf('The *Sun*.')).toBe('<pre dir="auto" tabindex="0">The *Sun*.</pre>')
    await database.db()`update studies set masks = '{}' where id = ${study.id}`
    await database.db()`delete from renderings where study_id = ${study.id}`
  })

  it('what was laid out under other rules is laid out anew', async () => {
    const { renderStudy } = await import('../../server/rendering/stored/rendered.ts')
    await renderStudy(database.db(), study.id)
    await database.db()`update renderings set html = 'old', layout = 1 where study_id = ${study.id}`
    await renderStudy(database.db(), study.id)
    const old = await database.db()`select from renderings where study_id = ${study.id} and html = 'old'`
    expect(old).toHaveLength(0)
  })

  it('a mask decided later is laid out anew for what was published before', async () => {
    const path = await draftAt({
      'b.csv': rows('Thoughts?,m1,<think>hm</think>Well.,id', 'Thoughts?,m2,None.,id'),
    })
    await readPage(path)
    await post(`${path}/publication`, [])
    const { renderStudy } = await import('../../server/rendering/stored/rendered.ts')
    await renderStudy(database.db(), study.id)
    const html = async () => {
      const [row] = await database.db()`
        select r.html from renderings r join outputs o on o.content_hash = r.hash
        where o.messages -> 0 ->> 'content' = '<think>hm</think>Well.'`
      return row?.html
    }
    expect(await html()).toContain('hm')
    const next = await draftAt({ 'c.csv': rows('More?,m1,<think>so</think>Yes.,id') })
    await readPage(next)
    await post(`${next}/publication`, decide({ reasoning: 'mask' }))
    await renderStudy(database.db(), study.id)
    expect(await html()).toBe('<p dir="auto">Well.</p>')
  })
})

describe('what comes later, and what comes wrong', () => {
  it('a batch published after the study was opened is marked as later', async () => {
    await setStudyState(database.db(), { id: study.id, state: 'open' })
    const path = await draftAt({ 'late.csv': rows('Late?,m9,Yes,t') })
    await readPage(path)
    expect((await post(`${path}/publication`, [])).status).toBe(303)
    const [batch] = await database.db()`select later from batches where id = ${idOf(path)}`
    expect(batch?.later).toBe(true)
    expect(await (await get('/studies/tides/batches')).text()).toContain('after the study was opened')
  })

  it('its prompts are marked as later too, those of before are not', async () => {
    const page = await (await get('/studies/tides/prompts')).text()
    const rowOf = (text: string) => page.split('<tr>').find((row) => row.includes(text)) ?? ''
    expect(rowOf('Late?')).toContain('later')
    expect(rowOf('Thoughts?')).not.toContain('later')
  })

  it('a model that comes later is looked for in what was published before, and hidden there', async () => {
    const db = database.db()
    const { renderStudy } = await import('../../server/rendering/stored/rendered.ts')
    const publish = async (name: string, text: string, pairs: [string, string][] = []) => {
      const path = await draftAt({ [name]: text })
      await readPage(path)
      expect((await post(`${path}/publication`, pairs)).status).toBe(303)
      await renderStudy(db, study.id)
      return idOf(path)
    }
    const mask: [string, string][] = [
      ['finding', 'names_a_study_model'],
      ['decision.names_a_study_model', 'mask'],
    ]
    await publish(
      'n1.csv',
      rows('Names?,m1,Better than ZEPHYR-77B I say,t', 'Names?,m2,Is zephyr-77bx one?,t'),
      mask,
    )
    const html = async (text: string) => {
      const [row] = await db`
        select r.html, o.flags from renderings r join outputs o on o.content_hash = r.hash
        where o.messages -> 0 ->> 'content' = ${text}`
      return row
    }
    expect((await html('Better than ZEPHYR-77B I say'))?.flags).toEqual([])
    const id = await publish('n2.csv', rows('Names?,zephyr-77b,"I am new, says zephyr-77b",t'))
    expect(await html('Better than ZEPHYR-77B I say')).toEqual({
      html: '<p dir="auto">Better than ▇▇▇ I say</p>',
      flags: ['names_a_study_model'],
    })
    expect(await html('I am new, says zephyr-77b')).toMatchObject({
      html: '<p dir="auto">I am new, says ▇▇▇</p>',
    })
    expect((await html('Is zephyr-77bx one?'))?.flags).toEqual([])
    const [batch] = await db`select report -> 'named_before' as named from batches where id = ${id}`
    expect(batch?.named).toBe(1)
    expect(await (await get('/studies/tides/batches')).text()).toContain('1 output published before')
  })

  it('drafts nobody goes on with are discarded after a month, broken uploads after a day', async () => {
    const db = database.db()
    const { discardAbandoned } = await import('../../db/outputs/drafts.ts')
    const patience = { draftDays: 30, brokenHours: 24 }
    await discardAbandoned(db, { draftDays: 0, brokenHours: 0 })
    const fresh = idOf(await draftAt({ 'f.csv': rows('Fresh?,m1,x,t') }))
    const old = idOf(await draftAt({ 'o.csv': rows('Old?,m1,x,t') }))
    const broken = idOf(await draftAt({ 'b.csv': rows('Broken?,m1,x,t') }))
    for (const id of [fresh, old, broken]) await readPage(`/studies/tides/batches/${id}`)
    const age = (id: number, age: string) => db`
      update batches set created_at = now() - ${age}::interval, heartbeat_at = null, read_at = read_at - ${age}::interval
      where id = ${id}`
    await age(old, '31 days')
    await age(broken, '25 hours')
    await db`update batches set files = '{}' where id = ${broken}`
    await age(fresh, '29 days')
    expect(await discardAbandoned(db, patience)).toBe(2)
    expect(await discardAbandoned(db, patience)).toBe(0)
    const kept = await db`
      select distinct batch_id as id from batch_chunks union select batch_id from staged_rows order by 1`
    expect(kept.map(({ id }) => id)).toEqual([fresh])
    expect((await get(`/studies/tides/batches/${old}`)).status).toBe(303)
  })

  it('a file over the limit is refused by the name of the limit, and leaves nothing', async () => {
    const before = await counts()
    const answer = await upload(
      { 'big.csv': 'x'.repeat(3_000_000) },
      { act: 'look' },
      { totalBytes: 2_000_000 },
    )
    expect(answer.status).toBe(413)
    expect(await answer.text()).toContain('totalBytes')
    expect((await counts())?.chunks).toBe(before?.chunks)
  })

  it('a body that breaks off, or is none, is a 4xx and leaves nothing', async () => {
    const before = await counts()
    const head =
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nprompt,model,out'
    for (const [type, body, status] of [
      ['multipart/form-data; boundary=x', head, 400],
      ['multipart/form-data', head, 415],
      ['multipart/form-data; boundary=x', '', 400],
      ['text/plain', 'hello', 415],
    ] as const) {
      const path = '/studies/tides/batches'
      const answer = await app().request(path, {
        method: 'POST',
        headers: { ...headers(), 'Content-Type': type },
        body,
      })
      expect(answer.status, `${type} ${body.length}`).toBe(status)
    }
    expect(await counts()).toEqual(before)
  })

  it('files of one name, and names that are paths, stand apart and lead nowhere', async () => {
    const body = new FormData()
    for (const text of [rows('A?,m1,x,t'), rows('B?,m1,y,t')])
      body.append('file', new Blob([text]), '../../etc/passwd')
    body.append('act', 'look')
    const answer = await app().request('/studies/tides/batches', {
      method: 'POST',
      headers: headers(),
      body: body as never,
    })
    const page = await readPage(answer.headers.get('Location') ?? '')
    expect(page).toContain('2 outputs')
  })

  it('a broken archive is told on the page of its draft', async () => {
    const zip = zipBytes({ 'a.csv': rows('Z?,m1,x,t') })
    const path = await draftAt({ 'a.zip': zip.subarray(0, zip.length - 30) })
    expect(await readPage(path)).toContain('damaged or was cut off')
    expect((await post(`${path}/publication`, [['good_rows', '1']])).status).toBe(422)
  })
})
