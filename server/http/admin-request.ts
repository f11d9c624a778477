import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { recordAct } from '../../db/accounts/audit.ts'
import { findPlainStudy, findStudy } from '../../db/studies/studies.ts'
import type { Frame } from '../../views/admin/layout.tsx'
import { Invalid, type Issue, NotFound } from '../domain/refusals.ts'
import type { Study } from '../domain/study.ts'
import type { AppEnv } from './app-env.ts'
import { permissionsOf } from './auth.ts'

export function frameOf(c: Context<AppEnv>): Frame {
  const actor = c.get('actor')
  return { assets: c.get('assets'), viewer: { email: nameOf(c), may: permissionsOf(actor) } }
}

/** How the one who acts is written down. */
export function nameOf(c: Context<AppEnv>): string {
  const actor = c.get('actor')
  return actor.kind === 'person' ? actor.email : `token "${actor.name}"`
}

export async function studyOf(c: Context<AppEnv>): Promise<Study> {
  const slug = c.req.param('slug') ?? ''
  const study = slug.includes('\0') ? null : await findStudy(c.get('db'), { slug, only: null })
  if (!study) throw new NotFound('No such study')
  return study
}

/** For pages that must be quick however many votes there are. */
export async function plainStudyOf(c: Context<AppEnv>): Promise<Omit<Study, 'counts'>> {
  const slug = c.req.param('slug') ?? ''
  const study = slug.includes('\0') ? null : await findPlainStudy(c.get('db'), slug)
  if (!study) throw new NotFound('No such study')
  return study
}

/** The number in a path, where a table can have such an id. */
export function idOf(c: Context<AppEnv>): number {
  const text = c.req.param('id') ?? ''
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new NotFound('There is nothing here')
  return Number(text)
}

export const queryOf = (c: Context<AppEnv>): Record<string, string> => c.req.query()

export type Form = { text(name: string): string; texts(name: string): string[]; files(name: string): File[] }

/** The fields a form has: those that stand alone, by name or pattern, those that may repeat, and files. */
export type FormFields = {
  once?: readonly string[]
  like?: RegExp
  many?: readonly string[]
  files?: readonly string[]
}

/** The fields of a form, with line ends as everybody writes them and nothing that cannot be stored. */
export async function formOf(c: Context<AppEnv>, fields: FormFields): Promise<Form> {
  const data = await readForm(c)
  data.forEach((value, name) => {
    const fault = faultOf(fields, { name, value, times: data.getAll(name).length })
    if (fault) throw new HTTPException(400, { message: `Nothing was done: the field "${name}" ${fault}` })
  })
  const texts = (name: string) =>
    data
      .getAll(name)
      .filter((value) => typeof value === 'string')
      .map((value) => value.replaceAll('\r\n', '\n'))
  return {
    texts,
    text: (name) => texts(name)[0] ?? '',
    files: (name) =>
      data.getAll(name).filter((value): value is File => typeof value !== 'string' && value.name !== ''),
  }
}

/** For a button that says everything by itself. */
export async function noFields(c: Context<AppEnv>): Promise<void> {
  await formOf(c, {})
}

async function readForm(c: Context<AppEnv>): Promise<FormData> {
  if (!c.req.header('Content-Type') && (await c.req.arrayBuffer()).byteLength === 0) return new FormData()
  return c.req.formData().catch((cause: unknown) => {
    throw new HTTPException(400, { message: 'This form cannot be read', cause })
  })
}

type Given = { name: string; value: string | File; times: number }

/** What is wrong with a field, or null. */
export function faultOf(
  { once = [], like, many = [], files = [] }: FormFields,
  { name, value, times }: Given,
) {
  const isSingle = once.includes(name) || like?.test(name)
  if (!isSingle && ![...many, ...files].includes(name)) return 'is not known here'
  if (isSingle && times > 1) return 'was sent twice'
  if (files.includes(name)) return typeof value === 'string' && value !== '' ? 'must be a file' : null
  if (typeof value !== 'string') return 'must be text, not a file'
  return value.includes('\0') || !value.isWellFormed() ? 'holds a character that cannot be stored' : null
}

type Noted = { act: string; study?: Study | undefined; subject: string; details?: Record<string, unknown> }

export async function note(c: Context<AppEnv>, { act, study, subject, details = {} }: Noted): Promise<void> {
  await recordAct(c.get('db'), { actor: nameOf(c), act, studyId: study?.id ?? null, subject, details })
}

/** A refusal a person can mend on the form, or the error again. */
export function mendable(error: unknown): { problem: string; faults: Record<string, string> } {
  if (!(error instanceof Invalid)) throw error
  return { problem: error.message, faults: faultsByField(error.issues) }
}

const faultsByField = (issues: Issue[]): Record<string, string> =>
  Object.fromEntries(issues.map(({ pointer, detail }) => [pointer.split('/')[1] ?? '', sentence(detail)]))

const sentence = (detail: string) => detail.charAt(0).toUpperCase() + detail.slice(1)
