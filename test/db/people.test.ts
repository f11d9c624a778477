import { describe, expect, it } from 'vitest'
import { listActs, recordAct } from '../../db/accounts/audit.ts'
import {
  anyPerson,
  createPerson,
  disablePerson,
  listPeople,
  resetPassword,
  verifyPassword,
} from '../../db/accounts/people.ts'
import { endSession, endSessions, findSession, startSession } from '../../db/accounts/sessions.ts'
import { isSetupCode, newSetupCode, useSetupCode } from '../../db/accounts/setup-codes.ts'
import { useToken } from '../../db/accounts/token-usage.ts'
import { createToken, revokeToken } from '../../db/accounts/tokens.ts'
import type { Db } from '../../db/connection/client.ts'
import { Conflict, Invalid } from '../../server/domain/refusals.ts'
import { useDatabase } from '../setup/database.ts'

const database = useDatabase()
const findToken = async (db: Db, secret: string) => (await useToken(db, secret))?.token ?? null
const owner = { email: 'olga@example.org', password: 'a long enough one' }

describe('set-up codes', () => {
  it('makes one owner of however many send the same code at once', async () => {
    const code = await newSetupCode(database.db())
    expect(code).toMatch(/^[0-9a-f]{32}$/)
    expect(await anyPerson(database.db())).toBe(false)
    expect(await useSetupCode(database.db(), { ...owner, code: `${code}0` })).toBeNull()
    const made = await Promise.all(
      ['olga', 'otto', 'omar'].map((name) =>
        useSetupCode(database.db(), { ...owner, email: `${name}@example.org`, code }),
      ),
    )
    const first = made.filter((person) => person !== null)
    expect(first.map((person) => person.role)).toEqual(['owner'])
    await database.db()`update people set email = ${owner.email}`
    expect(await useSetupCode(database.db(), { ...owner, code })).toBeNull()
  })

  it('voids the code of an earlier start and makes nobody once there is somebody', async () => {
    const earlier = await newSetupCode(database.db())
    const later = await newSetupCode(database.db())
    expect(await isSetupCode(database.db(), earlier)).toBe(false)
    expect(await isSetupCode(database.db(), later)).toBe(true)
    expect(await useSetupCode(database.db(), { ...owner, email: 'x@example.org', code: later })).toBeNull()
  })
})

describe('people', () => {
  it('keeps a password as an argon2id hash and knows it again', async () => {
    const [row] = await database.db()<{ hash: string }[]>`select password_hash as hash from people limit 1`
    expect(row?.hash).toMatch(/^\$argon2id\$/)
    expect(await verifyPassword(database.db(), owner)).toMatchObject({ role: 'owner' })
    expect(await verifyPassword(database.db(), { ...owner, email: ' OLGA@Example.org ' })).toMatchObject({
      email: owner.email,
    })
    expect(await verifyPassword(database.db(), { ...owner, password: 'another long one' })).toBe('wrong')
    expect(await verifyPassword(database.db(), { ...owner, email: 'nobody@example.org' })).toBe('wrong')
  })

  it('refuses a second account for the same address and what cannot be an account', async () => {
    const again = { email: 'Olga@example.org', password: owner.password, role: 'admin' } as const
    await expect(createPerson(database.db(), again)).rejects.toThrow(Conflict)
    const short = createPerson(database.db(), { email: 'nobody', password: '1234567', role: 'admin' })
    await expect(short).rejects.toThrow(Invalid)
    await short.catch((error: Invalid) =>
      expect(error.issues.map((issue) => issue.pointer)).toEqual(['#/email', '#/password']),
    )
  })

  it('checks no more than ten wrong passwords of an account, even sent at once', async () => {
    await createPerson(database.db(), {
      email: 'guess@example.org',
      password: 'not so easy',
      role: 'analyst',
    })
    const guesses = await Promise.all(
      Array.from({ length: 24 }, (_, n) =>
        verifyPassword(database.db(), { email: 'guess@example.org', password: `guess ${n}` }),
      ),
    )
    expect(guesses).toContain('too_often')
    for (let n = 0; n < 14; n++) {
      guesses.push(
        await verifyPassword(database.db(), { email: 'guess@example.org', password: 'still wrong' }),
      )
    }
    expect(guesses.filter((answer) => answer === 'wrong')).toHaveLength(10)
    const right = { email: 'guess@example.org', password: 'not so easy' }
    expect(await verifyPassword(database.db(), right)).toBe('too_often')
    await database.db()`update login_attempts set at = at - interval '16 minutes' where email = ${right.email}`
    expect(await verifyPassword(database.db(), right)).toMatchObject({ role: 'analyst' })
  })

  it('ends every session when the password changes or the account is switched off', async () => {
    const person = await createPerson(database.db(), {
      email: 'leaving@example.org',
      password: 'first password',
      role: 'admin',
    })
    const before = await startSession(database.db(), { personId: person.id })
    await resetPassword(database.db(), { email: 'Leaving@example.org', password: 'second password' })
    expect(await findSession(database.db(), before)).toBeNull()
    const signIn = { email: person.email, password: 'second password' }
    expect(await verifyPassword(database.db(), signIn)).toMatchObject({ id: person.id })
    const after = await startSession(database.db(), { personId: person.id })
    await disablePerson(database.db(), { id: person.id })
    expect(await findSession(database.db(), after)).toBeNull()
    expect(await verifyPassword(database.db(), signIn)).toBe('wrong')
  })

  it('keeps the last owner', async () => {
    const [last] = (await listPeople(database.db())).filter((person) => person.role === 'owner')
    await expect(disablePerson(database.db(), { id: last?.id ?? 0 })).rejects.toThrow(Conflict)
  })
})

