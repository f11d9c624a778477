import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { type TesterStudy, testerAndStudy } from '../../../db/testers/tester-study.ts'
import type { Tester } from '../../../db/testers/testers.ts'
import type { Ui } from '../../../views/tester/messages/catalogue.ts'
import { catalogueFor, languageOf, testerLanguages } from '../../../views/tester/messages/index.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { languageOfStudy, type OwnWords } from '../../tester/study-language.ts'

export type TesterContext = Context<AppEnv>
type Language = { lang: string; name: string; href: string }
export type SentForm = { action: string; fields: [name: string, value: string][] }
export type Present = { tester: Tester; study: TesterStudy }

/** The tester whose cookie came along, in the study the address names: nobody else's rows can be reached. */
export async function presentTester(c: TesterContext): Promise<Present | null> {
  const key = c.req.param('key') ?? ''
  const token = testerToken(c, key)
  return token && !key.includes('\0') ? testerAndStudy(c.get('db'), { key, token }) : null
}

export const who = ({ tester }: Present) => ({ studyId: tester.studyId, testerId: tester.id })
export const base = (study: { key: string }) => `/s/${study.key}`
export const wantsFragment = (c: TesterContext) => c.req.header('HX-Request') === 'true'

/** `?lang=`, else the language chosen before, else what the browser asks for; in the study's own words where it has any. */
export function uiOf(c: TesterContext, study?: OwnWords): Ui {
  const chosen = [c.req.query('lang'), getCookie(c, 'lang'), c.req.header('Accept-Language')]
  const ui = catalogueFor(chosen.filter(Boolean).join(','), study?.around.texts)
  return { ...ui, studyLang: study && languageOfStudy(study) }
}

/** The same page in every language there is. */
export function languagesOf(c: TesterContext, otherwise: string): Language[] {
  const path = c.req.method === 'GET' ? c.req.path : otherwise
  return testerLanguages.map(({ lang, name }) => ({ lang, name, href: `${path}?lang=${lang}` }))
}

/** A language that was asked for by name is remembered, here and on no server. */
export const rememberLanguage = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  const lang = languageOf(c.req.query('lang') ?? '')
  if (lang) setCookie(c, 'lang', lang, { path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(c) })
})

/** The fields that were sent; a file among them reads as a character no field accepts. */
export async function formOf(c: TesterContext): Promise<URLSearchParams> {
  const type = c.req.header('Content-Type') ?? ''
  if (/^application\/x-www-form-urlencoded/i.test(type)) return new URLSearchParams(await c.req.text())
  if (!/^multipart\/form-data/i.test(type))
    return (await c.req.text()) === '' ? new URLSearchParams() : unreadable()
  const fields = new URLSearchParams()
  const form = await c.req.formData().catch(() => null)
  form?.forEach((value, name) => {
    fields.append(name, typeof value === 'string' ? value : '\0')
  })
  return fields
}

/** What was sent, for a button that sends it once more: without a script nothing else keeps what was typed. */
export async function sentForm(c: TesterContext): Promise<SentForm | null> {
  return c.req.method === 'POST' ? { action: c.req.path, fields: [...(await formOf(c))] } : null
}

/** A body of another kind reads as a field that no form has. */
const unreadable = () => new URLSearchParams([['', '']])

const isSecure = (c: TesterContext) => c.get('config').publicUrl.startsWith('https:')
const cookieName = (c: TesterContext, key: string) => `${isSecure(c) ? '__Host-' : ''}tester_${key}`

export const testerToken = (c: TesterContext, key: string) => getCookie(c, cookieName(c, key)) ?? ''

export function rememberTester(c: TesterContext, key: string, token: string): void {
  setCookie(c, cookieName(c, key), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure(c),
    maxAge: 180 * 24 * 3600,
  })
}
