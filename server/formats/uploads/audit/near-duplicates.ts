import { wordHash } from '../content/word-hash.ts'

const HASHES = 32
const BAND = 4
const MOST = 50_000
const ALIKE = 0.7

const multipliers = Uint32Array.from({ length: HASHES }, (_, i) => Math.imul(i + 1, 0x9e3779b1) | 1)

type Known = { line: number; file: string }

/**
 * Prompts that share most of their words in the same order, by MinHash over runs of three words: signatures of 32
 * numbers, compared where four in a row agree. The first 50,000 prompts are looked at.
 */
export class NearDuplicates {
  count = 0
  private readonly known: Known[] = []
  /** one after the other, as arrays of their own would cost several times as much */
  private signatures = new Uint32Array(HASHES * 256)
  private readonly bands = new Map<number, number>()

  /** The prompt seen before that this one is nearly the same as, if any. */
  add(text: string, file: string, line: number): { file: string; line: number } | null {
    if (this.known.length >= MOST) return null
    const signature = signatureOf(text)
    if (!signature) return null
    let found: Known | null = null
    for (let from = 0; from < HASHES; from += BAND) {
      const key = bandKey(signature, from)
      const place = this.bands.get(key) ?? -1
      const other = this.known[place]
      if (other && similarity(signature, this.signatures.subarray(place * HASHES)) >= ALIKE) found = other
      else if (!other) this.bands.set(key, this.known.length)
    }
    this.keep(signature)
    this.known.push({ file, line })
    if (found) this.count++
    return found
  }

  private keep(signature: Uint32Array) {
    const from = this.known.length * HASHES
    if (from === this.signatures.length) {
      const larger = new Uint32Array(this.signatures.length * 2)
      larger.set(this.signatures)
      this.signatures = larger
    }
    this.signatures.set(signature, from)
  }
}

function signatureOf(text: string): Uint32Array | null {
  const words =
    text
      .slice(0, 20_000)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length < 6) return null
  const signature = new Uint32Array(HASHES).fill(0xffffffff)
  for (let i = 0; i + 2 < words.length; i++) {
    const hash = wordHash(`${words[i]} ${words[i + 1]} ${words[i + 2]}`) >>> 0
    for (let k = 0; k < HASHES; k++) {
      const mixed = Math.imul(hash ^ (hash >>> 15), multipliers[k] as number) >>> 0
      if (mixed < (signature[k] as number)) signature[k] = mixed
    }
  }
  return signature
}

function bandKey(signature: Uint32Array, from: number): number {
  let key = from
  for (let i = from; i < from + BAND; i++)
    key = Math.imul(key ^ (signature[i] as number), 0x01000193) ^ (key >>> 13)
  return key
}

function similarity(a: Uint32Array, b: Uint32Array): number {
  let same = 0
  for (let i = 0; i < HASHES; i++) if (a[i] === b[i]) same++
  return same / HASHES
}
