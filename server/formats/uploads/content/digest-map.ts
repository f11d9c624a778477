import { hash } from 'node:crypto'

/** The first 16 bytes of a SHA-256, as four numbers: enough to tell a billion texts apart. */
export type Digest = readonly [number, number, number, number]

export const digest = (text: string): Digest => digestOf(hash('sha256', text, 'buffer'))

export const digestOf = (bytes: Buffer): Digest => [
  bytes.readUInt32LE(0),
  bytes.readUInt32LE(4),
  bytes.readUInt32LE(8),
  bytes.readUInt32LE(12),
]

/** A digest under which the same text is kept apart by two small numbers; with one text they never collide. */
export function digestWith([a, b, c, d]: Digest, x: number, y: number): Digest {
  const mixed = Math.imul(x + 1, 0x9e3779b1) ^ Math.imul(y + 1, 0x85ebca6b)
  return [(a ^ mixed ^ (mixed >>> 15)) >>> 0, (b ^ x) >>> 0, (c ^ y) >>> 0, d]
}

/** Two small numbers as a key. */
export const placeOf = (x: number, y: number): Digest => digestWith([0, 0, 0, 0], x, y)

/** Counts under digests, 20 bytes an entry, so that millions of rows are remembered without their texts. */
export class DigestMap {
  private capacity = 1024
  private keys = new Uint32Array(this.capacity * 4)
  private values = new Uint32Array(this.capacity)
  private used = 0

  get size() {
    return this.used
  }

  /** The value stored, or -1. */
  get(key: Digest): number {
    const slot = this.slotOf(key)
    return (this.values[slot] ?? 0) - 1
  }

  set(key: Digest, value: number) {
    if ((this.used + 1) * 4 > this.capacity * 3) this.grow()
    const slot = this.slotOf(key)
    if (this.values[slot] === 0) {
      this.used++
      this.keys.set(key, slot * 4)
    }
    this.values[slot] = value + 1
  }

  private slotOf(key: Digest): number {
    const mask = this.capacity - 1
    let slot = key[0] & mask
    while (this.values[slot] !== 0 && !this.holds(slot, key)) slot = (slot + 1) & mask
    return slot
  }

  private holds(slot: number, key: Digest): boolean {
    const at = slot * 4
    return (
      this.keys[at] === key[0] &&
      this.keys[at + 1] === key[1] &&
      this.keys[at + 2] === key[2] &&
      this.keys[at + 3] === key[3]
    )
  }

  private grow() {
    const { keys, values, capacity } = this
    this.capacity = capacity * 2
    this.keys = new Uint32Array(this.capacity * 4)
    this.values = new Uint32Array(this.capacity)
    for (let slot = 0; slot < capacity; slot++) {
      const value = values[slot] ?? 0
      if (value === 0) continue
      const at = slot * 4
      const key: Digest = [keys[at] ?? 0, keys[at + 1] ?? 0, keys[at + 2] ?? 0, keys[at + 3] ?? 0]
      const next = this.slotOf(key)
      this.keys.set(key, next * 4)
      this.values[next] = value
    }
  }
}
