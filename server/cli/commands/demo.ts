import { createInvites } from '../../../db/testers/invites.ts'
import { readConfig } from '../../config.ts'
import { loadDemo } from '../../demo.ts'
import { createLog } from '../../log.ts'
import { serve } from '../../main.ts'
import { checkMainJob } from '../checks/demo-check.ts'
import { strictCommand } from '../terminal/arguments.ts'
import { surviveDriverFaults } from '../terminal/driver-faults.ts'
import { note, print, printJson } from '../terminal/output.ts'
import { untilStopped } from '../terminal/until-stopped.ts'

export default strictCommand({
  meta: { name: 'demo', description: 'Serve with the demo study loaded and its links printed' },
  args: {
    check: { type: 'boolean', description: 'Run the whole main job once on a throw-away database, and exit' },
    json: { type: 'boolean', description: 'Print the links, or what the check found, as JSON' },
  },
  run: async (given) => {
    if (given.flag('check')) return checkMainJob(given.flag('json'))
    const config = readConfig({ LOG_LEVEL: 'warn', ...process.env })
    const log = createLog(config.logLevel)
    surviveDriverFaults(log)
    const server = await serve({ config, log })
    const study = await loadDemo(server.db)
    const invite = { kind: 'open', count: 1, label: 'Demo visitors', cap: null, expires: null } as const
    const [link] = await createInvites(server.db, { ...invite, studyId: study.id })
    const links = {
      tester: `${server.url}/join/${link?.code}`,
      admin: server.setupUrl ?? `${server.url}/login`,
      results: `${server.url}/studies/${study.slug}/results`,
    }
    if (given.flag('json')) printJson(links)
    else {
      print(`Vote as a tester:  ${links.tester}`)
      print(`Sign in as admin:  ${links.admin}`)
      print(`Results:           ${links.results}`)
    }
    note('Its 300 votes are simulated. Ctrl+C stops it.')
    await untilStopped(server.stop)
  },
})
