import { beforeAll, expect, test } from 'vitest'
import { createPerson } from '../../db/accounts/people.ts'
import { startSession } from '../../db/accounts/sessions.ts'
import { createApp } from '../../server/app.tsx'
import { readConfig } from '../../server/config.ts'
import { createLog } from '../../server/log.ts'
import { useDatabase } from '../setup/database.ts'

const database = useDatabase()
let cookie = ''
const app = () => createApp({ db: database.db(), config: readConfig({}), log: createLog('silent') })

beforeAll(async () => {
  const person = await createPerson(database.db(), {
    email: 'o@example.org',
    password: 'eight or more',
    role: 'owner',
  })
  cookie = `tb=${await startSession(database.db(), { personId: person.id })}`
})

const fields = (examples: number, more: Record<string, string> = {}) => ({
  name: 'Tides',
  question: 'Which is clearer?',
  first: 'short',
  second: 'long',
  ...Object.fromEntries(
    Array.from({ length: examples }, (_, n) => [
      [`prompt-${n + 1}`, `Ask ${n + 1}`],
      [`first-${n + 1}`, `Brief ${n + 1}`],
      [`second-${n + 1}`, `At length ${n + 1}`],
    ]).flat(),
  ),
  ...more,
})
const post = (values: Record<string, string>) =>
  app().request('/quick-start', {
    method: 'POST',
    headers: { Cookie: cookie },
    body: new URLSearchParams(values),
  })
const get = (path: string) => app().request(path, { headers: { Cookie: cookie } })

/** Joins by the link and says of every pair which answer begins with the wanted word. */
async function voteAll(link: string, liked: string): Promise<number> {
  const joined = await app().request(new URL(link).pathname, {
    method: 'POST',
    body: new URLSearchParams({ consent: 'yes' }),
  })
  const tester = joined.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const path = joined.headers.get('Location') ?? ''
  for (let votes = 0; ; votes++) {
    const html = await (await app().request(path, { headers: { Cookie: tester } })).text()
    const comparison = /name="comparison" value="([\w-]+)"/.exec(html)?.[1]
    if (!comparison || html.includes('data-screen="done"') || votes > 20) return votes
    const isFirst = new RegExp(`id="response-a"[^>]*>(<p[^>]*>)?${liked}`).test(html)
    const body = new URLSearchParams({ comparison, choice: isFirst ? 'a' : 'b' })
    await app().request(`${path}/votes`, { method: 'POST', headers: { Cookie: tester }, body })
  }
}

test('five pasted examples become an open study, a link, votes and an honest first look', async () => {
  expect((await get('/quick-start')).status).toBe(200)
  const made = await post(fields(5))
  expect(made.status).toBe(201)
  const [link = ''] = /http:\/\/127[^<]+\/join\/[\w-]+/.exec(await made.text()) ?? []

  expect(await (await get('/studies/tides/first-look')).text()).toContain('at most 50 prompts')
  expect(await voteAll(link, 'Brief')).toBe(5)
  const look = await (await get('/studies/tides/first-look')).text()
  expect(look).toContain('Most people preferred short on 5 of 5 decided examples')
  expect(look).toContain('probability 0.06')
  expect(look).toContain('even all of them going one way stays within chance')
  expect(look).not.toContain('is better than')
})

test('what cannot be compared is said by example, what was typed stays, and nothing is stored', async () => {
  const studies = async () => (await database.db()`select * from studies`).length
  const before = await studies()
  const same = await post(fields(3, { name: 'Other', 'second-2': 'Brief 2' }))
  expect(same.status).toBe(422)
  const html = await same.text()
  expect(html).toContain('Example 2: both answers are the same text')
  expect(html).toContain('At length 3')

  const holes = await post(fields(2, { name: 'Other', 'first-2': '  ' }))
  expect(await holes.text()).toContain('Example 2: the first answer is empty')
  expect((await post(fields(0, { name: 'Other' }))).status).toBe(422)
  expect((await post(fields(1, { name: 'Other', second: 'short' }))).status).toBe(422)
  expect((await post(fields(1, { name: '' }))).status).toBe(422)
  expect((await post(fields(1))).status).toBe(409)
  expect(await studies()).toBe(before)
})
