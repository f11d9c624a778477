/**
 * What each distinct field of a column stands for, found by its bytes: a file of a million rows names few models, so
 * almost no field has to be made a string.
 *
 * Open addressing on FNV-1a hashes, which the caller forms while it scans.
 */
export class ByteNames {
  readonly #meaningOf: (text: string) => number
  #slots = new Int32Array(1024)
  #hashes = new Int32Array(512)
  #meanings = new Int32Array(512)
  #ends = new Int32Array(513)
  #bytes = new Uint8Array(8192)
  #count = 0

  constructor(meaningOf: (text: string) => number) {
    this.#meaningOf = meaningOf
  }

  /** The meaning of the field in bytes[from … end), which has to be UTF-8. */
  meaning(bytes: Uint8Array, from: number, end: number, hash: number): number {
    const mask = this.#slots.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = (this.#slots[slot] as number) - 1
      if (entry < 0) return this.#add(bytes.subarray(from, end), hash, slot)
      if (this.#hashes[entry] !== hash) continue
      const start = this.#ends[entry] as number
      const length = (this.#ends[entry + 1] as number) - start
      if (length !== end - from) continue
      let k = 0
      while (k < length && this.#bytes[start + k] === bytes[from + k]) k++
      if (k === length) return this.#meanings[entry] as number
    }
  }

  #add(field: Uint8Array, hash: number, slot: number): number {
    const meaning = this.#meaningOf(decoder.decode(field))
    const start = this.#ends[this.#count] as number
    if (this.#count + 1 === this.#hashes.length) this.#growEntries()
    if (start + field.length > this.#bytes.length) {
      this.#bytes = copied(this.#bytes, new Uint8Array(2 * (start + field.length)))
    }
    this.#bytes.set(field, start)
    this.#hashes[this.#count] = hash
    this.#meanings[this.#count] = meaning
    this.#ends[this.#count + 1] = start + field.length
    this.#slots[slot] = ++this.#count
    if (2 * this.#count > this.#slots.length) this.#growSlots()
    return meaning
  }

  #growEntries(): void {
    const size = 2 * this.#hashes.length
    this.#hashes = copied(this.#hashes, new Int32Array(size))
    this.#meanings = copied(this.#meanings, new Int32Array(size))
    this.#ends = copied(this.#ends, new Int32Array(size + 1))
  }

  #growSlots(): void {
    const mask = 2 * this.#slots.length - 1
    this.#slots = new Int32Array(mask + 1)
    for (let entry = 0; entry < this.#count; entry++) {
      let slot = (this.#hashes[entry] as number) & mask
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
      this.#slots[slot] = entry + 1
    }
  }
}

const decoder = new TextDecoder()

function copied<C extends Int32Array | Uint8Array>(from: C, into: C): C {
  into.set(from)
  return into
}
