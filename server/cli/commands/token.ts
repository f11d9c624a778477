import { defineCommand } from 'citty'
import { findStudy } from '../../../db/studies/studies.ts'
import { createToken } from '../../actions/accounts/create-token.ts'
import { NotFound } from '../../domain/refusals.ts'
import { type Scope, scopes } from '../../domain/scope.ts'
import { withDatabase } from '../client/local.ts'
import { localContext } from '../client/local-context.ts'
import { strictCommand } from '../terminal/arguments.ts'
import { note, print, printJson } from '../terminal/output.ts'
import { UsageError } from '../terminal/usage.ts'

const create = strictCommand({
  meta: { name: 'create', description: 'Make a token for programs; it is printed once' },
  args: {
    name: { type: 'string', required: true, description: 'What it is for' },
    scope: { type: 'string', required: true, description: `${scopes.join(', ')}; several are allowed` },
    study: { type: 'string', valueHint: 'SLUG', description: 'Only this study' },
    days: { type: 'string', valueHint: 'D', description: 'How long it is good' },
    json: { type: 'boolean', description: 'Print JSON' },
  },
  more: true,
  run: (given) => {
    const name = given.text('name')?.trim()
    if (!name) throw new UsageError('--name is missing')
    const wanted = scopesOf([...given.texts('scope'), ...given.words])
    const days = given.number('days') ?? null
    if (days !== null && !(Number.isInteger(days) && days >= 1 && days <= 3650)) {
      throw new UsageError(`--days must be a whole number from 1 to 3650, found "${given.text('days')}"`)
    }
    return withDatabase(async (db) => {
      const slug = given.text('study')
      const study = slug === undefined ? null : await findStudy(db, { slug, only: null })
      if (slug !== undefined && !study) throw new NotFound(`There is no study "${slug}"`)
      const token = await createToken(localContext(db), { body: { name, scopes: wanted, days }, study })
      if (given.flag('json')) return printJson({ token })
      print(token)
      note('It is shown only now: keep it')
    })
  },
})

export default defineCommand({
  meta: { name: 'token', description: 'Make tokens for programs' },
  subCommands: { create },
})

/** `--scope A --scope B`, `--scope A,B` and `--scope A B` mean the same. */
function scopesOf(texts: string[]): Scope[] {
  const names = texts.flatMap((text) => text.split(',')).map((text) => text.trim())
  if (names.length === 0) throw new UsageError('--scope is missing')
  const unknown = names.find((name) => !scopes.some((scope) => scope === name))
  if (unknown !== undefined)
    throw new UsageError(`--scope must be one of ${scopes.join(', ')}, found "${unknown}"`)
  return scopes.filter((scope) => names.includes(scope))
}
