import { HTTPException } from 'hono/http-exception'
import type { z } from 'zod'
import { Invalid, type Issue } from '../domain/refusals.ts'

const deepest = 32

/**
 * Reads JSON as it is meant: every field known, named once and of the right type, all text storable.
 * What is not JSON at all is a 400, what does not fit an `Invalid` that points at each fault.
 */
export function readStrictJson<S extends z.ZodType>(text: string, schema: S): z.output<S> {
  const value = parse(text)
  const faults = faultsOf(text)
  if (faults.length > 0) throw new Invalid('The body cannot be used', faults)
  return check(value, schema)
}

export function check<S extends z.ZodType>(value: unknown, schema: S): z.output<S> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new Invalid('Some fields cannot be used', parsed.error.issues.flatMap(issuesOf))
}

export const pointerTo = (path: readonly PropertyKey[]): string =>
  `#${path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new HTTPException(400, { message: 'The body is not valid JSON', cause })
  }
}

function issuesOf(issue: z.core.$ZodIssue): Issue[] {
  if (issue.code !== 'unrecognized_keys') return [{ pointer: pointerTo(issue.path), detail: issue.message }]
  return issue.keys.map((key) => ({
    pointer: pointerTo([...issue.path, key]),
    detail: `"${key}" is not known here`,
  }))
}

type Level = { names: Set<string> | null; step: string | number; atName: boolean }

const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/gs

/** What JSON.parse lets pass: names given twice, characters PostgreSQL cannot store, bottomless nesting. */
function faultsOf(text: string): Issue[] {
  const levels: Level[] = []
  const faults: Issue[] = []
  const report = (detail: string) =>
    faults.push({ pointer: pointerTo(levels.map(({ step }) => step)), detail })

  for (const [token] of text.matchAll(tokens)) {
    const level = levels.at(-1)
    if (token === '{') levels.push({ names: new Set(), step: '', atName: true })
    else if (token === '[') levels.push({ names: null, step: 0, atName: false })
    else if (token === '}' || token === ']') levels.pop()
    else if (token === ':' && level) level.atName = false
    else if (token === ',' && level) nextStep(level)
    else if (token.startsWith('"')) readText(token, level, report)
    if (levels.length > deepest)
      return [{ pointer: '#', detail: `is nested more than ${deepest} levels deep` }]
  }
  return faults
}

function nextStep(level: Level): void {
  if (typeof level.step === 'number') level.step += 1
  else level.atName = true
}

function readText(token: string, level: Level | undefined, report: (detail: string) => void): void {
  const text = JSON.parse(token) as string
  if (level?.names && level.atName) {
    level.step = text
    if (level.names.has(text)) report('is given twice')
    level.names.add(text)
  }
  if (text.includes('\0')) report('holds a NUL character, which cannot be stored')
  if (!text.isWellFormed()) report('holds half of a surrogate pair, which cannot be stored')
}
