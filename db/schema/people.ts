import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { at, bigId, bytea, now } from './columns.ts'
import { studies } from './studies.ts'

export const people = pgTable(
  'people',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    email: text('email').notNull(),
    passwordHash: text('password_hash').notNull(),
    role: text('role').notNull(),
    createdAt: now('created_at'),
    disabledAt: at('disabled_at'),
  },
  (t) => [
    uniqueIndex('people_email').on(sql`lower(${t.email})`),
    check('people_role', sql`${t.role} in ('owner', 'admin', 'analyst', 'data_reader')`),
  ],
)

export const sessions = pgTable(
  'sessions',
  {
    hash: bytea('hash').primaryKey(),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    csrf: text('csrf').notNull(),
    createdAt: now('created_at'),
    expiresAt: at('expires_at').notNull(),
  },
  (t) => [index('sessions_person').on(t.personId)],
)

export const setupCodes = pgTable('setup_codes', {
  hash: bytea('hash').primaryKey(),
  createdAt: now('created_at'),
})

export const loginAttempts = pgTable(
  'login_attempts',
  {
    id: bigId().primaryKey(),
    email: text('email').notNull(),
    at: now('at'),
  },
  (t) => [index('login_attempts_email').on(t.email, t.at)],
)

export const apiTokens = pgTable('api_tokens', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  hash: bytea('hash').notNull().unique('api_tokens_hash'),
  name: text('name').notNull(),
  scopes: text('scopes').array().notNull(),
  studyId: integer('study_id').references(() => studies.id),
  createdBy: text('created_by').notNull(),
  createdAt: now('created_at'),
  expiresAt: at('expires_at'),
  revokedAt: at('revoked_at'),
})

export const audit = pgTable(
  'audit',
  {
    id: bigId().primaryKey(),
    at: now('at'),
    actor: text('actor').notNull(),
    act: text('act').notNull(),
    studyId: integer('study_id'),
    subject: text('subject').notNull(),
    details: jsonb('details').notNull(),
  },
  (t) => [index('audit_study').on(t.studyId, t.id)],
)
