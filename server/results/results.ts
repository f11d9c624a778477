import type { Db } from '../../db/connection/client.ts'
import type { Excluded } from '../../db/voting/answers.ts'
import { Invalid } from '../domain/refusals.ts'
import type { Study } from '../domain/study.ts'
import { countVotes } from '../report/answers.ts'
import type { Report, ReportRequest } from '../report/report.ts'
import type { Ranking, RankOptions } from '../stats/ranking/ranking.ts'
import { Memory } from '../threads/memory.ts'
import { type StudyAnswers, studyAnswers } from './answer-store.ts'
import { fewAnswers, workOutRanking, workOutReport } from './report-thread.ts'

export type StudyRanking = Ranking & { study: string; position: number }

/** What the answers said at `position`; `latest` is where the study stands now. */
export type StudyReport = {
  report: Report
  position: number
  latest: number
  excluded: Excluded[]
}

export type Asked = {
  study: Pick<Study, 'id' | 'slug'>
  options: RankOptions
  clean: boolean
  /** As the votes stood then; as they stand now where absent. */
  position?: number | undefined
}

const rankings = new Memory<Ranking>({ most: 40 })
const reports = new Memory<Report>({ most: 20 })
/** The newest report that is ready, by question. */
const ready = new Memory<{ report: Report; position: number }>({ most: 20 })

/** An older report that lacks more than this share of the answers is not shown. */
const mostMissing = 0.01

/** The ranking of a study at a position, exactly. What has not changed is not fitted again. */
export async function studyRanking(db: Db, asked: Asked): Promise<StudyRanking> {
  const answers = await studyAnswers(db, asked.study.id)
  const position = positionOf(asked, answers)
  const ranking = await rankings.remember(db, `${questionOf(asked, answers)} ${position}`, () =>
    workOutRanking(requestOf(asked, answers, position)),
  )
  return { ...ranking, study: asked.study.slug, position }
}

/**
 * Everything a study's answers say, for the page of results. With many answers that takes a thread some seconds: then
 * the last report is shown, with its position, as long as it lacks at most 1 % of the answers, and the next is begun.
 */
export async function studyReport(db: Db, asked: Asked): Promise<StudyReport> {
  const answers = await studyAnswers(db, asked.study.id)
  const position = positionOf(asked, answers)
  const { excluded, position: latest } = answers
  const question = questionOf(asked, answers)
  const before = asked.position === undefined ? await ready.recall(db, question) : undefined
  const work = () => reportAt(db, { asked, answers, position, question })
  if (before && answers.log.length > fewAnswers && isRecent(before.position, position)) {
    if (before.position < position) beginLater(question, work)
    return { ...before, latest, excluded }
  }
  return { report: await work(), position, latest, excluded }
}

const begun = new Set<string>()
/** Handing the answers to the thread takes a moment, so it waits until the page is on its way. */
const patienceMs = 250

/** One at a time for each question; what fails here fails again, aloud, when somebody waits for it. */
function beginLater(question: string, work: () => Promise<Report>): void {
  if (begun.has(question)) return
  begun.add(question)
  const done = () => void begun.delete(question)
  setTimeout(() => void work().then(done, done), patienceMs).unref()
}

const isRecent = (before: number, now: number) => before <= now && before >= now * (1 - mostMissing)

type Work = { asked: Asked; answers: StudyAnswers; position: number; question: string }

async function reportAt(db: Db, { asked, answers, position, question }: Work): Promise<Report> {
  const report = await reports.remember(db, `${question} ${position}`, () =>
    workOutReport(requestOf(asked, answers, position)),
  )
  const newest = await ready.recall(db, question)
  if (asked.position === undefined && (newest?.position ?? -1) < position) {
    ready.replace(db, question, { report, position })
  }
  return report
}

function positionOf({ position }: Asked, answers: StudyAnswers): number {
  if (position === undefined) return answers.position
  if (position <= answers.position) return position
  const detail = `must be at most ${answers.position}, where the votes stand now`
  throw new Invalid('There are no results at this position yet', [{ pointer: '#/position', detail }])
}

/** Who is left out and which models there are is part of the question. */
const questionOf = ({ study, options, clean }: Asked, { log, excluded, plan }: StudyAnswers): string =>
  JSON.stringify([
    study.id,
    options,
    clean ? excluded.map(({ id }) => id) : null,
    log.models.list.length,
    plan,
  ])

function requestOf(
  { options: asked, clean }: Asked,
  { log, excluded, plan }: StudyAnswers,
  position: number,
): ReportRequest {
  const everyone = log.at(position)
  const leftOut = new Set(
    excluded.flatMap(({ id }) => (log.testers.has(id) ? [log.testers.indexOf(id)] : [])),
  )
  const left = clean ? leftOut : new Set<number>()
  const counted = left.size > 0 ? log.at(position, left) : everyone
  const planned = plan
    .filter((one) => one.position <= position)
    .map((one) => ({ ...one, position: countVotes(log.at(one.position, left)) }))
  return { options: { planned, ...asked }, everyone, counted }
}
