export type ByteRange = { start: number; end: number }

/**
 * The bytes a Range header asks for, from `start` up to but not including `end` (RFC 9110, 14.1.2). Null means the
 * whole: no header, another unit, or several ranges, which a server need not honour.
 */
export function readRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? []
  if (first === '' && last === '') return null
  const range =
    first === ''
      ? { start: Math.max(0, size - Number(last)), end: size }
      : { start: Number(first), end: last === '' ? size : Math.min(size, Number(last) + 1) }
  if (first !== '' && last !== '' && Number(last) < Number(first)) return null
  return range.start < range.end ? range : 'unsatisfiable'
}
