const shortText = 64
const charactersKept = 1024 * 1024

/**
 * What a function made of the last texts it was given: prompts and outputs come back row after row, and escaping one
 * costs more than finding it. Short texts are made anew; memory is bounded by characters.
 */
export function remembered(make: (text: string) => string): (text: string) => string {
  let young = new Map<string, string>()
  let old = new Map<string, string>()
  let characters = 0
  return (text) => {
    if (text.length < shortText) return make(text)
    const known = young.get(text)
    if (known !== undefined) return known
    const made = old.get(text) ?? make(text)
    young.set(text, made)
    characters += made.length
    if (characters > charactersKept) {
      old = young
      young = new Map()
      characters = 0
    }
    return made
  }
}
