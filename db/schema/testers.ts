import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core'
import { at, bigId, bytea, now, ref, studyId } from './columns.ts'

export const invites = pgTable(
  'invites',
  {
    studyId: studyId(),
    id: bigId(),
    hash: bytea('hash').notNull(),
    kind: text('kind').notNull(),
    label: text('label').notNull(),
    cap: integer('cap'),
    joined: integer('joined').notNull().default(0),
    expiresAt: at('expires_at'),
    revokedAt: at('revoked_at'),
    createdAt: now('created_at'),
  },
  (t) => [
    primaryKey({ name: 'invites_pk', columns: [t.studyId, t.id] }),
    index('invites_hash').on(t.hash),
    check('invites_kind', sql`${t.kind} in ('open', 'personal')`),
  ],
)

/** Every consent text a study ever had: who agreed can be shown what they agreed to. Append-only by trigger. */
export const consentTexts = pgTable(
  'consent_texts',
  {
    studyId: studyId(),
    version: integer('version').notNull(),
    hash: bytea('hash').notNull(),
    text: text('text').notNull(),
    at: now('at'),
  },
  (t) => [primaryKey({ name: 'consent_texts_pk', columns: [t.studyId, t.version] })],
)

export const testers = pgTable(
  'testers',
  {
    studyId: studyId(),
    id: bigId(),
    inviteId: ref('invite_id'),
    pseudonym: text('pseudonym').notNull(),
    tokenHash: bytea('token_hash').notNull(),
    consentVersion: integer('consent_version').notNull(),
    consentHash: bytea('consent_hash'),
    consentAt: now('consent_at'),
    mayPublish: boolean('may_publish'),
    promisedMinutes: integer('promised_minutes'),
    promiseMetAt: at('promise_met_at'),
    practised: integer('practised').notNull().default(0),
    restedAt: now('rested_at'),
    restedVotes: integer('rested_votes').notNull().default(0),
    locale: text('locale').notNull(),
    simulated: boolean('simulated').notNull().default(false),
    votes: integer('votes').notNull().default(0),
    skips: integer('skips').notNull().default(0),
    finishedAt: at('finished_at'),
    votesAtReport: integer('votes_at_report'),
    /** Whether somebody who was signed in joined: staff may know what the answers are. */
    byStaff: boolean('by_staff').notNull().default(false),
    withdrawnAt: at('withdrawn_at'),
    /** Whether their answers take slots: those of somebody left out, or gone, are asked of others instead. */
    holdsSlots: boolean('holds_slots').notNull().default(true),
  },
  (t) => [
    primaryKey({ name: 'testers_pk', columns: [t.studyId, t.id] }),
    unique('testers_token').on(t.studyId, t.tokenHash),
    unique('testers_pseudonym').on(t.studyId, t.pseudonym),
    foreignKey({
      name: 'testers_invite',
      columns: [t.studyId, t.inviteId],
      foreignColumns: [invites.studyId, invites.id],
    }),
    foreignKey({
      name: 'testers_consent',
      columns: [t.studyId, t.consentVersion],
      foreignColumns: [consentTexts.studyId, consentTexts.version],
    }),
    index('testers_by_invite').on(t.studyId, t.inviteId),
  ],
)

export const exclusions = pgTable(
  'exclusions',
  {
    studyId: studyId(),
    id: bigId(),
    testerId: ref('tester_id'),
    rule: text('rule').notNull(),
    reason: text('reason').notNull(),
    by: text('by').notNull(),
    /** Whether others are asked for the answers left out. */
    replaces: boolean('replaces').notNull().default(true),
    at: now('at'),
    liftedAt: at('lifted_at'),
  },
  (t) => [
    primaryKey({ name: 'exclusions_pk', columns: [t.studyId, t.id] }),
    foreignKey({
      name: 'exclusions_tester',
      columns: [t.studyId, t.testerId],
      foreignColumns: [testers.studyId, testers.id],
    }),
  ],
)
