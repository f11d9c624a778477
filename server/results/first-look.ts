import type { Db } from '../../db/connection/client.ts'
import { exampleTallies } from '../../db/results/example-tallies.ts'
import type { FirstLook } from '../../views/admin/studies/first-look.tsx'
import type { ExampleTally } from '../domain/result-rows.ts'
import type { Study } from '../domain/study.ts'
import { fewExamples } from '../stats/judges/few-examples.ts'

export const mostExamplesShown = 50
const level = 0.95

/** Null where there are more than two models, or too many examples for a table to be read. */
export async function firstLookOf(db: Db, study: Pick<Study, 'id'>): Promise<FirstLook | null> {
  const examples = await exampleTallies(db, { studyId: study.id, most: mostExamplesShown + 1 })
  const names = [...new Set(examples.flatMap(({ modelLo, modelHi }) => [modelLo, modelHi]))]
  const [first, second] = names
  if (first === undefined || second === undefined) return null
  if (names.length > 2 || examples.length > mostExamplesShown) return null
  const leadOf = ({ modelLo, lo, hi }: ExampleTally) => (modelLo === first ? lo - hi : hi - lo)
  return { first, second, examples, figures: fewExamples(examples.map(leadOf), level) }
}
