import { sql } from 'drizzle-orm'
import { check, doublePrecision, foreignKey, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import { bigId, now, ref, studyId } from './columns.ts'
import { outputs } from './outputs.ts'

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
