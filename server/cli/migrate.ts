import { strictCommand } from './arguments.ts'
import { withDatabase } from './local.ts'
import { note } from './output.ts'

export default strictCommand({
  meta: { name: 'migrate', description: 'Bring the database to this version' },
  args: {},
  run: () => withDatabase(async () => note('The database is at this version')),
})
