import { parseArgs } from 'node:util'
import { type ArgsDef, type CommandDef, type CommandMeta, defineCommand } from 'citty'
import { UsageError } from './usage.ts'

export type Given = {
  words: string[]
  flag(name: string): boolean
  text(name: string): string | undefined
  texts(name: string): string[]
  number(name: string): number | undefined
}

type Specification = {
  meta: CommandMeta
  args: ArgsDef
  /** how many words may follow: all that `args` names, or any number more */
  more?: boolean
  run: (given: Given) => Promise<void>
}

/** A command that refuses what it does not know: misspelt options, words too many, options without a value. */
export function strictCommand({ meta, args, more = false, run }: Specification): CommandDef {
  return defineCommand({ meta, args, run: ({ rawArgs }) => run(readArguments(rawArgs, { args, more })) })
}

export function readArguments(rawArgs: string[], { args, more }: { args: ArgsDef; more: boolean }): Given {
  const named = Object.entries(args).filter(([, arg]) => arg.type !== 'positional')
  const places = Object.keys(args).length - named.length
  const options: Record<string, { type: 'boolean' | 'string'; multiple: true }> = Object.fromEntries(
    named.map(([name, arg]) => [
      name,
      { type: arg.type === 'boolean' ? 'boolean' : 'string', multiple: true },
    ]),
  )
  const { values, positionals } = parseArgs({ args: rawArgs, options, allowPositionals: true })
  if (positionals.length > places && !more)
    throw new UsageError(`"${positionals[places]}" is one word too many`)

  const texts = (name: string) => [values[name] ?? []].flat().filter((value) => typeof value === 'string')
  const text = (name: string) => {
    const given = texts(name)
    if (given.length > 1) throw new UsageError(`--${name} is given twice`)
    return given[0]
  }
  return {
    words: positionals,
    flag: (name) => values[name] !== undefined,
    text,
    texts,
    number: (name) => numberOf(name, text(name)),
  }
}

/** FIELD=COLUMN, several times, as one record. */
export function assignments(given: Given, name: string): Record<string, string> {
  const pairs = given.texts(name).map((assignment) => {
    const at = assignment.indexOf('=')
    if (at < 1 || at === assignment.length - 1) {
      throw new UsageError(`--${name} must look like NAME=VALUE, found "${assignment}"`)
    }
    return [assignment.slice(0, at), assignment.slice(at + 1)] as const
  })
  const names = pairs.map(([left]) => left)
  const twice = names.find((left, n) => names.indexOf(left) !== n)
  if (twice !== undefined) throw new UsageError(`--${name} names "${twice}" twice`)
  return Object.fromEntries(pairs)
}

export function wordAt(given: Given, place: number, name: string): string {
  const word = given.words[place]
  if (word === undefined) throw new UsageError(`${name} is missing`)
  return word
}

function numberOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const number = Number(text)
  if (text.trim() === '' || !Number.isFinite(number))
    throw new UsageError(`--${name} must be a number, found "${text}"`)
  return number
}
