import { sql } from 'drizzle-orm'
import { bigint, check, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { bytea, now } from './columns.ts'

export const studies = pgTable(
  'studies',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    slug: text('slug').notNull().unique('studies_slug'),
    key: text('key').notNull().unique('studies_key'),
    name: text('name').notNull(),
    question: text('question').notNull(),
    instructions: text('instructions').notNull(),
    consent: text('consent').notNull(),
    consentVersion: integer('consent_version').notNull().default(1),
    settings: jsonb('settings').notNull(),
    frozenHash: text('frozen_hash'),
    /** Signs links to snapshots and salts the pseudonyms in them; never leaves the database's callers. */
    secret: bytea('secret')
      .notNull()
      .default(sql`sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea)`),
    masks: text('masks').array().notNull().default([]),
    /** How many batches were published: the next one has looked at them all. */
    publications: integer('publications').notNull().default(0),
    createdAt: now('created_at'),
  },
  (t) => [check('studies_slug_shape', sql`${t.slug} ~ '^[a-z0-9][a-z0-9-]{0,62}$'`)],
)

export const ballotBoxes = pgTable(
  'ballot_boxes',
  {
    studyId: integer('study_id').primaryKey(),
    state: text('state').notNull().default('draft'),
    position: bigint('position', { mode: 'number' }).notNull().default(0),
    /** The planned numbers of votes, each with the position it was fixed at: the looks at the data hang on them. */
    plan: jsonb('plan').notNull().default([]),
  },
  (t) => [check('ballot_boxes_state', sql`${t.state} in ('draft', 'open', 'paused', 'closed')`)],
)
