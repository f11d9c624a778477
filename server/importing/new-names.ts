import type { Db } from '../../db/connection/client.ts'
import {
  flagOutputs,
  keepNamedBefore,
  newModels,
  type OutputText,
  outputsWith,
} from '../../db/outputs/named-outputs.ts'
import { Labels } from '../formats/uploads/audit/labels.ts'
import { scanText } from '../formats/uploads/audit/scan.ts'
import { askedText, shownText } from '../formats/uploads/audit/texts.ts'

/**
 * Searches what a study holds for the names of models that came just now: an output published before may name one.
 * Such outputs get the flag they would have got, and where the study hides names they are laid out anew.
 *
 * @returns how many outputs have the flag now that had not
 */
export async function flagNewNames(
  db: Db,
  { studyId, batchId }: { studyId: number; batchId: number },
): Promise<number> {
  const labels = new Labels()
  for (const name of await newModels(db, { studyId, batchId })) labels.add(name)
  if (labels.forms.length === 0) return 0
  let flagged = 0
  for await (const outputs of outputsWith(db, { studyId, words: labels.forms })) {
    const ids = outputs.filter((output) => namesOne(output, labels)).map(({ id }) => id)
    if (ids.length > 0) flagged += await flagOutputs(db, { studyId, ids, flag: 'names_a_study_model' })
  }
  if (flagged > 0) await keepNamedBefore(db, { studyId, batchId, count: flagged })
  return flagged
}

function namesOne({ asked, said }: OutputText, labels: Labels): boolean {
  const text = shownText(said)
  return labels.unaskedSpansIn(text, scanText(text, labels.words).names, () => askedText(asked)).length > 0
}
