const bidiControls = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/

/** An unclosed override would otherwise reorder what stands beside the text. */
export const reorders = (text: string): boolean => bidiControls.test(text)

/** The text as it is, line for line, for whatever is too long or too tangled to be laid out. */
export function plainHtml(text: string): string {
  return `<pre dir="auto" tabindex="0">${escapeText(text)}</pre>`
}

export function escapeText(text: string): string {
  const escaped = text
    .replaceAll('\0', '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
  return reorders(escaped) ? `<bdi>${escaped}</bdi>` : escaped
}
