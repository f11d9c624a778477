import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, inject } from 'vitest'
import { connect, type Db } from '../../db/connection/client.ts'
import { withDatabase } from './cluster.ts'

/** A fresh database for the file that calls it, gone afterwards. */
export function useDatabase(): { db: () => Db; url: () => string } {
  const name = `tiebreak_${randomBytes(6).toString('hex')}`
  const url = () => withDatabase(inject('serverUrl'), name)
  let db: Db | null = null

  beforeAll(async () => {
    const admin = connect(inject('serverUrl'), { max: 1 })
    await admin.unsafe(`create database ${name} template ${inject('templateName')}`)
    await admin.end()
    db = connect(url(), { max: 8 })
  })
  afterAll(async () => {
    await db?.end()
    const admin = connect(inject('serverUrl'), { max: 1 })
    await admin.unsafe(`drop database if exists ${name} with (force)`)
    await admin.end()
  })

  return {
    url,
    db: () => {
      if (!db) throw new Error('The database is ready only inside tests')
      return db
    },
  }
}
