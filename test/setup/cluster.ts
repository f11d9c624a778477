import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { connect } from '../../db/connection/client.ts'
import { migrate } from '../../db/connection/migrate.ts'
import { startEmbedded } from '../../db/embedded/embedded.ts'
import { copyReadyCluster } from './ready-cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    serverUrl: string
    templateName: string
  }
}

/** One server per run, and in it one migrated template that every test file clones. */
export default async function startCluster(project: TestProject) {
  const external = process.env.TEST_DATABASE_URL
  const folder = external ? null : await mkdtemp(join(tmpdir(), 'tiebreak-test-'))
  if (folder) await chmod(folder, 0o755).then(() => copyReadyCluster(folder))
  const server = folder ? await startEmbedded(folder) : null
  const serverUrl = external ?? server?.url ?? ''
  const templateName = `tiebreak_template_${process.pid}`

  const db = connect(serverUrl, { max: 1 })
  await db.unsafe(`drop database if exists ${templateName}`)
  await db.unsafe(`create database ${templateName}`)
  await migrate(withDatabase(serverUrl, templateName))

  project.provide('serverUrl', serverUrl)
  project.provide('templateName', templateName)
  return async () => {
    await db.unsafe(`drop database if exists ${templateName} with (force)`)
    await db.end()
    await server?.stop()
    if (folder) await rm(folder, { recursive: true, force: true })
  }
}

export function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}
