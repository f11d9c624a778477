import { z } from 'zod'
import type { UploadOptions } from '../formats/uploads/types.ts'
import { decisionNames, faultsOf } from './decisions.ts'

export const approaches = [
  'prompting',
  'rag',
  'fine-tuning',
  'continued-pretraining',
  'pretraining',
  'agent',
  'other',
] as const

const Name = z.string().min(1, 'must not be empty').max(500)

/** The part `options` of an upload. */
export const UploadSettings = z.strictObject({
  map: z.record(Name, Name).optional(),
  model: Name.optional(),
  file_models: z.record(Name, Name).optional(),
  approach: z.record(Name, z.enum(approaches)).optional(),
  rename: z.record(Name, Name).optional(),
  cost: z.record(Name, z.number().min(0).max(1e9)).optional(),
  decisions: z
    .record(Name, z.enum(decisionNames))
    .default({})
    .superRefine((decisions, context) => {
      for (const fault of faultsOf(decisions)) context.addIssue({ code: 'custom', message: fault })
    }),
  good_rows: z.boolean().default(false),
  dry_run: z.boolean().default(false),
})
export type UploadSettings = z.output<typeof UploadSettings>

/** What a draft is read under; the rest is said when it is published. */
export const DraftSettings = UploadSettings.pick({
  map: true,
  model: true,
  file_models: true,
  approach: true,
  rename: true,
  cost: true,
})

export const Publication = UploadSettings.pick({ decisions: true, good_rows: true })

export function uploadOptions({
  map,
  model,
  file_models,
  approach,
  rename,
  cost,
  good_rows,
}: UploadSettings): UploadOptions {
  return {
    ...(map && { map }),
    ...(model && { model }),
    ...(file_models && { fileModels: file_models }),
    ...(approach && { approach }),
    ...(rename && { rename }),
    ...(cost && { cost }),
    goodRows: good_rows,
  }
}
