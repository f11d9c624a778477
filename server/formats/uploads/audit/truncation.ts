const LIST_OR_CODE = /^\s*(?:[-*+•]|\d{1,3}[.)]|#|\||>|```|[A-Z][\w ]{0,20}:)/
const OPEN_ENDED = /[,;:(\p{Ll}\p{Dash_Punctuation}]$/u

/** Whether a text stops in the middle of a sentence, or in a block of code that never ends. */
export function isCutOff(text: string, fences: number): boolean {
  const end = text.trimEnd()
  if (end.length < 200) return false
  if (fences % 2 === 1) return true
  const lastLine = end.slice(end.lastIndexOf('\n') + 1)
  if (LIST_OR_CODE.test(lastLine) || /https?:\S+$/.test(lastLine)) return false
  const words = lastLine.split(/\s+/).length
  return words >= 12 && OPEN_ENDED.test(lastLine)
}
