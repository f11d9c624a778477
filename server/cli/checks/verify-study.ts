import { checkSeals, findReceipt, type SealReport } from '../../../db/results/seal-check.ts'
import { sealNamed } from '../../../db/results/seals.ts'
import { findStudy } from '../../../db/studies/studies.ts'
import { NotFound } from '../../domain/refusals.ts'
import { withDatabase } from '../client/local.ts'
import { note, print, printJson } from '../terminal/output.ts'
import { Refused } from '../terminal/usage.ts'

type Wanted = { slug: string; json: boolean; receipt: string | undefined; head: string | undefined }

/** Checks the votes of a study against their seals; what was tampered with is named, and the command refuses. */
export async function verifyStudy({ slug, json, receipt, head }: Wanted): Promise<void> {
  await withDatabase(async (db) => {
    const study = await findStudy(db, { slug, only: null })
    if (!study) throw new NotFound(`There is neither a folder nor a study "${slug}"`)
    if (receipt !== undefined) {
      if (!(await findReceipt(db, { studyId: study.id, receipt })))
        throw new Refused(`No vote of "${slug}" answers to the receipt ${receipt}`)
      return print(`The receipt ${receipt} names a vote that is kept as it was given`)
    }
    const report = await checkSeals(db, study.id)
    if (json) printJson(report)
    else print(summary(report))
    for (const { kind, vote, detail } of report.problems)
      note(`${kind}: ${detail}${vote ? ` (${vote})` : ''}`)
    const upTo = head === undefined ? null : await sealNamed(db, { studyId: study.id, hash: head })
    if (head !== undefined && upTo === null) throw new Refused(`No seal of "${slug}" is ${head}`)
    if (upTo !== null) note(`The seal you kept covers the votes up to position ${upTo}`)
    if (report.problems.length > 0) throw new Refused(`${report.problems.length} rows do not fit their seals`)
  })
}

function summary({ votes, sealed, head }: SealReport): string {
  const seal = head ? `last seal ${head.hash} at position ${head.position}` : 'no seal yet'
  return `${votes} votes, ${sealed} sealed, ${seal}`
}
