import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { type Context, Hono } from 'hono'
import { packageRoot } from '../../../db/connection/package-root.ts'
import { layResults, StudyResultsPage } from '../../../views/admin/results/results.tsx'
import { Invalid, NotFound } from '../../domain/refusals.ts'
import { csv } from '../../formats/exports/files/csv.ts'
import type { Value } from '../../formats/exports/rows/column.ts'
import { frameOf, plainStudyOf, queryOf } from '../../http/admin-request.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requirePerson } from '../../http/auth.ts'
import { chartFile } from '../../results/chart-file.ts'
import { readRankQuery } from '../../results/rank-query.ts'
import { studyRanking } from '../../results/results.ts'
import { layoutOf, rankQueryOf, resultsOf } from '../../results/results-page.ts'
import type { Ranking } from '../../stats/ranking/ranking.ts'
import { planOf } from '../../study/study-plan.ts'

const chartStyles = readFileSync(join(packageRoot, 'public/charts.css'), 'utf8')

export const resultPages = new Hono<AppEnv>()

resultPages.get('/studies/:slug/results', requirePerson('results:read'), async (c) => {
  const study = await plainStudyOf(c)
  try {
    const page = await pageOf(c, study)
    const layout = layoutOf(page, layResults)
    return c.html(<StudyResultsPage frame={frameOf(c)} study={study} results={page.props} layout={layout} />)
  } catch (error) {
    return c.html(<StudyResultsPage frame={frameOf(c)} study={study} problem={reasonOf(error)} />, 422)
  }
})

resultPages.get('/studies/:slug/results.json', requirePerson('results:read'), async (c) =>
  c.json(await rankingOf(c)),
)

resultPages.get('/studies/:slug/results.csv', requirePerson('results:read'), async (c) => {
  const { models, study, position } = await rankingOf(c)
  return c.body(await tableOf(models), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${study}-results-${position}.csv"`,
  })
})

resultPages.get('/studies/:slug/results/charts/:file', requirePerson('results:read'), async (c) => {
  const study = await plainStudyOf(c)
  const [, id] = /^([a-z0-9-]+)\.svg$/.exec(c.req.param('file')) ?? []
  const page = await pageOf(c, study).catch((error: unknown) => {
    throw new Invalid(reasonOf(error))
  })
  const drawing = id && chartFile(layoutOf(page, layResults), { id, css: chartStyles })
  if (!drawing) throw new NotFound('No such chart')
  return c.body(drawing, 200, {
    'Content-Type': 'image/svg+xml; charset=utf-8',
    'Content-Disposition': `attachment; filename="${study.slug}-${id}-${page.props.position}.svg"`,
  })
})

async function pageOf(c: Context<AppEnv>, study: Awaited<ReturnType<typeof plainStudyOf>>) {
  const plan = await planOf(c.get('db'), study)
  return resultsOf(c.get('db'), { study, plan, query: queryOf(c) })
}

async function tableOf(models: Ranking['models']): Promise<string> {
  const names = Object.keys(models[0] ?? {}) as (keyof Ranking['models'][number])[]
  const columns = names.map((name) => {
    const of = (model: Ranking['models'][number]): Value => model[name]
    return { name, type: 'text' as const, of }
  })
  let text = ''
  for await (const chunk of csv(columns, Readable.from([models]), { spreadsheet: true })) text += chunk
  return text
}

async function rankingOf(c: Context<AppEnv>) {
  const study = await plainStudyOf(c)
  const asked = readRankQuery(rankQueryOf(queryOf(c)))
  return studyRanking(c.get('db'), { study, ...asked }).catch((error: unknown) => {
    throw new Invalid(reasonOf(error))
  })
}

/** Options that make no sense are the visitor's: an anchor that is no model, a level of 2. */
function reasonOf(error: unknown): string {
  if (error instanceof Invalid) {
    const details = error.issues.map(({ pointer, detail }) => `${pointer.slice(2)} ${detail}`)
    return details.length > 0 ? `${error.message}: ${details.join('; ')}` : error.message
  }
  if (error instanceof RangeError) return error.message
  throw error
}
