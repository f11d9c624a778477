import { withDoor } from '../client/client.ts'
import { strictCommand, wordAt } from '../terminal/arguments.ts'
import { note, print, printJson } from '../terminal/output.ts'
import { printRanking } from '../terminal/ranking-text.ts'

const options = [
  'ties',
  'both-bad',
  'cluster',
  'se',
  'correction',
  'order-effect',
  'level',
  'anchor',
  'seed',
  'df',
  'evidence',
  'planned',
  'pairs',
]

export default strictCommand({
  meta: { name: 'results', description: 'The ranking table' },
  args: {
    slug: { type: 'positional', description: 'The study', required: true },
    ...Object.fromEntries(
      options.map((name) => [name, { type: 'string' as const, description: 'As in tiebreak rank' }]),
    ),
    clean: { type: 'boolean', description: 'Leave exclusions out' },
    json: { type: 'boolean', description: 'Print JSON' },
  },
  run: (given) => {
    const slug = wordAt(given, 0, 'SLUG')
    const asked = options.flatMap((name) => {
      const value = given.text(name)
      return value === undefined ? [] : [[name.replaceAll('-', '_'), value] as const]
    })
    const query = { ...Object.fromEntries(asked), ...(given.flag('clean') && { clean: '1' }) }
    return withDoor(async (door) => {
      const results = await door.results(slug, query)
      if (given.flag('json')) return printJson(results)
      printRanking(results)
      print(
        `${results.counts.votes} votes of ${results.counts.testers} testers, at position ${results.position}`,
      )
      for (const warning of results.warnings) note(warning)
    })
  },
})
