import type { Db } from '../../db/connection/client.ts'
import { studyProgress, votesOfPlan } from '../../db/studies/progress.ts'
import { studyModels } from '../../db/voting/answers.ts'
import type { ConvergenceSeries } from '../../views/charts/convergence.tsx'
import type { ResultsProps } from '../../views/results/props.ts'
import type { Study } from '../domain/study.ts'
import { afterPlan } from '../report/after-plan.ts'
import type { Report } from '../report/report.ts'
import type { RankOptions } from '../stats/ranking/ranking.ts'
import { Memory } from '../threads/memory.ts'
import { readRankQuery } from './rank-query.ts'
import { type StudyReport, studyReport } from './results.ts'

type PlainStudy = Pick<Study, 'id' | 'slug' | 'name' | 'state' | 'question'>
type Progress = Awaited<ReturnType<typeof studyProgress>> & {
  /** Votes that count towards the plan. */
  given: number
}

/** As old as the report it stands beside: counting what is planned takes long in a large study. */
const progress = new Memory<Progress>({ most: 100 })

/** What the page shows beside the note on the moment, laid out before: by report, and by all else it depends on. */
const laidOut = new WeakMap<Report, Map<string, string>>()
const mostLayouts = 8

/**
 * The page as HTML. A page of many models takes longer to lay out than all its queries, so a layout is kept as long as
 * its report is.
 */
export function layoutOf({ props, report }: ResultsPage, lay: (props: ResultsProps) => string): string {
  const { study, models, testers, clean, progress, after, funnel, query } = props
  const rules = testers.map(({ excluded }) => excluded)
  const key = JSON.stringify([study, models, rules, clean, progress, after, funnel, query])
  const layouts = laidOut.get(report) ?? new Map<string, string>()
  laidOut.set(report, layouts)
  const html = layouts.get(key) ?? lay(props)
  layouts.set(key, html)
  if (layouts.size > mostLayouts) layouts.delete(layouts.keys().next().value as string)
  return html
}

export type ResultsPage = { props: ResultsProps; report: Report }

/** Everything the page of results shows; what the query leaves out keeps its default. */
export async function resultsOf(
  db: Db,
  { study, plan, query }: { study: PlanningStudy; plan: Asking | null; query: Record<string, string> },
): Promise<ResultsPage> {
  const asked = readRankQuery(rankQueryOf(query))
  const found = await studyReport(db, { study, ...asked })
  const [models, done] = await Promise.all([
    studyModels(db, study.id),
    progress.remember(db, progressKey(study, found), () => progressOf(db, study.id)),
  ])
  return { props: propsOf(found, { study, query, models, plan, done, ...asked }), report: found.report }
}

type PlanningStudy = PlainStudy & Pick<Study, 'plan'>
/** What more votes can be asked of. */
type Asking = { pairs: number; votes_per_pair: number }

/** What changes it: votes, votes left out, and what is planned. */
const progressKey = ({ id, plan }: PlanningStudy, { position, latest, excluded }: StudyReport): string =>
  JSON.stringify([id, position, latest, excluded.map((one) => one.id), plan])

async function progressOf(db: Db, studyId: number): Promise<Progress> {
  const [found, given] = await Promise.all([studyProgress(db, studyId), votesOfPlan(db, studyId)])
  return { ...found, given }
}

type Page = {
  study: PlainStudy
  query: Record<string, string>
  models: Awaited<ReturnType<typeof studyModels>>
  plan: Asking | null
  done: Progress
  options: RankOptions
  clean: boolean
}

/** What a report shows on its page. Exported for those who have a report and no study. */
export function propsOf({ report, position, latest, excluded }: StudyReport, page: Page): ResultsProps {
  const { study, query, options, clean } = page
  const rules = new Map(excluded.map(({ name, rule }) => [name, rule]))
  const progress = { votes: page.done.given, planned: page.done.wanted }
  return {
    ...report,
    study: { slug: study.slug, name: study.name, state: study.state, question: study.question },
    position,
    latest,
    models: page.models.map(({ name, approach, cost, latency }) => ({
      model: name,
      approach,
      costPer1000: cost === null ? null : cost * 1000,
      seconds: latency,
    })),
    options: {
      ties: options.ties ?? 'half',
      both_bad: options.bothBad ?? 'tie',
      order_effect: options.orderEffect ?? 'fit',
      cluster: options.cluster ?? 'auto',
      anchor: options.anchor ?? null,
    },
    testers: report.testers.map((tester) => ({ ...tester, excluded: rules.get(tester.name) ?? '' })),
    clean: { on: clean, excludedVotes: votesOf(report, rules) },
    progress,
    after:
      page.plan &&
      afterPlan(report.decisions, {
        ...progress,
        pairs: page.plan.pairs,
        votesPerPair: page.plan.votes_per_pair,
      }),
    funnel: funnelOf(page.done),
    convergence: seriesOf(report.convergence),
    links: linksOf(study.slug, { query, position }),
    query,
  }
}

const votesOf = ({ testers }: Report, rules: Map<string, string>): number =>
  testers.reduce((sum, { name, votes }) => sum + (rules.has(name) ? votes : 0), 0)

const funnelOf = ({ joined, voted, finished }: Progress): ResultsProps['funnel'] => [
  { label: 'Agreed to take part', people: joined },
  { label: 'Answered at least once', people: voted },
  { label: 'Finished', people: finished },
]

/** One line per model, those that lead now first. */
function seriesOf(tables: Report['convergence']): ConvergenceSeries[] {
  const names = tables.at(-1)?.models.map(({ model }) => model) ?? []
  return names.map((model) => ({
    model,
    points: tables.flatMap(({ votes, models }) => {
      const found = models.find((one) => one.model === model)
      return found ? [{ votes, elo: found.elo, low: found.low, high: found.high }] : []
    }),
  }))
}

type Linked = { query: Record<string, string>; position: number }

/** The data as they are shown here; the permalink gives the same ranking after more votes have come. */
function linksOf(slug: string, { query, position }: Linked): ResultsProps['links'] {
  const path = `/studies/${slug}/results`
  const fixed = new URLSearchParams({ ...rankQueryOf(query), position: `${position}` })
  return {
    csv: `${path}.csv?${fixed}`,
    json: `${path}.json?${fixed}`,
    permalink: `${path}?${fixed}`,
    charts: { path: `${path}/charts`, query: String(fixed) },
  }
}

/** The ranking's part of a query: not how tables are sorted, nor fields of a form that were left empty. */
export const rankQueryOf = (query: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query).filter(([name, value]) => value !== '' && name !== 'sort' && name !== 'testers'),
  )
