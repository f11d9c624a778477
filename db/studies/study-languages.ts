import type { Reading } from '../connection/reading.ts'

/** The languages of the prompts that had an output at a time, the most frequent first. */
export async function studyLanguages(
  { sql, studyId }: Reading,
  { asOf }: { asOf: string },
): Promise<string[]> {
  const rows = await sql<{ language: string }[]>`
    select p.language from prompts p
    where p.study_id = ${studyId} and p.language <> '' and exists (
      select from outputs o join batches b on b.study_id = o.study_id and b.id = o.batch_id
      where o.study_id = p.study_id and o.prompt_id = p.id and b.published_at <= ${asOf}::text::timestamptz)
    group by p.language order by count(*) desc, p.language`
  return rows.map(({ language }) => language)
}
