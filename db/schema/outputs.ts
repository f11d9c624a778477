import {
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
} from 'drizzle-orm/pg-core'
import { at, bigId, bytea, ref, studyId } from './columns.ts'
import { batches } from './uploads.ts'

export const models = pgTable(
  'models',
  {
    studyId: studyId(),
    id: bigId(),
    name: text('name').notNull(),
    approach: text('approach'),
    cost: doublePrecision('cost'),
    latency: doublePrecision('latency'),
    withdrawnAt: at('withdrawn_at'),
  },
  (t) => [
    primaryKey({ name: 'models_pk', columns: [t.studyId, t.id] }),
    unique('models_name').on(t.studyId, t.name),
  ],
)

export const prompts = pgTable(
  'prompts',
  {
    studyId: studyId(),
    id: bigId(),
    externalId: text('external_id').notNull(),
    contentHash: bytea('content_hash').notNull(),
    messages: jsonb('messages').notNull(),
    tags: text('tags').array().notNull(),
    language: text('language').notNull(),
    group: text('group').notNull(),
    withdrawnAt: at('withdrawn_at'),
  },
  (t) => [
    primaryKey({ name: 'prompts_pk', columns: [t.studyId, t.id] }),
    unique('prompts_content').on(t.studyId, t.contentHash),
    unique('prompts_external_id').on(t.studyId, t.externalId),
  ],
)

export const renderings = pgTable(
  'renderings',
  {
    studyId: studyId(),
    hash: bytea('hash').notNull(),
    html: text('html').notNull(),
    layout: smallint('layout').notNull().default(1),
  },
  (t) => [primaryKey({ name: 'renderings_pk', columns: [t.studyId, t.hash] })],
)

export const outputs = pgTable(
  'outputs',
  {
    studyId: studyId(),
    id: bigId(),
    promptId: ref('prompt_id'),
    modelId: ref('model_id'),
    batchId: ref('batch_id'),
    sample: integer('sample').notNull(),
    messages: jsonb('messages').notNull(),
    contentHash: bytea('content_hash').notNull(),
    flags: text('flags').array().notNull(),
  },
  (t) => [
    primaryKey({ name: 'outputs_pk', columns: [t.studyId, t.id] }),
    unique('outputs_content').on(t.studyId, t.promptId, t.modelId, t.contentHash),
    foreignKey({
      name: 'outputs_prompt',
      columns: [t.studyId, t.promptId],
      foreignColumns: [prompts.studyId, prompts.id],
    }),
    foreignKey({
      name: 'outputs_model',
      columns: [t.studyId, t.modelId],
      foreignColumns: [models.studyId, models.id],
    }),
    foreignKey({
      name: 'outputs_batch',
      columns: [t.studyId, t.batchId],
      foreignColumns: [batches.studyId, batches.id],
    }),
    index('outputs_by_model').on(t.studyId, t.modelId, t.promptId),
  ],
)
