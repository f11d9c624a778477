import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '../../db/connection/client.ts'
import {
  countPublications,
  flagStaged,
  namesAround,
  type OutputText,
  outputsWith,
  stagedWith,
} from '../../db/outputs/named-outputs.ts'
import { type Published, publishBatch } from '../../db/outputs/publication.ts'
import { replan } from '../../db/studies/planned-votes.ts'
import { withdrawUnshownPairs } from '../../db/voting/pairs.ts'
import { Labels } from '../formats/uploads/audit/labels.ts'
import { scanText } from '../formats/uploads/audit/scan.ts'
import { askedText, shownText } from '../formats/uploads/audit/texts.ts'
import type { Report } from '../formats/uploads/types.ts'
import { type Decisions, kindsDecided } from './decisions.ts'

const longestWaitMs = 100

export type Staged = {
  studyId: number
  batchId: number
  report: Report
  decisions: Decisions
  /** labels its rows were searched for when they were read */
  known?: string[] | undefined
  reading?: number | null
  /** who is said to have published it; null where it is part of an act that is recorded as a whole */
  actor: string | null
}

/**
 * Publishes a staged batch with the flags of all that names a model: outputs published before that name one of its
 * models, and its own that name one which came while it waited. Where another batch is published meanwhile, the search
 * begins again, so that of two at once neither overlooks the other.
 *
 * @returns null when the batch is not staged any more; `report` tells how many outputs from before were flagged
 */
export async function publishStaged(
  db: Db,
  staged: Staged,
): Promise<(Published & { report: Report }) | null> {
  const { studyId, batchId, decisions, reading = null, actor } = staged
  for (;;) {
    const seen = await countPublications(db, studyId)
    const { naming, fresh } = await searchNames(db, staged)
    const report = fresh > 0 ? { ...staged.report, named_before: fresh } : staged.report
    const details = Object.keys(decisions).length > 0 ? { decisions } : {}
    const published = await publishBatch(db, {
      ...{ studyId, batchId, seen, naming, reading },
      report: { ...report, ...details },
      contentHash: report.content_hash,
      ...kindsDecided(decisions),
      ...(actor !== null && { act: { actor, act: 'batch.publish', details } }),
    })
    if (published) {
      if (published.added > 0) await planAnew(db, studyId)
      return { ...published, report }
    }
    if ((await countPublications(db, studyId)) === seen) return null
    await sleep(longestWaitMs * Math.random())
  }
}

async function planAnew(db: Db, studyId: number): Promise<void> {
  await withdrawUnshownPairs(db, studyId)
  await replan(db, studyId)
}

/** Published outputs that name a model of the batch, and how many were not flagged for it; flags the batch's own. */
async function searchNames(
  db: Db,
  { studyId, batchId, decisions, known = [] }: Staged,
): Promise<{ naming: number[]; fresh: number }> {
  const { drop } = kindsDecided(decisions)
  const { coming, others } = await namesAround(db, { studyId, batchId, drop })
  const unsearched = labelsOf(others.filter((name) => !known.includes(name)))
  if (unsearched.forms.length > 0) {
    const found = await naming(stagedWith(db, { studyId, batchId, words: unsearched.forms }), unsearched)
    if (found.length > 0) await flagStaged(db, { studyId, batchId, numbers: found.map(({ id }) => id) })
  }
  const labels = labelsOf(coming)
  if (labels.forms.length === 0) return { naming: [], fresh: 0 }
  const found = await naming(outputsWith(db, { studyId, words: labels.forms }), labels)
  return { naming: found.map(({ id }) => id), fresh: found.filter(({ isFlagged }) => !isFlagged).length }
}

function labelsOf(names: string[]): Labels {
  const labels = new Labels()
  for (const name of names) labels.add(name)
  return labels
}

type Found = Pick<OutputText, 'id' | 'isFlagged'>

async function naming(texts: AsyncIterable<OutputText[]>, labels: Labels): Promise<Found[]> {
  const found: Found[] = []
  for await (const some of texts) {
    for (const text of some)
      if (namesOne(text, labels)) found.push({ id: text.id, isFlagged: text.isFlagged })
  }
  return found
}

function namesOne({ asked, said }: OutputText, labels: Labels): boolean {
  const text = shownText(said)
  return labels.unaskedSpansIn(text, scanText(text, labels.words).names, () => askedText(asked)).length > 0
}
