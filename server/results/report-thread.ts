import type { Worker } from 'node:worker_threads'
import { voteTableOf } from '../report/answers.ts'
import { type Report, type ReportRequest, reportOf } from '../report/report.ts'
import type { Job } from '../report/worker.ts'
import { type Ranking, rank } from '../stats/ranking/ranking.ts'
import { openThread } from '../threads/thread.ts'

/** Up to so many answers the server works out itself between two requests; more would hold up those who vote. */
export const fewAnswers = 3_000

type Waiting = { resolve: (answer: never) => void; reject: (error: Error) => void }
type Answered = { id: number; answer?: never; refusal?: string | null; fault?: string }

let thread: Worker | null = null
let lastId = 0
const waiting = new Map<number, Waiting>()

export async function workOutReport(request: ReportRequest): Promise<Report> {
  return request.everyone.length <= fewAnswers ? reportOf(request) : ask<Report>('report', request)
}

export async function workOutRanking(request: ReportRequest): Promise<Ranking> {
  return request.everyone.length <= fewAnswers
    ? rank(voteTableOf(request.counted).table, request.options)
    : ask<Ranking>('ranking', request)
}

/** The thread keeps the process alive only while somebody waits. */
function ask<Answer>(kind: Job['kind'], request: ReportRequest): Promise<Answer> {
  thread ??= startThread()
  thread.ref()
  const id = ++lastId
  thread.postMessage({ id, kind, request } satisfies Job)
  return new Promise<Answer>((resolve, reject) => waiting.set(id, { resolve, reject }))
}

function startThread(): Worker {
  const worker = openThread(new URL('../report/worker', import.meta.url))
  worker.on('message', ({ id, answer, refusal, fault }: Answered) => {
    const asked = waiting.get(id)
    waiting.delete(id)
    if (waiting.size === 0) worker.unref()
    if (refusal) asked?.reject(new RangeError(refusal))
    else if (fault) asked?.reject(new Error(fault))
    else asked?.resolve(answer as never)
  })
  const died = (error: unknown) => {
    if (thread === worker) thread = null
    for (const { reject } of waiting.values()) reject(new Error('The results thread ended', { cause: error }))
    waiting.clear()
  }
  worker.on('error', died)
  worker.on('exit', died)
  return worker
}
