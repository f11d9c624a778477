import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const REFERENCES = join(process.env.SHARED_DIR ?? '../shared', 'stats')

export const referencesMissing = !existsSync(REFERENCES)

export function readReference<Content>(name: string): Content {
  return JSON.parse(readFileSync(join(REFERENCES, `${name}.json`), 'utf8')) as Content
}

export function named(title: string): string {
  return referencesMissing ? `${title} (SKIPPED: no reference files at ${REFERENCES})` : title
}

/** Each file has its own shape; the tests name what they read. */
export type Shape = ReturnType<typeof JSON.parse>

/** A file's input, its tolerances, and its expected values with a list of those that nobody has read yet. */
export function trackedReference(name: string): {
  input: Shape
  expected: Shape
  tolerance: Record<string, number>
  unread: () => string[]
} {
  const file = readReference<{ input: Shape; expected: Shape; tolerance: Record<string, number> }>(name)
  const read = new Set<string>()
  return {
    input: file.input,
    expected: tracked(file.expected, '', read),
    tolerance: file.tolerance,
    unread: () => leavesOf(file.expected, '').filter((path) => !read.has(path)),
  }
}

function tracked(node: Shape, path: string, read: Set<string>): Shape {
  if (!isBranch(node)) return node
  return new Proxy(node, {
    get: (target, key) => {
      const value = Reflect.get(target, key)
      if (typeof key === 'symbol' || !Object.hasOwn(target, key)) return value
      const below = `${path}${key}`
      if (!isBranch(value)) read.add(below)
      return tracked(value, `${below}.`, read)
    },
  })
}

function leavesOf(node: Shape, path: string): string[] {
  return Object.entries(node).flatMap(([key, value]) =>
    isBranch(value) ? leavesOf(value, `${path}${key}.`) : [`${path}${key}`],
  )
}

/** Objects and lists of objects are walked; numbers, texts and lists of them are values. */
function isBranch(node: Shape): boolean {
  if (Array.isArray(node)) return node.some((entry) => isBranch(entry))
  return node !== null && typeof node === 'object'
}
