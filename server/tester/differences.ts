import { diffWordsWithSpace } from 'diff'
import type { Difference } from '../../views/tester/props.ts'

const longest = 50_000
/** Unlike texts cost the square of this: at 600 the worst take a tenth of a second. */
const mostEdits = 600

/**
 * What two texts share and where they part, word by word.
 *
 * What bounds the work is counted, not timed: one pair looks the same however busy the machine is.
 *
 * @returns null where the texts are too long or too unlike for an answer in good time; the view then says so
 */
export function differencesOf(a: string, b: string): Difference[] | null {
  if (a.length + b.length > longest) return null
  const changes = diffWordsWithSpace(a.trim(), b.trim(), { maxEditLength: mostEdits })
  return (
    changes?.map(({ value, added, removed }) => ({
      in: removed ? 'a' : added ? 'b' : 'both',
      text: value,
    })) ?? null
  )
}
