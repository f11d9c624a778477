import { index, integer, pgTable, primaryKey } from 'drizzle-orm/pg-core'
import { at, bytea, now } from './columns.ts'
import { apiTokens } from './people.ts'

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
