import type { ExampleFields, TesterFields } from '../../views/admin/studies/tester-fields.tsx'
import { type Example, TesterSettings } from '../domain/settings/tester-settings.ts'
import type { Form } from '../http/admin-request.ts'

const mostPractice = 3
const numberOf = (text: string): number | string =>
  /^\s*-?\d+([.,]\d+)?\s*$/.test(text) ? Number(text.replace(',', '.')) : text

export function readTesterFields(form: Form): TesterFields {
  const otherwise = testerFieldsOf(TesterSettings.parse({}))
  const or = (name: keyof TesterFields & string) => form.texts(name)[0] ?? String(otherwise[name])
  const written = (name: string): ExampleFields => ({
    prompt: form.text(`${name}.prompt`),
    a: form.text(`${name}.a`),
    b: form.text(`${name}.b`),
    expected: form.texts(`${name}.expected`)[0] ?? 'a',
    why: form.text(`${name}.why`),
  })
  return {
    ask_publication: form.text('ask_publication') !== '',
    language: form.text('language'),
    asked_by: form.text('asked_by'),
    pay: form.text('pay'),
    promised_minutes: form.text('promised_minutes'),
    example: written('example'),
    practice: Array.from({ length: mostPractice }, (_, n) => written(`practice.${n}`)),
    check_share: or('check_share'),
    break_after: or('break_after'),
    completion_code: form.text('completion_code'),
    return_url: form.text('return_url'),
    reveal: form.text('reveal') !== '',
    texts: form.text('texts'),
  }
}

/** As the API would have been sent it. */
export function testerBodyOf(fields: TesterFields) {
  return {
    ...fields,
    promised_minutes: fields.promised_minutes.trim() ? numberOf(fields.promised_minutes) : null,
    example: isBlank(fields.example) ? null : fields.example,
    practice: fields.practice.filter((item) => !isBlank(item)),
    check_share: numberOf(fields.check_share),
    break_after: numberOf(fields.break_after),
    texts: textsOf(fields.texts),
  }
}

const isBlank = ({ prompt, a, b, why }: ExampleFields) =>
  [prompt, a, b, why].every((text) => text.trim() === '')

/** A line without an equals sign becomes a name nobody knows, so that the check quotes it. */
function textsOf(lines: string): Record<string, string> {
  const pairs = lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [key = '', ...rest] = line.split('=')
      return [key.trim(), rest.join('=').trim()]
    })
  return Object.fromEntries(pairs)
}

export function testerFieldsOf(settings: TesterSettings): TesterFields {
  return {
    ask_publication: settings.ask_publication,
    language: settings.language,
    asked_by: settings.asked_by,
    pay: settings.pay,
    promised_minutes: String(settings.promised_minutes ?? ''),
    example: writtenOf(settings.example),
    practice: Array.from({ length: mostPractice }, (_, n) => writtenOf(settings.practice[n] ?? null)),
    check_share: String(settings.check_share),
    break_after: String(settings.break_after),
    completion_code: settings.completion_code,
    return_url: settings.return_url,
    reveal: settings.reveal,
    texts: Object.entries(settings.texts)
      .map(([key, text]) => `${key} = ${text}`)
      .join('\n'),
  }
}

const writtenOf = (example: Example | null): ExampleFields =>
  example ?? { prompt: '', a: '', b: '', expected: 'a', why: '' }
