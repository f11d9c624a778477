import { Hono } from 'hono'
import { serverCounts } from '../../../db/studies/counts.ts'
import { NotFound } from '../../domain/refusals.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requireActor } from '../../http/auth.ts'
import type { Gauge } from '../../metrics.ts'

/** For a Prometheus with a token of scope admin. A token for one study learns nothing about the others. */
export const metricRoutes = new Hono<AppEnv>().get('/metrics', requireActor('metrics:read'), async (c) => {
  const actor = c.get('actor')
  if (actor.kind === 'token' && actor.studyId !== null) throw new NotFound('There is nothing here')
  const { answers, studies, connections } = await serverCounts(c.get('db'))
  const { rss, heapUsed } = process.memoryUsage()
  const gauges: Gauge[] = [
    { name: 'tiebreak_answers_total', type: 'counter', help: 'Answers stored', values: [[{}, answers]] },
    { name: 'tiebreak_studies', type: 'gauge', help: 'Studies by state', values: byState(studies) },
    {
      name: 'tiebreak_database_connections',
      type: 'gauge',
      help: 'Connections of all processes to the database',
      values: byState(connections),
    },
    {
      name: 'tiebreak_memory_bytes',
      type: 'gauge',
      help: 'Memory of this process',
      values: [
        [{ kind: 'rss' }, rss],
        [{ kind: 'heap' }, heapUsed],
      ],
    },
  ]
  return c.body(c.get('metrics').text(gauges), 200, {
    'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
  })
})

const byState = (counts: Record<string, number>): Gauge['values'] =>
  Object.entries(counts).map(([state, count]) => [{ state }, count])
