import type { StudyFields } from '../../views/admin/studies/study-fields.tsx'
import { outcomes } from '../domain/outcome.ts'
import { consentTemplate } from '../domain/settings/consent-template.ts'
import { TesterSettings } from '../domain/settings/tester-settings.ts'
import type { Study } from '../domain/study.ts'
import type { Form, FormFields } from '../http/admin-request.ts'
import { readTesterFields, testerBodyOf, testerFieldsOf } from './tester-form.ts'

export const emptyStudyFields: StudyFields = {
  name: '',
  question: '',
  slug: '',
  instructions: '',
  consent: consentTemplate,
  votes_per_pair: '',
  max_votes_per_tester: '',
  pairing: 'balanced',
  choices: [...outcomes],
  strength: false,
  criteria: '',
  repeat_share: '0.05',
  testers: testerFieldsOf(TesterSettings.parse({})),
  strength_points: '7',
  reasons: '',
  scores: false,
  comment: true,
  confidence: false,
  difference_view: false,
}

const { choices: _, testers, ...single } = emptyStudyFields

/** What the form of a study is made of: one field for each value, and the parts of its examples. */
export const studyFormFields: FormFields = {
  once: [...Object.keys(single), ...Object.keys(testers)],
  like: /^(example|practice\.[0-2])\.(prompt|a|b|expected|why)$/,
  many: ['choices'],
}

/** What was typed into the part of the form that an opened study has, on top of what the study has. */
export function readLooseFields(form: Form, study: Study): StudyFields {
  const now = studyFieldsOf(study)
  const { name, consent, testers } = readStudyFields(form)
  const { example, practice } = now.testers
  return { ...now, name, consent, testers: { ...testers, example, practice } }
}

export function readStudyFields(form: Form): StudyFields {
  const or = (name: keyof StudyFields & string, otherwise: string) => form.texts(name)[0] ?? otherwise
  const offered = form.texts('choices')
  return {
    name: form.text('name'),
    question: form.text('question'),
    slug: form.text('slug'),
    instructions: form.text('instructions'),
    consent: or('consent', consentTemplate),
    votes_per_pair: or('votes_per_pair', ''),
    max_votes_per_tester: form.text('max_votes_per_tester'),
    pairing: or('pairing', 'balanced'),
    choices: offered.length > 0 ? offered : [...outcomes],
    strength: form.text('strength') !== '',
    criteria: form.text('criteria'),
    repeat_share: or('repeat_share', '0.05'),
    testers: readTesterFields(form),
    strength_points: or('strength_points', '7'),
    reasons: form.text('reasons'),
    scores: form.text('scores') !== '',
    comment: form.text('comment') !== '',
    confidence: form.text('confidence') !== '',
    difference_view: form.text('difference_view') !== '',
  }
}

/** As the API would have been sent it, so that form and API are checked by the same rules. */
export function studyBodyOf(fields: StudyFields) {
  return {
    name: fields.name,
    question: fields.question,
    ...(fields.slug.trim() && { slug: fields.slug.trim() }),
    instructions: fields.instructions,
    consent: fields.consent,
    ...votesPerPairOf(fields.votes_per_pair),
    max_votes_per_tester: fields.max_votes_per_tester.trim() ? numberOf(fields.max_votes_per_tester) : null,
    pairing: fields.pairing,
    choices: fields.choices,
    strength: fields.strength,
    criteria: linesOf(fields.criteria),
    repeat_share: numberOf(fields.repeat_share),
    ...testerBodyOf(fields.testers),
    strength_points: numberOf(fields.strength_points),
    reasons: linesOf(fields.reasons),
    scores: fields.scores,
    comment: fields.comment,
    confidence: fields.confidence,
    difference_view: fields.difference_view,
  }
}

/** Left empty, it is worked out when the study opens. */
const votesPerPairOf = (text: string) =>
  text.trim() === ''
    ? { auto_votes_per_pair: true }
    : { votes_per_pair: numberOf(text), auto_votes_per_pair: false }

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** What is no number stays text, so that the check names it instead of a zero slipping in. */
export const numberOf = (text: string): number | string =>
  /^\s*-?\d+([.,]\d+)?\s*$/.test(text) ? Number(text.replace(',', '.')) : text

export function studyFieldsOf({ settings, ...study }: Study): StudyFields {
  return {
    name: study.name,
    question: study.question,
    slug: study.slug,
    instructions: study.instructions,
    consent: study.consent,
    votes_per_pair: settings.auto_votes_per_pair ? '' : String(settings.votes_per_pair),
    max_votes_per_tester: String(settings.max_votes_per_tester ?? ''),
    pairing: settings.pairing,
    choices: settings.choices,
    strength: settings.strength,
    criteria: settings.criteria.join('\n'),
    repeat_share: String(settings.repeat_share),
    testers: testerFieldsOf(settings),
    strength_points: String(settings.strength_points ?? 7),
    reasons: (settings.reasons ?? []).join('\n'),
    scores: settings.scores ?? false,
    comment: settings.comment ?? true,
    confidence: settings.confidence ?? false,
    difference_view: settings.difference_view ?? false,
  }
}
