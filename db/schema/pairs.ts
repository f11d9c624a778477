import { sql } from 'drizzle-orm'
import {
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  unique,
} from 'drizzle-orm/pg-core'
import { bigId, ref, studyId } from './columns.ts'
import { outputs } from './outputs.ts'

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
