import type { Study } from '../../db/studies.ts'

/** A study as programs see it, by API and command line alike. */
export function studyJson(study: Study) {
  const { slug, key, name, question, instructions, state, settings, consent, counts, createdAt } = study
  return {
    slug,
    key,
    name,
    question,
    instructions,
    state,
    ...settings,
    consent,
    counts,
    created_at: createdAt.toISOString(),
  }
}

export type StudyJson = ReturnType<typeof studyJson>
