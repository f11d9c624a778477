import { readConfig } from '../../config.ts'
import { createLog } from '../../log.ts'
import { serve } from '../../main.ts'
import { strictCommand } from '../terminal/arguments.ts'
import { surviveDriverFaults } from '../terminal/driver-faults.ts'
import { note, printJson } from '../terminal/output.ts'
import { untilStopped } from '../terminal/until-stopped.ts'

export default strictCommand({
  meta: { name: 'serve', description: 'Migrate, then serve; drains on SIGTERM' },
  args: { json: { type: 'boolean', description: 'Print the address as JSON once it is served' } },
  run: async (given) => {
    const config = readConfig(process.env)
    const log = createLog(config.logLevel)
    surviveDriverFaults(log)
    const server = await serve({ config, log })
    if (given.flag('json')) printJson({ url: server.url, setup_url: server.setupUrl ?? null })
    note(`Tiebreak serves at ${server.url}`)
    if (server.setupUrl) note(`Open ${server.setupUrl} to create the administrator`)
    await untilStopped(server.stop)
  },
})
