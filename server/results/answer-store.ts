import type { Db } from '../../db/connection/client.ts'
import {
  answersBetween,
  comparedPairs,
  outputTexts,
  promptLabels,
  type StoredAnswer,
  studyModels,
  testerNames,
  type VoteSequence,
  voteSequence,
} from '../../db/voting/answers.ts'
import { styleFeatures } from '../stats/ranking/style-features.ts'
import { AnswerLog } from './answer-log.ts'
import type { Directory } from './directory.ts'

/** A study's answers as they stand. The log is shared by all who read it and only ever grows. */
export type StudyAnswers = VoteSequence & { log: AnswerLog }

const mostStudies = 50
const logsBy = new WeakMap<Db, Map<number, Promise<AnswerLog>>>()

/**
 * The answers of a study in columns: read once, then only what is new by position. Several processes agree, since each
 * reads the same sequence; readers of one process take turns.
 */
export async function studyAnswers(db: Db, studyId: number): Promise<StudyAnswers> {
  const logs = logsBy.get(db) ?? new Map<number, Promise<AnswerLog>>()
  logsBy.set(db, logs)
  const sequence = await voteSequence(db, studyId)
  const { position } = sequence
  const before = logs.get(studyId)?.catch(() => new AnswerLog()) ?? new AnswerLog()
  const reading = Promise.resolve(before).then((log) => extend(db, { studyId, log, upTo: position }))
  logs.delete(studyId)
  logs.set(studyId, reading)
  if (logs.size > mostStudies) logs.delete(logs.keys().next().value as number)
  return { ...sequence, log: await reading }
}

type Extension = { studyId: number; log: AnswerLog; upTo: number }

async function extend(db: Db, { studyId, log, upTo }: Extension): Promise<AnswerLog> {
  for (const model of await studyModels(db, studyId)) log.models.add(model)
  if (log.position >= upTo) return log
  for await (const answers of answersBetween(db, { studyId, after: log.position, upTo })) {
    await introduce(db, { studyId, log, answers })
    for (const answer of answers) log.push(answer)
    log.position = answers.at(-1)?.position ?? log.position
  }
  log.position = upTo
  return log
}

type Introduction = { studyId: number; log: AnswerLog; answers: StoredAnswer[] }

/** Reads what the answers refer to and the log does not know yet. */
async function introduce(db: Db, { studyId, log, answers }: Introduction): Promise<void> {
  const testers = unknown(
    log.testers,
    answers.map(({ tester }) => tester),
  )
  if (testers.length > 0) addAll(log.testers, await testerNames(db, { studyId, ids: testers }))
  const ids = unknown(
    log.pairs,
    answers.map(({ pair }) => pair),
  )
  if (ids.length === 0) return
  const pairs = await comparedPairs(db, { studyId, ids })
  const prompts = unknown(
    log.prompts,
    pairs.map(({ prompt }) => prompt),
  )
  if (prompts.length > 0) addAll(log.prompts, await promptLabels(db, { studyId, ids: prompts }))
  const outputs = unknown(
    log.outputs,
    pairs.flatMap(({ outputLo, outputHi }) => [outputLo, outputHi]),
  )
  for (let from = 0; from < outputs.length; from += textsAtOnce) {
    const texts = await outputTexts(db, { studyId, ids: outputs.slice(from, from + textsAtOnce) })
    for (const { id, text } of texts) log.outputs.add({ id, style: styleFeatures(text) })
  }
  addAll(log.pairs, pairs)
}

const textsAtOnce = 500

const unknown = (directory: Directory<{ id: number }>, ids: number[]): number[] => [
  ...new Set(ids.filter((id) => !directory.has(id))),
]

function addAll<Row extends { id: number }>(directory: Directory<Row>, rows: Row[]): void {
  for (const row of rows) directory.add(row)
}
