import { htmlAsMarkup, plainText } from '../../../db/outputs/layout-version.ts'
import type { LayoutStyle } from '../layout-style.ts'

/** How a study lays its outputs out, by what it hides; what shows least of the layout wins. */
export function layoutStyleOf(masks: readonly string[]): LayoutStyle {
  if (masks.includes(plainText)) return 'plain'
  return masks.includes(htmlAsMarkup) ? 'convert' : 'text'
}
