import { Invalid } from '../domain/refusals.ts'
import type { Form, FormFields } from '../http/admin-request.ts'
import { check } from '../http/strict-json.ts'
import { UploadSettings } from './upload-options.ts'

export const mapFields = [
  'prompt',
  'output',
  'model',
  'id',
  'sample',
  'tags',
  'approach',
  'cost',
  'latency',
] as const

export const mappingFields: FormFields = {
  once: ['model'],
  like: /^(map|name|approach|cost)\../,
  many: ['wide', 'known'],
}

/**
 * What the menus of the mapping screen say. Names are those the files give: a name changed twice is changed from
 * what the file says, not from the first change.
 */
export function settingsFrom(form: Form, before: UploadSettings): UploadSettings {
  const map: Record<string, string> = {}
  for (const field of mapFields) {
    const column = form.text(`map.${field}`)
    if (column !== '') map[field] = column
  }
  for (const column of form.texts('wide')) map[`model:${column}`] = column
  const models = modelsFrom(form, before)
  const model = form.text('model').trim()
  return check(
    {
      ...(Object.keys(map).length > 0 && { map }),
      ...(model && { model }),
      ...models,
      file_models: before.file_models,
      decisions: before.decisions,
    },
    UploadSettings,
  )
}

function modelsFrom(form: Form, before: UploadSettings) {
  const rename: Record<string, string> = { ...before.rename }
  const approach: Record<string, string> = {}
  const cost: Record<string, number> = {}
  form.texts('known').forEach((known, i) => {
    const name = form.text(`name.${i}`).trim() || known
    const origins = Object.keys(before.rename ?? {}).filter((from) => before.rename?.[from] === known)
    for (const from of origins) rename[from] = name
    if (name !== known && origins.length === 0) rename[known] = name
    const kind = form.text(`approach.${i}`)
    if (kind !== '') approach[name] = kind
    const price = form.text(`cost.${i}`).trim()
    if (price === '') return
    if (!Number.isFinite(Number(price))) throw new Invalid(`"${price}" is not a cost: write a number`)
    cost[name] = Number(price)
  })
  return {
    ...(Object.keys(rename).length > 0 && { rename }),
    ...(Object.keys(approach).length > 0 && { approach }),
    ...(Object.keys(cost).length > 0 && { cost }),
  }
}
