import { readFileSync, writeFileSync } from 'node:fs'
import { note } from '../server/cli/terminal/output.ts'
import { coverage } from './simulations/coverage.ts'
import { falseSeparations, falseWinners } from './simulations/equal-models.ts'
import { fewVotes } from './simulations/few-votes.ts'
import { moreVotes } from './simulations/more-votes.ts'
import { newcomer, winnerFound } from './simulations/pairing-rules.ts'
import type { Part } from './simulations/part.ts'
import { smallErrors, smallPower } from './simulations/small.ts'
import { usualMethods } from './simulations/usual-methods.ts'

const parts: Record<string, Part> = {
  coverage,
  few: fewVotes,
  separations: falseSeparations,
  winners: falseWinners,
  pairing: winnerFound,
  newcomer,
  usual: usualMethods,
  power: smallPower,
  errors: smallErrors,
  range: moreVotes,
}
/** Names that stand for several. */
const groups: Record<string, string[]> = { small: ['power', 'errors', 'range'] }
const page = new URL('../docs/simulations.md', import.meta.url)
const words = process.argv.slice(2)
const quick = words.includes('--quick')
const long = words.includes('--long')
const wanted = words
  .filter((word) => word !== '--quick' && word !== '--long')
  .flatMap((word) => groups[word] ?? word)
const unknown = wanted.find((name) => !Object.hasOwn(parts, name))
if (unknown !== undefined) {
  note(
    `There is no simulation "${unknown}": npm run simulate -- [${[...Object.keys(groups), ...Object.keys(parts)].join(' | ')}]… [--quick | --long]`,
  )
  process.exitCode = 2
} else for (const name of wanted.length > 0 ? wanted : Object.keys(parts)) simulate(name, parts[name] as Part)

/** Runs one part and puts its table in the page, in place of the one from before. */
function simulate(name: string, part: Part): void {
  const started = performance.now()
  const { head, rows } = part.run(part.seed, quick, long)
  const widths = head.map((_, k) => Math.max(3, ...[head, ...rows].map((cells) => cells[k]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, k) => cell.padEnd(widths[k] ?? 0)).join(' | ')} |`
  const rule = widths.map((width) => '-'.repeat(width))
  const table = [line(head), line(rule), ...rows.map(line)].join('\n')
  const seconds = Math.round((performance.now() - started) / 1000)
  const made = `\`npm run simulate -- ${name}${long ? ' --long' : ''}\`, seed ${part.seed}, ${new Date().toISOString().slice(0, 10)}, ${seconds} s.`
  note(`${part.title}\n\n${table}\n\n${made}\n`)
  if (!quick) keep(name, `## ${part.title}\n\n${part.about}\n\n${table}\n\n${made}`)
}

function keep(name: string, section: string): void {
  const text = readFileSync(page, 'utf8')
  const [from, to] = [`<!-- ${name} -->\n`, `\n<!-- end of ${name} -->`]
  const [start, end] = [text.indexOf(from), text.indexOf(to)]
  if (start < 0 || end < 0) throw new Error(`docs/simulations.md has no place for "${name}"`)
  writeFileSync(page, `${text.slice(0, start)}${from}${section}${text.slice(end)}`)
}
