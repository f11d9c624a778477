import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core'
import { at, bigId, bytea, now, ref, studyId } from './columns.ts'

export const batches = pgTable(
  'batches',
  {
    studyId: studyId(),
    id: bigId(),
    state: text('state').notNull(),
    files: text('files').array().notNull(),
    contentHash: text('content_hash'),
    report: jsonb('report'),
    createdBy: text('created_by').notNull(),
    createdAt: now('created_at'),
    publishedAt: at('published_at'),
    later: boolean('later').notNull().default(false),
    options: jsonb('options'),
    reading: integer('reading').notNull().default(0),
    progress: jsonb('progress'),
    heartbeatAt: at('heartbeat_at'),
    readAt: at('read_at'),
  },
  (t) => [
    primaryKey({ name: 'batches_pk', columns: [t.studyId, t.id] }),
    check('batches_state', sql`${t.state} in ('staged', 'published', 'rejected', 'discarded')`),
  ],
)

export const batchFiles = pgTable(
  'batch_files',
  {
    studyId: studyId(),
    batchId: ref('batch_id'),
    number: integer('number').notNull(),
    name: text('name').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'batch_files_pk', columns: [t.studyId, t.batchId, t.number] }),
    foreignKey({
      name: 'batch_files_batch',
      columns: [t.studyId, t.batchId],
      foreignColumns: [batches.studyId, batches.id],
    }),
  ],
)

export const batchChunks = pgTable(
  'batch_chunks',
  {
    studyId: studyId(),
    batchId: ref('batch_id'),
    file: integer('file').notNull(),
    number: integer('number').notNull(),
    data: bytea('data').notNull(),
  },
  (t) => [
    primaryKey({ name: 'batch_chunks_pk', columns: [t.studyId, t.batchId, t.file, t.number] }),
    foreignKey({
      name: 'batch_chunks_batch',
      columns: [t.studyId, t.batchId],
      foreignColumns: [batches.studyId, batches.id],
    }),
  ],
)

export const stagedRows = pgTable(
  'staged_rows',
  {
    studyId: studyId(),
    batchId: ref('batch_id'),
    number: integer('number').notNull(),
    row: jsonb('row').notNull(),
  },
  (t) => [
    primaryKey({ name: 'staged_rows_pk', columns: [t.studyId, t.batchId, t.number] }),
    foreignKey({
      name: 'staged_rows_batch',
      columns: [t.studyId, t.batchId],
      foreignColumns: [batches.studyId, batches.id],
    }),
  ],
)
