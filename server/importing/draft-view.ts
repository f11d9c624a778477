import type { Db } from '../../db/connection/client.ts'
import { type Draft, firstPairs } from '../../db/outputs/drafts.ts'
import { labelsOf, masksOf } from '../../db/outputs/renderings.ts'
import type { DraftView, PreviewPair } from '../../views/admin/outputs/draft-props.ts'
import { isMaskKind } from '../formats/uploads/audit/kinds.ts'
import { masked } from '../formats/uploads/content/masking.ts'
import { renderConversation } from '../rendering/rendering.ts'
import type { Masks } from '../rendering/stored/rendered.ts'
import { layoutStyleOf } from '../rendering/stored/study-style.ts'
import { decisionsFor, kindsDecided } from './decisions.ts'
import { optionsOf, reportOf } from './drafts.ts'
import { mapFields } from './mapping-form.ts'
import { approaches } from './upload-options.ts'

const previewed = 5

/** A draft as its page shows it: the first prompts laid out just as testers will see them. */
export async function draftView(
  db: Db,
  { studyId, draft }: { studyId: number; draft: Draft },
): Promise<DraftView> {
  const { settings, recognition } = optionsOf(draft)
  const { drop } = kindsDecided(settings.decisions)
  const pairs = await firstPairs(db, { studyId, batchId: draft.id, count: previewed, drop })
  const masks = await masksOfDraft(db, studyId, draft)
  const hiddenAlready = decisionsFor((await masksOf(db, studyId)).masks)
  const previews: PreviewPair[] = []
  for (const pair of pairs) {
    const [first] = pair
    if (!first) continue
    const outputs: PreviewPair['outputs'] = []
    for (const { model, output } of pair)
      outputs.push({ model, html: await renderConversation(masked(output, masks), masks.style) })
    previews.push({ prompt: await renderConversation(first.prompt.messages), outputs })
  }
  return {
    id: draft.id,
    createdAt: draft.createdAt,
    createdBy: draft.createdBy,
    settings: {
      ...settings,
      map: settings.map ?? {},
      decisions: { ...hiddenAlready, ...settings.decisions },
    },
    mapFields,
    approaches,
    recognition: recognition ?? null,
    report: draft.readAt ? reportOf(draft) : null,
    progress: draft.progress,
    previews,
  }
}

/** What the study hides already, and what it would hide once this draft is published as decided. */
async function masksOfDraft(db: Db, studyId: number, draft: Draft): Promise<Masks> {
  const { mask } = kindsDecided(optionsOf(draft).settings.decisions)
  const [hidden, labels] = await Promise.all([masksOf(db, studyId), labelsOf(db, studyId)])
  const models = reportOf(draft)?.models.map(({ name }) => name) ?? []
  const masks = [...new Set([...hidden.masks, ...mask])]
  return {
    kinds: masks.filter(isMaskKind),
    style: layoutStyleOf(masks),
    labels: [...new Set([...labels, ...models])],
  }
}
