import { readConfig } from '../config.ts'
import { createLog } from '../log.ts'
import { serve } from '../main.ts'
import { strictCommand } from './arguments.ts'
import { surviveDriverFaults } from './driver-faults.ts'
import { note } from './output.ts'
import { untilStopped } from './until-stopped.ts'

export default strictCommand({
  meta: { name: 'serve', description: 'Migrate, then serve; drains on SIGTERM' },
  args: {},
  run: async () => {
    const config = readConfig(process.env)
    const log = createLog(config.logLevel)
    surviveDriverFaults(log)
    const server = await serve({ config, log })
    note(`Tiebreak serves at ${server.url}`)
    if (server.setupUrl) note(`Open ${server.setupUrl} to create the administrator`)
    await untilStopped(server.stop)
  },
})
