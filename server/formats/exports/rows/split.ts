import { createHash } from 'node:crypto'

export type Split = { name: string; share: number }[]

/**
 * The part a prompt group falls into: its SHA-256 with the study's salt, as a fraction, against the cumulated shares.
 * It depends on nothing else, so a group stays where it is however much data is added.
 */
export function partOf(split: Split, { salt, group }: { salt: string; group: string }): string {
  const fraction = createHash('sha256').update(`${salt}\0${group}`).digest().readUIntBE(0, 6) / 2 ** 48
  let reached = 0
  for (const { name, share } of split) {
    reached += share
    if (fraction < reached) return name
  }
  return split.at(-1)?.name ?? ''
}
