import { withDatabase } from '../client/local.ts'
import { strictCommand } from '../terminal/arguments.ts'
import { note, printJson } from '../terminal/output.ts'

export default strictCommand({
  meta: { name: 'migrate', description: 'Bring the database to this version' },
  args: { json: { type: 'boolean', description: 'Print JSON' } },
  run: (given) =>
    withDatabase(async () => {
      if (given.flag('json')) printJson({ migrated: true })
      note('The database is at this version')
    }),
})
