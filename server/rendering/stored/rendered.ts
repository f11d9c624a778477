import type { Db } from '../../../db/connection/client.ts'
import {
  labelsOf,
  masksOf,
  missingRenderings,
  storeRenderings,
  textsOfComparison,
  unrenderedTexts,
} from '../../../db/outputs/renderings.ts'
import type { Conversation } from '../../domain/conversation.ts'
import { isMaskKind, type MaskKind } from '../../formats/uploads/audit/kinds.ts'
import { masked } from '../../formats/uploads/content/masking.ts'
import type { LayoutStyle } from '../layout-style.ts'
import { renderConversation } from '../rendering.ts'
import { layoutStyleOf } from './study-style.ts'

export type Text = { hash: string; messages: Conversation; isOutput: boolean }
/** What is hidden, and the names where names are. */
export type Masks = { kinds: MaskKind[]; labels: string[]; style: LayoutStyle }

const atOnce = 100

/** What a study hides for display, in every output alike. */
export async function masksFor(
  db: Db,
  studyId: number,
): Promise<Masks & { stored: string[]; publications: number }> {
  const { masks, publications } = await masksOf(db, studyId)
  const kinds = masks.filter(isMaskKind)
  const labels = kinds.includes('names_a_study_model') ? await labelsOf(db, studyId) : []
  return { kinds, labels, style: layoutStyleOf(masks), stored: masks, publications }
}

/** Lays out the texts that are not laid out yet, once for each content, and keeps the result. */
export async function renderTexts(
  db: Db,
  { studyId, texts }: { studyId: number; texts: Text[] },
): Promise<void> {
  const missing = await missingRenderings(db, { studyId, hashes: texts.map(({ hash }) => hash) })
  if (missing.size === 0) return
  const masks = await masksFor(db, studyId)
  const wanted = texts.filter(({ hash }) => missing.delete(hash))
  const renderings = await Promise.all(
    wanted.map(async ({ hash, messages, isOutput }) => ({
      hash,
      html: isOutput
        ? await renderConversation(masked(messages, masks), masks.style)
        : await renderConversation(messages),
    })),
  )
  const publications = masks.kinds.includes('names_a_study_model') ? masks.publications : null
  await storeRenderings(db, { studyId, renderings, masks: masks.stored, publications })
}

type Showing = { studyId: number; testerId: number; comparison: string }

/** Both sides and the prompt of a comparison, laid out before any of it is sent: neither side is ever the slower. */
export async function renderComparison(db: Db, showing: Showing): Promise<void> {
  await renderTexts(db, { studyId: showing.studyId, texts: await textsOfComparison(db, showing) })
}

const underWay = new WeakMap<Db, Map<number, Promise<void>>>()

/**
 * Lays out what has been published, behind the scenes: hand-outs need not wait for it, and do themselves what it has
 * not reached. Stops quietly when the database goes away.
 */
export function renderStudy(db: Db, studyId: number): Promise<void> {
  const studies = underWay.get(db) ?? new Map<number, Promise<void>>()
  underWay.set(db, studies)
  const running = studies.get(studyId)
  if (running) return running
  const run = renderAll(db, studyId)
    .catch(() => {})
    .finally(() => studies.delete(studyId))
  studies.set(studyId, run)
  return run
}

async function renderAll(db: Db, studyId: number): Promise<void> {
  for (const of of ['prompts', 'outputs'] as const) {
    let after = 0
    for (;;) {
      const found = await unrenderedTexts(db, { studyId, of, after, limit: atOnce })
      const last = found[found.length - 1]
      if (!last) break
      await renderTexts(db, { studyId, texts: found })
      after = last.id
    }
  }
}
