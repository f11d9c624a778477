import { parentPort } from 'node:worker_threads'
import { rank } from '../stats/ranking/ranking.ts'
import { voteTableOf } from './answers.ts'
import { type ReportRequest, reportOf } from './report.ts'

export type Job = { id: number; kind: 'report' | 'ranking'; request: ReportRequest }

/** The thread that works out what many votes say, so that the server can go on taking votes. */
parentPort?.on('message', ({ id, kind, request }: Job) => {
  try {
    const answer =
      kind === 'report' ? reportOf(request) : rank(voteTableOf(request.counted).table, request.options)
    parentPort?.postMessage({ id, answer })
  } catch (error) {
    const refusal = error instanceof RangeError ? error.message : null
    parentPort?.postMessage({ id, refusal, fault: error instanceof Error ? error.stack : String(error) })
  }
})
