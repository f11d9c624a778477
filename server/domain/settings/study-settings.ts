import { z } from 'zod'
import { outcomes } from '../outcome.ts'
import { Line, Text } from '../text-fields.ts'
import { consentTemplate } from './consent-template.ts'
import { ratingSettings } from './rating-settings.ts'
import { testerSettings } from './tester-settings.ts'

export const mostVotesPerPair = 1000

const StudySettings = z.strictObject({
  votes_per_pair: z.number().int().min(1).max(mostVotesPerPair).default(3),
  /** Opening the study works the votes per pair out from its models and prompts. */
  auto_votes_per_pair: z.boolean().default(false),
  max_votes_per_tester: z.number().int().min(1).max(100_000).nullable().default(null),
  pairing: z.enum(['balanced', 'winner']).default('balanced'),
  choices: z
    .array(z.enum(outcomes))
    .refine((list) => new Set(list).size === list.length, 'must not repeat a choice')
    .refine((list) => list.includes('a') && list.includes('b'), 'must offer "a" and "b"')
    .default([...outcomes]),
  strength: z.boolean().default(false),
  criteria: z.array(Line(60)).max(8).default([]),
  repeat_share: z.number().min(0).max(0.5).default(0.05),
  ...ratingSettings,
  ...testerSettings,
})

/** What makes a study: the body of POST /api/v1/studies. */
export const NewStudy = StudySettings.extend({
  name: Line(200),
  question: Line(500),
  slug: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be small letters, digits and hyphens')
    .optional(),
  instructions: Text(20_000).default(''),
  consent: Line(20_000).default(consentTemplate),
})
export type NewStudy = z.output<typeof NewStudy>
export type StudySettings = z.output<typeof StudySettings>

/**
 * What may change for as long as a study lives: how testers are met, never what they are asked or how pairs are made.
 * A changed consent is a new version; who agreed to an older one keeps it.
 */
export const looseFields = [
  'name',
  'consent',
  'ask_publication',
  'language',
  'asked_by',
  'pay',
  'promised_minutes',
  'check_share',
  'break_after',
  'completion_code',
  'return_url',
  'reveal',
  'texts',
] as const satisfies (keyof NewStudy)[]

/** What the fingerprint of the rules leaves out: it may be raised while a study runs, or be left to its opening. */
export const raisableFields = ['votes_per_pair', 'auto_votes_per_pair'] as const satisfies (keyof NewStudy)[]
