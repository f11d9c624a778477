import { renderMarkdown } from '../rendering/rendering.ts'

const most = 200
const rendered = new Map<string, Promise<string>>()

/** Texts of studies (instructions, consent) as HTML; the last few are kept. */
export function renderOnce(text: string): Promise<string> {
  if (text === '') return Promise.resolve('')
  const known = rendered.get(text) ?? renderMarkdown(text)
  rendered.delete(text)
  rendered.set(text, known)
  if (rendered.size > most) rendered.delete(rendered.keys().next().value as string)
  return known
}
