/**
 * Seeded generator of uniform numbers in [0, 1): the same seed gives the same numbers on every machine.
 *
 * Chris Doty-Humphrey's sfc32 (128 bits of state, period at least 2³²), its state filled by splitmix32 and the
 * first 12 outputs thrown away. 32 random bits a number; not for secrets.
 *
 * @param seed an integer of at most 53 bits.
 * @throws RangeError if seed is not such an integer.
 * @see PractRand 0.94, RNG/sfc; Steele, Lea & Flood 2014, OOPSLA (splitmix)
 * @example createRandom(1)() // the first number of stream 1
 */
export function createRandom(seed: number): () => number {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`a seed is an integer, got ${seed}`)
  const mix = splitMix(seed)
  let [a, b, c] = [mix(), mix(), mix() ^ Math.floor(seed / 2 ** 32)]
  let counter = 1
  const next = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 2 ** 32
  }
  for (let step = 0; step < 12; step++) next()
  return next
}

function splitMix(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    let word = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97)
    return word ^ (word >>> 15)
  }
}
