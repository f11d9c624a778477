const tries = 4
const longestMs = 40

/** SQL states of a statement that met another and was undone whole: the same statement can simply be asked again. */
const overlaps = new Set(['40P01', '40001'])

type Refusal = { code?: unknown } | null

const isOverlap = (error: Refusal) => overlaps.has(String(error?.code))

/**
 * Asks again, a few times and after a moment, what the database undid because it met something else. Only for single
 * statements: nothing of them is left.
 */
export async function again<T>(ask: () => Promise<T>, random = Math.random): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask()
    } catch (error) {
      if (attempt === tries || !isOverlap(error as Refusal)) throw error
      await new Promise((done) => setTimeout(done, attempt * longestMs * random()))
    }
  }
}
