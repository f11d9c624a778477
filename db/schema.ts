import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  customType,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
const at = (name: string) => timestamp(name, { withTimezone: true })
const now = (name: string) => at(name).notNull().defaultNow()
const bigId = () => bigint('id', { mode: 'number' }).notNull().generatedAlwaysAsIdentity()
const ref = (name: string) => bigint(name, { mode: 'number' }).notNull()
const studyId = () => integer('study_id').notNull()

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
  },
  (t) => [check('ballot_boxes_state', sql`${t.state} in ('draft', 'open', 'paused', 'closed')`)],
)

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

export const renderings = pgTable(
  'renderings',
  { studyId: studyId(), hash: bytea('hash').notNull(), html: text('html').notNull() },
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

export const pairs = pgTable(
  'pairs',
  {
    studyId: studyId(),
    id: bigId(),
    promptId: ref('prompt_id'),
    outputLo: ref('output_lo'),
    outputHi: ref('output_hi'),
    modelLo: ref('model_lo'),
    modelHi: ref('model_hi'),
    slots: integer('slots').notNull(),
    taken: integer('taken').notNull().default(0),
    shownLoFirst: integer('shown_lo_first').notNull().default(0),
    shownHiFirst: integer('shown_hi_first').notNull().default(0),
    probability: doublePrecision('probability'),
  },
  (t) => [
    primaryKey({ name: 'pairs_pk', columns: [t.studyId, t.id] }),
    unique('pairs_outputs').on(t.studyId, t.outputLo, t.outputHi),
    check('pairs_taken', sql`${t.taken} between 0 and ${t.slots}`),
    check('pairs_order', sql`${t.outputLo} < ${t.outputHi}`),
    foreignKey({
      name: 'pairs_output_lo',
      columns: [t.studyId, t.outputLo],
      foreignColumns: [outputs.studyId, outputs.id],
    }),
    foreignKey({
      name: 'pairs_output_hi',
      columns: [t.studyId, t.outputHi],
      foreignColumns: [outputs.studyId, outputs.id],
    }),
    index('pairs_open').on(t.studyId, t.id).where(sql`taken < slots`),
    index('pairs_models').on(t.studyId, t.modelLo, t.modelHi),
  ],
)

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
    withdrawnAt: at('withdrawn_at'),
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

export const exclusions = pgTable(
  'exclusions',
  {
    studyId: studyId(),
    id: bigId(),
    testerId: ref('tester_id'),
    rule: text('rule').notNull(),
    reason: text('reason').notNull(),
    by: text('by').notNull(),
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

export const judges = pgTable(
  'judges',
  {
    studyId: studyId(),
    id: bigId(),
    name: text('name').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: now('created_at'),
  },
  (t) => [
    primaryKey({ name: 'judges_pk', columns: [t.studyId, t.id] }),
    unique('judges_name').on(t.studyId, t.name),
  ],
)

/** What an automatic judge said of two outputs, `first` shown first. Never counted among the votes. */
export const verdicts = pgTable(
  'verdicts',
  {
    studyId: studyId(),
    judgeId: ref('judge_id'),
    outputFirst: ref('output_first'),
    outputSecond: ref('output_second'),
    outcome: text('outcome').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ name: 'verdicts_pk', columns: [t.studyId, t.judgeId, t.outputFirst, t.outputSecond] }),
    check('verdicts_outcome', sql`${t.outcome} in ('a', 'b', 'tie', 'both_bad')`),
    check('verdicts_two_outputs', sql`${t.outputFirst} <> ${t.outputSecond}`),
    foreignKey({
      name: 'verdicts_judge',
      columns: [t.studyId, t.judgeId],
      foreignColumns: [judges.studyId, judges.id],
    }),
    foreignKey({
      name: 'verdicts_output_first',
      columns: [t.studyId, t.outputFirst],
      foreignColumns: [outputs.studyId, outputs.id],
    }),
    foreignKey({
      name: 'verdicts_output_second',
      columns: [t.studyId, t.outputSecond],
      foreignColumns: [outputs.studyId, outputs.id],
    }),
  ],
)

/** A number an automatic judge gave one output. */
export const judgeScores = pgTable(
  'judge_scores',
  {
    studyId: studyId(),
    judgeId: ref('judge_id'),
    outputId: ref('output_id'),
    score: doublePrecision('score').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ name: 'judge_scores_pk', columns: [t.studyId, t.judgeId, t.outputId] }),
    foreignKey({
      name: 'judge_scores_judge',
      columns: [t.studyId, t.judgeId],
      foreignColumns: [judges.studyId, judges.id],
    }),
    foreignKey({
      name: 'judge_scores_output',
      columns: [t.studyId, t.outputId],
      foreignColumns: [outputs.studyId, outputs.id],
    }),
  ],
)

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

/** What a request with an Idempotency-Key was answered, sealed with a key only its sender holds. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    tokenId: integer('token_id')
      .notNull()
      .references(() => apiTokens.id),
    key: bytea('key').notNull(),
    request: bytea('request').notNull(),
    answer: bytea('answer'),
    createdAt: now('created_at'),
  },
  (t) => [
    primaryKey({ name: 'idempotency_keys_pk', columns: [t.tokenId, t.key] }),
    index('idempotency_keys_age').on(t.createdAt),
  ],
)

/** How many requests a token has made in its current minute. */
export const tokenUsage = pgTable('token_usage', {
  tokenId: integer('token_id')
    .primaryKey()
    .references(() => apiTokens.id),
  minute: at('minute').notNull(),
  requests: integer('requests').notNull(),
})
