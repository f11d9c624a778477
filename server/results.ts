import { modelsOf } from '../db/batches.ts'
import type { Db } from '../db/client.ts'
import { type CountedVote, countedVotes, voteSequence } from '../db/exports.ts'
import type { Study } from '../db/studies.ts'
import { type Ranking, type RankOptions, rank } from './stats/ranking.ts'
import { Outcome, selectVotes, type VoteTable, VoteTableBuilder } from './stats/vote-table.ts'

export type StudyRanking = Ranking & { study: string; position: number }

type Loaded = { position: number; builder: VoteTableBuilder }
type Asked = { study: Pick<Study, 'id' | 'slug'>; options: RankOptions; clean: boolean }

const mostStudies = 50
const loadedBy = new WeakMap<Db, Map<number, Promise<Loaded>>>()
const rankedBy = new WeakMap<Db, Map<number, { key: string; ranking: StudyRanking }>>()

/** The ranking of a study as its votes stand. What has not changed is not fitted again. */
export async function studyRanking(db: Db, { study, options, clean }: Asked): Promise<StudyRanking> {
  const { table, position, excluded } = await studyVotes(db, { studyId: study.id, clean })
  const key = JSON.stringify([position, clean ? excluded : null, table.models, options])
  const ranked = rankedBy.get(db) ?? new Map()
  rankedBy.set(db, ranked)
  const known = ranked.get(study.id)
  if (known?.key === key) return known.ranking
  const ranking = { ...rank(table, options), study: study.slug, position }
  ranked.set(study.id, { key, ranking })
  return ranking
}

/** The votes that count, in columns: read once, then only what is new. */
export async function studyVotes(
  db: Db,
  { studyId, clean }: { studyId: number; clean: boolean },
): Promise<{ table: VoteTable; position: number; excluded: string[] }> {
  const cache = loadedBy.get(db) ?? new Map<number, Promise<Loaded>>()
  loadedBy.set(db, cache)
  const before = await cache.get(studyId)?.catch(() => null)
  const { position, revised, excluded } = await voteSequence(db, { studyId, since: before?.position ?? 0 })
  const usable = before && !revised && before.position <= position ? before : null
  const loading =
    usable?.position === position ? Promise.resolve(usable) : extend(db, { studyId, position, from: usable })
  cache.delete(studyId)
  cache.set(studyId, loading)
  if (cache.size > mostStudies) cache.delete(cache.keys().next().value as number)

  const { builder } = await loading
  for (const model of await modelsOf(db, studyId)) builder.model(model.name)
  const table = builder.table()
  return { table: clean ? withoutTesters(table, excluded) : table, position, excluded }
}

type Extension = { studyId: number; position: number; from: Loaded | null }

async function extend(db: Db, { studyId, position, from }: Extension): Promise<Loaded> {
  const builder = from?.builder ?? new VoteTableBuilder()
  for await (const votes of countedVotes(db, { studyId, after: from?.position ?? 0, upTo: position })) {
    for (const vote of votes) add(builder, vote)
  }
  return { position, builder }
}

const outcomes = { a: Outcome.first, b: Outcome.second, tie: Outcome.tie, both_bad: Outcome.bothBad }

function add(builder: VoteTableBuilder, vote: CountedVote): void {
  if (vote.outcome === 'skip') {
    builder.skips += 1
    return
  }
  builder.push({
    first: builder.model(vote.first),
    second: builder.model(vote.second),
    outcome: outcomes[vote.outcome],
    tester: builder.tester(vote.tester),
    prompt: builder.prompt(vote.prompt),
  })
}

function withoutTesters(table: VoteTable, excluded: string[]): VoteTable {
  const out = new Set(excluded)
  const keep = (row: number) => !out.has(table.testers[table.tester?.[row] ?? -1] ?? '')
  return selectVotes(table, { keep, models: table.models, place: Int32Array.from(table.models, (_, n) => n) })
}
