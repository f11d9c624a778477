import { z } from 'zod'
import type { TesterStudy } from '../../db/testers/tester-study.ts'
import type { Answer, Seen } from '../../db/voting/votes.ts'
import { degreesOf } from './rating-form.ts'

const Words = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => text.isWellFormed() && !text.includes('\0'), 'holds a character that cannot be stored')

const Claims = z
  .string()
  .max(4000)
  .transform((text) => toldBy(readClaims(text)))

const Score = z.coerce.number().int().min(1).max(5).optional()

export const ComparisonId = z.string().regex(/^[\w-]{22}$/)

type Asked = Pick<TesterStudy, 'choices' | 'strength' | 'criteria' | 'rating'>
type Ballot = ReturnType<typeof makeBallot>

const mostBallots = 200
const ballots = new Map<string, Ballot>()

/** Made once for what is asked, not once a vote: making it takes longer than reading a vote with it. */
function ballotOf({ choices, strength, criteria, rating }: TesterStudy): Ballot {
  const asked = { choices, strength, criteria, rating }
  const key = JSON.stringify(asked)
  const ballot = ballots.get(key) ?? makeBallot(asked)
  if (ballots.size >= mostBallots) ballots.clear()
  ballots.set(key, ballot)
  return ballot
}

/** The fields a study's ballot has: what it does not ask for is refused, and so is a field sent twice. */
function makeBallot(study: Asked) {
  return z.strictObject({
    comparison: ComparisonId,
    choice: z.enum(study.choices),
    claims: Claims.default(toldBy({})),
    ...(study.strength ? { strength: z.coerce.number().int().min(1).max(degreesOf(study)).optional() } : {}),
    ...Object.fromEntries(
      study.criteria.map((name) => [`criteria[${name}]`, z.enum(['a', 'tie', 'b']).optional()]),
    ),
    reasons: z.array(reasonOf(study)).max(30).default([]),
    comment: Words(longestComment).default(''),
    ...(study.rating.scores ? { score_a: Score, score_b: Score } : {}),
    ...(study.rating.confidence ? { confidence: z.coerce.number().int().min(1).max(3).optional() } : {}),
  })
}

/** One of the study's reasons about one side; a study without a list takes any word. */
function reasonOf({ rating }: Pick<Asked, 'rating'>) {
  if (rating.reasons.length === 0) return Words(100)
  return z.enum(rating.reasons.flatMap((reason) => [`a:${reason}`, `b:${reason}`]))
}

export type ReadBallot = { comparison: string; answer: Answer } & Told

const longestComment = 10_000

/** The one mistake a person can make without knowing: to write more than can be kept. */
export const isTooLong = (form: URLSearchParams): boolean =>
  form.getAll('comment').some((comment) => comment.length > longestComment)

export function readBallot(form: URLSearchParams, study: TesterStudy): ReadBallot | null {
  const fields = fieldsOnce(form, ['reasons'])
  const parsed = fields && ballotOf(study).safeParse(fields)
  if (!parsed?.success) return null
  const given = parsed.data as Record<string, unknown> & z.output<Ballot>
  const told = given.claims
  const criteria = study.criteria.flatMap((name) => {
    const side = given[`criteria[${name}]`]
    return typeof side === 'string' ? [[name, side] as const] : []
  })
  return {
    comparison: given.comparison,
    seen: told.seen,
    claims:
      typeof given.confidence === 'number' ? { ...told.claims, confidence: given.confidence } : told.claims,
    answer: {
      outcome: given.choice,
      strength: isDecided(given.choice) && typeof given.strength === 'number' ? given.strength : null,
      criteria: Object.fromEntries(criteria),
      reasons: given.reasons,
      comment: given.comment,
      ...(study.rating.scores && { scores: { a: numberOr(given.score_a), b: numberOr(given.score_b) } }),
    },
  }
}

/** How much better is no question where neither is: a scale left ticked says nothing then. */
const isDecided = (choice: string) => choice === 'a' || choice === 'b'

const numberOr = (value: unknown): number | null => (typeof value === 'number' ? value : null)

const Skip = z.strictObject({
  comparison: ComparisonId,
  claims: Claims.default(toldBy({})),
  reason: z.enum(['cannot_judge', 'broken', 'offensive', 'language', 'other']),
})

export function readSkip(form: URLSearchParams) {
  const skip = Skip.safeParse(fieldsOnce(form) ?? {}).data
  return skip ? { comparison: skip.comparison, reason: skip.reason, ...skip.claims } : null
}

const Undo = z.strictObject({ comparison: ComparisonId })

export function readUndo(form: URLSearchParams): z.output<typeof Undo> | null {
  return Undo.safeParse(fieldsOnce(form) ?? {}).data ?? null
}

/** A practice choice, or none: going on without one is allowed. */
export function readPractice(form: URLSearchParams, study: Pick<TesterStudy, 'choices'>) {
  const Practice = z.strictObject({ comparison: ComparisonId, choice: z.enum(study.choices).optional() })
  return Practice.safeParse(fieldsOnce(form) ?? {}).data ?? null
}

/** A flat record of a form, without a prototype that a field could be named after, or null when a field that stands alone is given twice. */
export function fieldsOnce(
  form: URLSearchParams,
  lists: string[] = [],
): Record<string, string | string[]> | null {
  const fields: Record<string, string | string[]> = Object.create(null)
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name)
    if (lists.includes(name)) fields[name] = values
    else if (values.length === 1) fields[name] = values[0] as string
    else return null
  }
  return fields
}

/**
 * What the browser says about time and use. It is a claim: a broken one is dropped, never a reason to lose a vote. How
 * sure somebody is they say in a field of its own.
 */
function readClaims(text: string): Record<string, unknown> {
  try {
    const claims = JSON.parse(text || '{}')
    if (!claims || typeof claims !== 'object' || Array.isArray(claims) || !isStorable(text)) return {}
    const { confidence: _, ...others } = claims
    return others
  } catch {
    return {}
  }
}

type Told = { claims: Record<string, unknown>; seen: Seen }

/** Which answers were on the screen is a column of its own; only a script can tell. */
function toldBy({ a_seen, b_seen, ...claims }: Record<string, unknown>): Told {
  const yesOrNo = (value: unknown) => (typeof value === 'boolean' ? value : null)
  return { claims, seen: { a: yesOrNo(a_seen), b: yesOrNo(b_seen) } }
}

const isStorable = (text: string) => text.isWellFormed() && !/\\u0000|\\ud[89ab]/i.test(text)