describe('sessions', () => {
  it('stores the hash of a 256-bit secret and ends one or all', async () => {
    const [person] = await listPeople(database.db())
    const personId = person?.id ?? 0
    const [one, two, three] = await Promise.all(
      [1, 2, 3].map(() => startSession(database.db(), { personId })),
    )
    const secrets = [one ?? '', two ?? '', three ?? '']
    expect(secrets.map((secret) => Buffer.from(secret, 'base64url').length)).toEqual([32, 32, 32])
    const [stored] = await database.db()<
      { text: string }[]
    >`select json_agg(sessions)::text as text from sessions`
    expect(stored?.text).not.toContain(secrets[0])
    await endSession(database.db(), secrets[0] ?? '')
    const found = await Promise.all(secrets.map((secret) => findSession(database.db(), secret)))
    expect(found.map((session) => session?.id ?? null)).toEqual([null, personId, personId])
    await database.db()`update sessions set expires_at = now() - interval '1 second'
                        where hash = sha256(${secrets[1] ?? ''}::text::bytea)`
    expect(await findSession(database.db(), secrets[1] ?? '')).toBeNull()
    await endSessions(database.db(), { personId })
    expect(await findSession(database.db(), secrets[2] ?? '')).toBeNull()
  })
})

describe('tokens', () => {
  const wanted = { name: 'nightly', scopes: ['results:read'], studyId: null, by: 'olga' } as const

  it('knows a token until it is revoked or has run out', async () => {
    const { id, token } = await createToken(database.db(), { ...wanted, days: 1 })
    expect(token).toMatch(/^tb_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/)
    expect(await findToken(database.db(), token)).toEqual({
      id,
      name: 'nightly',
      scopes: ['results:read'],
      studyId: null,
    })
    expect(await revokeToken(database.db(), { id })).toEqual({ name: 'nightly', studyId: null })
    expect(await revokeToken(database.db(), { id })).toBeNull()
    expect(await findToken(database.db(), token)).toBeNull()
    const other = await createToken(database.db(), { ...wanted, days: 1 })
    await database.db()`update api_tokens set expires_at = now() - interval '1 second' where id = ${other.id}`
    expect(await findToken(database.db(), other.token)).toBeNull()
  })

  it('refuses a token with any one character changed', async () => {
    const { token } = await createToken(database.db(), { ...wanted, days: null })
    const mistyped = [...token].map(
      (was, n) => token.slice(0, n) + (was === 'x' ? 'y' : 'x') + token.slice(n + 1),
    )
    const found = await Promise.all(mistyped.map((text) => findToken(database.db(), text)))
    expect(found.every((answer) => answer === null)).toBe(true)
    expect(await findToken(database.db(), token)).not.toBeNull()
  })
})

describe('the audit', () => {
  it('lists the newest first, page by page, and lets nobody change it', async () => {
    for (const subject of ['one', 'two', 'three']) {
      await recordAct(database.db(), {
        actor: 'olga',
        act: 'test',
        studyId: null,
        subject,
        details: { subject },
      })
    }
    const page = await listActs(database.db(), { limit: 2 })
    expect(page.map((act) => act.subject)).toEqual(['three', 'two'])
    const rest = await listActs(database.db(), { limit: 2, before: page[1]?.id ?? 0 })
    expect(rest.map((act) => act.subject)).toEqual(['one', 'olga@example.org'])
    await expect(database.db()`delete from audit`).rejects.toThrow('append-only')
  })
})
