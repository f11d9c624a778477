import { access, constants } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Assessment } from '../../results/judging.ts'
import { withDoor } from '../client/client.ts'
import { strictCommand, wordAt } from '../terminal/arguments.ts'
import { note, printJson, printTable } from '../terminal/output.ts'
import { Refused, UsageError } from '../terminal/usage.ts'

export default strictCommand({
  meta: { name: 'judge', description: 'Upload an automatic judge’s verdicts, and compare it with people' },
  args: {
    slug: { type: 'positional', description: 'The study', required: true },
    file: {
      type: 'positional',
      required: false,
      description: 'Verdicts to upload: CSV, TSV or JSON Lines; without it, the judge as it is',
    },
    name: { type: 'string', required: true, description: 'The judge' },
    part: {
      type: 'string',
      description: 'all (default) or held_out: only prompts outside the training split',
    },
    json: { type: 'boolean', description: 'Print JSON' },
  },
  run: async (given) => {
    const slug = wordAt(given, 0, 'SLUG')
    const path = given.words[1]
    const name = given.text('name')?.trim()
    if (!name) throw new UsageError('--name is missing')
    const part = partOf(given.text('part') ?? 'all')
    if (path !== undefined) {
      await access(path, constants.R_OK).catch((cause: unknown) => {
        throw new Refused(`Cannot read the file "${path}"`, { cause })
      })
    }
    await withDoor(async (door) => {
      if (path !== undefined) {
        const stored = await door.uploadVerdicts(slug, name, { name: basename(path), path })
        note(`Stored ${stored.verdicts} verdicts and ${stored.scores} scores of ${name}`)
      }
      const assessment = await door.assessJudge(slug, name, part)
      if (given.flag('json')) printJson(assessment)
      else printTable(['figure', 'value', '95 % interval', 'n'], rowsOf(assessment))
    })
  },
})

function partOf(text: string): 'all' | 'held_out' {
  if (text === 'all' || text === 'held_out') return text
  throw new UsageError(`--part must be all or held_out, found "${text}"`)
}

function rowsOf({ report, intervals, ceiling }: Assessment): string[][] {
  const row = (name: string, value: number | null, bounds: Bounds, n: number) => [
    name,
    fixed(value),
    bounds?.low === undefined ? '–' : `${fixed(bounds.low)} to ${fixed(bounds.high ?? null)}`,
    String(n),
  ]
  const { agreement, swapConsistency, firstPosition } = report
  const decided = agreement?.total ?? 0
  return [
    row('agreement, both decided', agreement?.share ?? null, intervals.agreement, decided),
    row('people with each other', ceiling?.share ?? null, ceiling, ceiling?.total ?? 0),
    row('kappa, with ties', report.kappa, intervals.kappa, report.items),
    row('kappa, both decided', report.kappaDecisive, intervals.kappaDecisive, decided),
    row(
      'same verdict, sides swapped',
      swapConsistency?.share ?? null,
      swapConsistency,
      swapConsistency?.total ?? 0,
    ),
    row('first side chosen', firstPosition?.share ?? null, firstPosition, firstPosition?.total ?? 0),
  ]
}

type Bounds = { low?: number; high?: number } | null

const fixed = (value: number | null) => value?.toFixed(3) ?? 'undefined'
