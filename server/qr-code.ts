import { encode } from 'uqr'

/** A square of `size` modules a side; `path` draws the dark ones. */
export type QrCode = { size: number; path: string }

export function qrCode(text: string): QrCode {
  const { size, data } = encode(text, { border: 4 })
  const path = data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('')
  return { size, path }
}
