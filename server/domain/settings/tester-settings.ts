import { z } from 'zod'
import { outcomes } from '../outcome.ts'
import { Line, Text } from '../text-fields.ts'

const side = z.enum(outcomes)

const Example = z.strictObject({
  prompt: Line(20_000),
  a: Line(20_000),
  b: Line(20_000),
  expected: side,
  why: Line(2000),
})
/** A pair that somebody wrote, with the choice they expect and the reason for it. */
export type Example = z.output<typeof Example>

const ReturnAddress = Text(2000)
  .trim()
  .refine(
    (text) => text === '' || isPlainHttps(text),
    'must be a whole https:// address without a user name or password',
  )

const LanguageTag = Text(35)
  .trim()
  .refine((text) => text === '' || isLanguageTag(text), 'must be a language tag such as de, pt-BR or zh-Hans')

/** How a study meets its testers: everything around the comparisons themselves. */
export const testerSettings = {
  language: LanguageTag.default(''),
  ask_publication: z.boolean().default(false),
  asked_by: Text(200).trim().default(''),
  pay: Text(500).trim().default(''),
  promised_minutes: z.number().int().min(1).max(600).nullable().default(null),
  example: Example.nullable().default(null),
  practice: z.array(Example).max(3).default([]),
  check_share: z.number().min(0).max(0.2).default(0),
  break_after: z.number().int().min(0).max(1000).default(30),
  completion_code: Text(100).trim().default(''),
  return_url: ReturnAddress.default(''),
  reveal: z.boolean().default(false),
  texts: z.record(Line(100), Text(5000)).default({}),
}

export const TesterSettings = z.object(testerSettings)
export type TesterSettings = z.output<typeof TesterSettings>

function isLanguageTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1
  } catch {
    return false
  }
}

function isPlainHttps(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, hostname } = new URL(text)
  return protocol === 'https:' && username === '' && password === '' && hostname.includes('.')
}
