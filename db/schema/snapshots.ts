import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core'
import { at, bytea, now, studyId } from './columns.ts'

export const snapshots = pgTable(
  'snapshots',
  {
    studyId: studyId(),
    id: text('id').notNull(),
    state: text('state').notNull().default('building'),
    filter: jsonb('filter').notNull(),
    position: bigint('position', { mode: 'number' }).notNull(),
    filesDone: integer('files_done').notNull().default(0),
    filesTotal: integer('files_total').notNull().default(0),
    rowsDone: bigint('rows_done', { mode: 'number' }).notNull().default(0),
    builder: text('builder'),
    builderUntil: at('builder_until'),
    attempts: integer('attempts').notNull().default(0),
    manifest: jsonb('manifest'),
    failure: text('failure'),
    createdBy: text('created_by').notNull(),
    createdAt: now('created_at'),
    readyAt: at('ready_at'),
    revokedAt: at('revoked_at'),
    revokedBy: text('revoked_by'),
    revokedReason: text('revoked_reason'),
  },
  (t) => [
    primaryKey({ name: 'snapshots_pk', columns: [t.studyId, t.id] }),
    check('snapshots_state', sql`${t.state} in ('building', 'ready', 'failed', 'revoked')`),
    check('snapshots_ready', sql`(${t.state} in ('ready', 'revoked')) = (${t.manifest} is not null)`),
    check('snapshots_revoked', sql`(${t.state} = 'revoked') = (${t.revokedReason} is not null)`),
    index('snapshots_building').on(t.studyId, t.createdAt).where(sql`state = 'building'`),
  ],
)

/** A finished snapshot's files, in the pieces they are served by. */
export const snapshotChunks = pgTable(
  'snapshot_chunks',
  {
    studyId: studyId(),
    snapshotId: text('snapshot_id').notNull(),
    path: text('path').notNull(),
    number: integer('number').notNull(),
    bytes: bytea('bytes').notNull(),
  },
  (t) => [
    primaryKey({ name: 'snapshot_chunks_pk', columns: [t.studyId, t.snapshotId, t.path, t.number] }),
    foreignKey({
      name: 'snapshot_chunks_snapshot',
      columns: [t.studyId, t.snapshotId],
      foreignColumns: [snapshots.studyId, snapshots.id],
    }),
  ],
)
