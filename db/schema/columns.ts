import { bigint, customType, integer, timestamp } from 'drizzle-orm/pg-core'

export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
export const at = (name: string) => timestamp(name, { withTimezone: true })
export const now = (name: string) => at(name).notNull().defaultNow()
export const bigId = () => bigint('id', { mode: 'number' }).notNull().generatedAlwaysAsIdentity()
export const ref = (name: string) => bigint(name, { mode: 'number' }).notNull()
export const studyId = () => integer('study_id').notNull()
