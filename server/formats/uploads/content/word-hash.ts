/** FNV-1a over the letters of a word, one at a time. */
export const WORD_START = 0x811c9dc5
export const wordStep = (hash: number, code: number) => Math.imul(hash ^ code, 0x01000193)

export function wordHash(word: string): number {
  let hash = WORD_START
  for (let i = 0; i < word.length; i++) hash = wordStep(hash, word.charCodeAt(i))
  return hash
}
