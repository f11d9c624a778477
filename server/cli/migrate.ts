import { strictCommand } from './arguments.ts'
import { withDatabase } from './local.ts'
import { note, printJson } from './output.ts'

export default strictCommand({
  meta: { name: 'migrate', description: 'Bring the database to this version' },
  args: { json: { type: 'boolean', description: 'Print JSON' } },
  run: (given) =>
    withDatabase(async () => {
      if (given.flag('json')) printJson({ migrated: true })
      note('The database is at this version')
    }),
})
