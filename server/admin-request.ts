import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { recordAct } from '../db/audit.ts'
import { Invalid, type Issue, NotFound } from '../db/refusals.ts'
import { findPlainStudy, findStudy, type Study } from '../db/studies.ts'
import type { Frame } from '../views/admin/layout.tsx'
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

/** The fields of a form, with line ends as everybody writes them and nothing that cannot be stored. */
export async function formOf(c: Context<AppEnv>): Promise<Form> {
  const data = await c.req.formData().catch((cause: unknown) => {
    throw new HTTPException(400, { message: 'This form cannot be read', cause })
  })
  const texts = (name: string) =>
    data
      .getAll(name)
      .filter((value) => typeof value === 'string')
      .map((value) => storable(value).replaceAll('\r\n', '\n'))
  return {
    texts,
    text: (name) => texts(name)[0] ?? '',
    files: (name) =>
      data.getAll(name).filter((value): value is File => typeof value !== 'string' && value.name !== ''),
  }
}

function storable(text: string): string {
  if (text.includes('\0') || !text.isWellFormed()) {
    throw new HTTPException(400, { message: 'The form holds a character that cannot be stored' })
  }
  return text
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
