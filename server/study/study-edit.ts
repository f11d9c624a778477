import canonicalize from 'canonicalize'
import { z } from 'zod'
import { placeOf } from '../../views/tester/messages/own-words.ts'
import { Conflict } from '../domain/refusals.ts'
import { NewStudy } from '../domain/settings/study-settings.ts'
import type { Study } from '../domain/study.ts'

type Changes = Partial<Omit<NewStudy, 'slug'>>

const { slug, ...fields } = NewStudy.shape

/** The body of PATCH /api/v1/studies/:slug: what is left out stays as it is, rather than going back to its default. */
export const StudyEdit = z
  .strictObject(
    Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [
        name,
        (field instanceof z.ZodDefault ? (field.unwrap() as z.ZodType) : field).optional(),
      ]),
    ),
  )
  .refine((changes) => Object.keys(changes).length > 0, 'must name what to change')
  .transform((changes) => changes as Changes)

const Whole = NewStudy.omit({ slug: true })
const namesAnswer = /^(ballot\.(aBetter|bBetter|tie|bothBad)|rating\..+)$/

/**
 * What an edit would change. Own words for an answer belong to the question: they change only with a draft.
 *
 * @throws Conflict where such words would change later; other frozen fields are refused by the write itself
 */
export function changesTo(study: Study, edit: Changes): Changes {
  const { name, question, instructions, consent, settings, state } = study
  const now: Changes = Whole.parse({ name, question, instructions, consent, ...settings })
  const fields = (Object.keys(edit) as (keyof Changes)[]).filter((field) => differ(edit[field], now[field]))
  const { texts } = edit
  if (state !== 'draft' && texts) refuseWords(now.texts ?? {}, texts)
  const changes: Changes = Object.fromEntries(fields.map((field) => [field, edit[field]]))
  const isChosen = edit.votes_per_pair !== undefined && edit.auto_votes_per_pair === undefined
  return isChosen && now.auto_votes_per_pair ? { ...changes, auto_votes_per_pair: false } : changes
}

/** What the audit keeps of how it was: the votes per pair, where they change. */
export const replacedBy = ({ votes_per_pair }: Changes, { settings }: Study) =>
  votes_per_pair === undefined ? {} : { votes_per_pair: settings.votes_per_pair }

const differ = (one: unknown, other: unknown) => canonicalize(one) !== canonicalize(other)

function refuseWords(now: Record<string, string>, wanted: Record<string, string>): void {
  const names = [...new Set([...Object.keys(now), ...Object.keys(wanted)])]
  const changed = names.filter((name) => namesAnswer.test(placeOf(name).key) && now[name] !== wanted[name])
  if (changed.length === 0) return
  const list = changed.map((name) => `"${name}"`).join(', ')
  throw new Conflict(
    `Words for the answers are frozen once a study was opened: ${list} cannot change any more`,
  )
}
