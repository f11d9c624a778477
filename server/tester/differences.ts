import { diffWordsWithSpace } from 'diff'
import type { Difference } from '../../views/tester/props.ts'

const longest = 50_000
const mostEdits = 1_500
const milliseconds = 1_000

/**
 * What two texts share and where they part, word by word.
 *
 * @returns null where the texts are too long or too unlike for an answer in good time; the view is then not offered
 */
export function differencesOf(a: string, b: string): Difference[] | null {
  if (a.length + b.length > longest) return null
  const changes = diffWordsWithSpace(a.trim(), b.trim(), { maxEditLength: mostEdits, timeout: milliseconds })
  return (
    changes?.map(({ value, added, removed }) => ({
      in: removed ? 'a' : added ? 'b' : 'both',
      text: value,
    })) ?? null
  )
}
