import type { Db } from '../../db/connection/client.ts'
import type { Study } from '../domain/study.ts'

import { planOf } from './study-plan.ts'

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

/** The same with what it asks for and whether that can decide. */
export const plannedStudyJson = async (db: Db, study: Study) => ({
  ...studyJson(study),
  plan: await planOf(db, study),
})

export type PlannedStudyJson = Awaited<ReturnType<typeof plannedStudyJson>>
