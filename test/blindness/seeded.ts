import type crypto from 'node:crypto'
import { createRandom } from '../../server/stats/special/random.ts'

let random = createRandom(1)

/** From here on the same "random" bytes come as after any other call with this seed. */
export function reseed(seed: number): void {
  random = createRandom(seed)
}

export const seededRandom = (): number => random()

/** node:crypto with `randomBytes` from the seeded stream, for a comparison byte by byte. */
export function seededCrypto(original: typeof crypto): typeof crypto {
  const randomBytes = (size: number) =>
    Buffer.from(Array.from({ length: size }, () => Math.floor(random() * 256)))
  const seeded = { ...original, randomBytes } as typeof crypto
  return { ...seeded, default: seeded } as typeof crypto
}
