import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { text as readAll } from 'node:stream/consumers'
import { type CommandDef, defineCommand } from 'citty'
import { anyPerson } from '../../../db/accounts/people.ts'
import type { Db } from '../../../db/connection/client.ts'
import { createPerson } from '../../actions/accounts/create-person.ts'
import { resetPassword } from '../../actions/accounts/reset-password.ts'
import { type Role, roles } from '../../domain/role.ts'
import { withDatabase } from '../client/local.ts'
import { localContext } from '../client/local-context.ts'
import { type Given, strictCommand, wordAt } from '../terminal/arguments.ts'
import { note, print, printJson } from '../terminal/output.ts'
import { Refused, UsageError } from '../terminal/usage.ts'

const args = {
  email: { type: 'positional', description: 'E-mail address of the account', required: true },
  'password-file': {
    type: 'string',
    valueHint: 'FILE',
    description: 'Read the password from a file, or - for stdin; without it one is made and printed',
  },
  json: { type: 'boolean', description: 'Print JSON' },
} as const

const create = strictCommand({
  meta: { name: 'create', description: 'Create an account' },
  args: {
    ...args,
    role: { type: 'enum', options: [...roles], description: 'owner for the first, else admin' },
  },
  run: (given) =>
    withPassword(given, async (db, { email, password }) => {
      const role = roleOf(given) ?? ((await anyPerson(db)) ? 'admin' : 'owner')
      await createPerson(localContext(db), { email, password, role })
      note(`Created ${email} as ${role}`)
    }),
})

const reset = strictCommand({
  meta: { name: 'reset-password', description: 'Give an account a new password' },
  args,
  run: (given) =>
    withPassword(given, async (db, { email, password }) => {
      await resetPassword(localContext(db), { email, password })
      note(`${email} has a new password`)
    }),
})

export default defineCommand({
  meta: { name: 'admin', description: 'Create accounts, reset passwords' },
  subCommands: { create, 'reset-password': reset } satisfies Record<string, CommandDef>,
})

type Account = { email: string; password: string }

async function withPassword(given: Given, act: (db: Db, account: Account) => Promise<void>): Promise<void> {
  const email = wordAt(given, 0, 'EMAIL')
  if (!/^[^\s@]+@[^\s@]+$/.test(email))
    throw new UsageError(`EMAIL must be an e-mail address, found "${email}"`)
  const chosen = await passwordOf(given.text('password-file'))
  const password = chosen ?? randomBytes(15).toString('base64url')
  await withDatabase((db) => act(db, { email, password }))
  if (given.flag('json')) return printJson({ email, password: chosen === null ? password : null })
  if (chosen === null) print(password)
}

async function passwordOf(file: string | undefined): Promise<string | null> {
  if (file === undefined) return null
  const content =
    file === '-'
      ? await readAll(process.stdin)
      : await readFile(file, 'utf8').catch((cause: unknown) => {
          throw new Refused(`Cannot read the file "${file}"`, { cause })
        })
  const password = content.trim()
  if (password.length < 8) throw new Refused('The password must have 8 characters or more')
  return password
}

function roleOf(given: Given): Role | undefined {
  const role = given.text('role')
  if (role === undefined) return undefined
  const known = roles.find((name) => name === role)
  if (!known) throw new UsageError(`--role must be one of ${roles.join(', ')}, found "${role}"`)
  return known
}
