import type { Reading } from './reading.ts'

/** The languages of a study's prompts, the most frequent first. */
export async function studyLanguages({ sql, studyId }: Reading): Promise<string[]> {
  const rows = await sql<{ language: string }[]>`
    select language from prompts where study_id = ${studyId} and language <> ''
    group by language order by count(*) desc, language`
  return rows.map(({ language }) => language)
}
