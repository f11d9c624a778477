import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { at, bytea, now, ref, studyId } from './columns.ts'
import { pairs } from './pairs.ts'
import { testers } from './testers.ts'

export const comparisons = pgTable(
  'comparisons',
  {
    studyId: studyId(),
    id: text('id').notNull(),
    pairId: bigint('pair_id', { mode: 'number' }),
    /** Of practice and checks, which have no pair: the place in the study's list, from 0. */
    item: integer('item'),
    testerId: ref('tester_id'),
    swapped: boolean('swapped').notNull(),
    purpose: text('purpose').notNull(),
    state: text('state').notNull().default('reserved'),
    probability: doublePrecision('probability'),
    shownAt: now('shown_at'),
    reservedUntil: at('reserved_until').notNull(),
    answeredAt: at('answered_at'),
    revision: integer('revision').notNull().default(0),
    answerHash: bytea('answer_hash'),
    repeatOf: text('repeat_of'),
    /** The slot it held was given back after it was answered: its tester was excluded or withdrew. */
    slotReturned: boolean('slot_returned').notNull().default(false),
  },
  (t) => [
    primaryKey({ name: 'comparisons_pk', columns: [t.studyId, t.id] }),
    check('comparisons_purpose', sql`${t.purpose} in ('vote', 'repeat', 'practice', 'check')`),
    check(
      'comparisons_subject',
      sql`(${t.purpose} in ('vote', 'repeat')) = (${t.pairId} is not null) and (${t.pairId} is null) = (${t.item} is not null)`,
    ),
    check('comparisons_state', sql`${t.state} in ('reserved', 'answered', 'skipped', 'lapsed', 'reopened')`),
    uniqueIndex('comparisons_one_live').on(t.studyId, t.testerId).where(sql`state = 'reserved'`),
    uniqueIndex('comparisons_one_reopened').on(t.studyId, t.testerId).where(sql`state = 'reopened'`),
    uniqueIndex('comparisons_pair_once').on(t.studyId, t.testerId, t.pairId).where(sql`purpose = 'vote'`),
    uniqueIndex('comparisons_practice_once')
      .on(t.studyId, t.testerId, t.item)
      .where(sql`purpose = 'practice' and state <> 'lapsed'`),
    uniqueIndex('comparisons_repeat_once').on(t.studyId, t.repeatOf),
    index('comparisons_by_pair').on(t.studyId, t.pairId),
    index('comparisons_by_tester').on(t.studyId, t.testerId),
    index('comparisons_lapsing').on(t.studyId, t.reservedUntil).where(sql`state = 'reserved'`),
    foreignKey({
      name: 'comparisons_pair',
      columns: [t.studyId, t.pairId],
      foreignColumns: [pairs.studyId, pairs.id],
    }),
    foreignKey({
      name: 'comparisons_tester',
      columns: [t.studyId, t.testerId],
      foreignColumns: [testers.studyId, testers.id],
    }),
  ],
)

export const votes = pgTable(
  'votes',
  {
    studyId: studyId(),
    comparisonId: text('comparison_id').notNull(),
    revision: integer('revision').notNull(),
    position: bigint('position', { mode: 'number' }).notNull(),
    outcome: text('outcome').notNull(),
    strength: integer('strength'),
    scoreA: integer('score_a'),
    scoreB: integer('score_b'),
    criteria: jsonb('criteria').notNull(),
    reasons: text('reasons').array().notNull(),
    comment: text('comment').notNull(),
    seconds: doublePrecision('seconds'),
    claims: jsonb('claims').notNull(),
    input: text('input').notNull(),
    at: now('at'),
    // Both are filled by a trigger. A column added later must be nullable, or the hash of older votes changes.
    nonce: uuid('nonce'),
    hash: bytea('hash'),
    /** Whether the answer had been on the tester's screen when they chose, as their browser claims; null without a script. */
    seenA: boolean('seen_a'),
    seenB: boolean('seen_b'),
  },
  (t) => [
    primaryKey({ name: 'votes_pk', columns: [t.studyId, t.comparisonId, t.revision] }),
    unique('votes_position').on(t.studyId, t.position),
    check('votes_outcome', sql`${t.outcome} in ('a', 'b', 'tie', 'both_bad', 'skip')`),
    check('votes_scores', sql`${t.scoreA} between 1 and 5 and ${t.scoreB} between 1 and 5`),
    foreignKey({
      name: 'votes_comparison',
      columns: [t.studyId, t.comparisonId],
      foreignColumns: [comparisons.studyId, comparisons.id],
    }),
  ],
)

/** Seals the votes from the position after the seal before up to its own: hash = sha256(previous || leaves). */
export const seals = pgTable(
  'seals',
  {
    studyId: studyId(),
    position: ref('position'),
    previous: bytea('previous').notNull(),
    leaves: bytea('leaves').notNull(),
    hash: bytea('hash').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ name: 'seals_pk', columns: [t.studyId, t.position] }),
    unique('seals_previous').on(t.studyId, t.previous),
  ],
)
