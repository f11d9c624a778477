import { createInvites } from '../../db/invites.ts'
import { readConfig } from '../config.ts'
import { loadDemo } from '../demo.ts'
import { createLog } from '../log.ts'
import { serve } from '../main.ts'
import { strictCommand } from './arguments.ts'
import { checkMainJob } from './demo-check.ts'
import { surviveDriverFaults } from './driver-faults.ts'
import { note, print } from './output.ts'
import { untilStopped } from './until-stopped.ts'

export default strictCommand({
  meta: { name: 'demo', description: 'Serve with the demo study loaded and its links printed' },
  args: {
    check: { type: 'boolean', description: 'Run the whole main job once on a throw-away database, and exit' },
  },
  run: async (given) => {
    if (given.flag('check')) return checkMainJob()
    const config = readConfig({ LOG_LEVEL: 'warn', ...process.env })
    const log = createLog(config.logLevel)
    surviveDriverFaults(log)
    const server = await serve({ config, log })
    const study = await loadDemo(server.db)
    const invite = { kind: 'open', count: 1, label: 'Demo visitors', cap: null, expires: null } as const
    const [link] = await createInvites(server.db, { ...invite, studyId: study.id })
    print(`Vote as a tester:  ${server.url}/join/${link?.code}`)
    print(`Sign in as admin:  ${server.setupUrl ?? `${server.url}/login`}`)
    print(`Results:           ${server.url}/studies/${study.slug}/results`)
    note('Its 300 votes are simulated. Ctrl+C stops it.')
    await untilStopped(server.stop)
  },
})
