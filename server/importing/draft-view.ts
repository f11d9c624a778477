import type { StagedRow } from '../../db/batches.ts'
import type { Draft } from '../../db/drafts.ts'
import type { DraftView, PreviewPair } from '../../views/admin/draft-props.ts'
import { renderConversation } from '../rendering.ts'
import { optionsOf, reportOf } from './drafts.ts'
import { mapFields } from './mapping-form.ts'
import { approaches } from './upload-options.ts'

/** A draft as its page shows it: the first prompts laid out just as testers will see them. */
export async function draftView(draft: Draft, pairs: StagedRow[][]): Promise<DraftView> {
  const { settings, recognition } = optionsOf(draft)
  const previews: PreviewPair[] = []
  for (const pair of pairs) {
    const [first] = pair
    if (!first) continue
    const outputs: PreviewPair['outputs'] = []
    for (const { model, output } of pair) outputs.push({ model, html: await renderConversation(output) })
    previews.push({ prompt: await renderConversation(first.prompt.messages), outputs })
  }
  return {
    id: draft.id,
    createdAt: draft.createdAt,
    createdBy: draft.createdBy,
    settings: { ...settings, map: settings.map ?? {} },
    mapFields,
    approaches,
    recognition: recognition ?? null,
    report: draft.readAt ? reportOf(draft) : null,
    progress: draft.progress,
    previews,
  }
}
