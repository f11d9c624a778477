#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { type CommandDef, defineCommand, renderUsage, runCommand } from 'citty'
import { packageRoot } from '../../db/connection/package-root.ts'
import { Invalid } from '../domain/refusals.ts'
import { note, print } from './terminal/output.ts'
import { isUsageError, UsageError } from './terminal/usage.ts'

const packageFile = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string }

const commands = {
  serve: () => import('./commands/serve.ts').then((file) => file.default as CommandDef),
  demo: () => import('./commands/demo.ts').then((file) => file.default as CommandDef),
  study: () => import('./commands/study.ts').then((file) => file.default as CommandDef),
  import: () => import('./commands/import.ts').then((file) => file.default),
  withdraw: () => import('./commands/withdraw.ts').then((file) => file.default),
  invite: () => import('./commands/invite.ts').then((file) => file.default),
  results: () => import('./commands/results.ts').then((file) => file.default),
  export: () => import('./commands/export.ts').then((file) => file.default),
  judge: () => import('./commands/judge.ts').then((file) => file.default as CommandDef),
  snapshot: () => import('./commands/snapshot.ts').then((file) => file.default),
  verify: () => import('./commands/verify.ts').then((file) => file.default),
  rank: () => import('./commands/rank.ts').then((file) => file.default as CommandDef),
  agreement: () => import('./commands/agreement.ts').then((file) => file.default as CommandDef),
  plan: () => import('./commands/plan.ts').then((file) => file.default as CommandDef),
  admin: () => import('./commands/admin.ts').then((file) => file.default as CommandDef),
  token: () => import('./commands/token.ts').then((file) => file.default as CommandDef),
  migrate: () => import('./commands/migrate.ts').then((file) => file.default),
  config: () => import('./terminal/config.ts').then((file) => file.default),
}

const main = defineCommand({
  meta: { name: 'tiebreak', version: packageFile.version, description: 'Blind comparison of model outputs' },
  subCommands: commands,
})

process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
const code = await run(process.argv.slice(2))
if (code !== 0) process.exitCode = code

async function run(words: string[]): Promise<number> {
  try {
    if (words[0] === '--version') print(packageFile.version)
    else if (words[0] === 'help' || asksForHelp(words))
      print(await usageOf(words.filter((word) => word !== 'help')))
    else await runNamed(words)
    return 0
  } catch (error) {
    note(messageOf(error))
    if (!isUsageError(error)) return 1
    note(`See tiebreak ${[...(await pathOf(words)).names, '--help'].join(' ')}`)
    return 2
  }
}

async function runNamed(words: string[]): Promise<void> {
  const { command, names } = await pathOf(words)
  const rest = words.slice(names.length)
  if (!command.subCommands) {
    await runCommand(command, { rawArgs: rest })
    return
  }
  const known = Object.keys(command.subCommands).join(', ')
  throw new UsageError(
    `${rest[0] === undefined ? 'No command' : `Unknown command "${rest[0]}"`}: choose ${known}`,
  )
}

function asksForHelp(words: string[]): boolean {
  const end = words.indexOf('--')
  return (end < 0 ? words : words.slice(0, end)).some((word) => word === '--help' || word === '-h')
}

async function usageOf(words: string[]): Promise<string> {
  const { command, names } = await pathOf(words)
  if (command === main)
    return `tiebreak ${packageFile.version}\n\nCommands: ${Object.keys(commands).join(', ')}\n`
  const parent = defineCommand({ meta: { name: ['tiebreak', ...names.slice(0, -1)].join(' ') } })
  const usage = await renderUsage(command, parent)
  return process.stdout.isTTY ? usage : stripVTControlCharacters(usage)
}

/** The command that the leading words name, as far as they name one. */
async function pathOf(words: string[]): Promise<{ command: CommandDef; names: string[] }> {
  let command: CommandDef = main as CommandDef
  const names: string[] = []
  for (const word of words) {
    const children = command.subCommands as Record<string, unknown> | undefined
    if (!children || !Object.hasOwn(children, word)) break
    const child = children[word]
    command = (typeof child === 'function' ? await child() : await child) as CommandDef
    names.push(word)
  }
  return { command, names }
}

function messageOf(error: unknown): string {
  if (error instanceof Invalid) {
    return [error.message, ...error.issues.map(({ pointer, detail }) => `  ${pointer} ${detail}`)].join('\n')
  }
  if (error instanceof Error) return error.message || error.name
  return String(error)
}
