import { readConfig } from '../../config.ts'
import { strictCommand } from './arguments.ts'
import { print, printJson } from './output.ts'

export default strictCommand({
  meta: { name: 'config', description: 'Print the settings in force, without their secrets' },
  args: { json: { type: 'boolean', description: 'Print JSON' } },
  run: async (given) => {
    const config = readConfig(process.env)
    const settings = {
      DATABASE_URL: config.databaseUrl && withoutPassword(config.databaseUrl),
      DATA_DIR: config.dataDir,
      HOST: config.host,
      PORT: config.port,
      PUBLIC_URL: config.publicUrl,
      TRUST_PROXY: config.trustProxy,
      ADMIN_EMAIL: config.admin?.email ?? null,
      LOG_LEVEL: config.logLevel,
    }
    if (given.flag('json')) return printJson(settings)
    for (const [name, value] of Object.entries(settings)) print(`${name}=${value ?? ''}`)
  },
})

/** A password may stand before the host or among the parameters. */
function withoutPassword(address: string): string {
  const url = new URL(address)
  if (url.password) url.password = '***'
  for (const name of url.searchParams.keys())
    if (/pass|secret|key/i.test(name)) url.searchParams.set(name, '***')
  return url.href
}
