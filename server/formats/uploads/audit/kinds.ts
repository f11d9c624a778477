import { imageSpans, invisibleSpans, reasoningSpans, templateSpans } from './marks.ts'
import { namesWithin, namingSpans, type Span } from './naming.ts'

/** What an output may carry that spoils a blind comparison; each is a flag of the output, too. */
export const leakKinds = [
  'names_a_model',
  'names_a_study_model',
  'reasoning',
  'template_tokens',
  'invisible_characters',
  'remote_image',
] as const
export type LeakKind = (typeof leakKinds)[number]

/** Kinds that can be hidden for display without touching the text itself. */
export const maskableKinds = [
  'names_a_model',
  'names_a_study_model',
  'reasoning',
  'template_tokens',
  'invisible_characters',
] as const
export type MaskKind = (typeof maskableKinds)[number]
export const isMaskKind = (kind: string): kind is MaskKind => maskableKinds.some((each) => each === kind)

/** Flags of what cannot be shown as it was meant. They tell of looks, so clean exports keep such outputs. */
export const layoutFlags = ['html', 'data_image'] as const
export type LayoutFlag = (typeof layoutFlags)[number]
export const isLayoutFlag = (flag: string): flag is LayoutFlag => layoutFlags.some((each) => each === flag)

/** Flags an output gets that are no leak: worth knowing, and worth filtering by. */
export const otherFlags = ['truncated', 'other_language', ...layoutFlags] as const

export const spansOf: Record<Exclude<LeakKind, 'names_a_study_model'>, (text: string) => Span[]> = {
  names_a_model: (text) => namesWithin(text, namingSpans(text)),
  reasoning: reasoningSpans,
  template_tokens: templateSpans,
  invisible_characters: invisibleSpans,
  remote_image: imageSpans,
}
