import { modelsOf } from '../db/batches.ts'
import type { Db } from '../db/client.ts'
import { observationsOf } from '../db/observations.ts'
import type { Study } from '../db/studies.ts'
import { listTesters } from '../db/testers.ts'
import type { ResultsProps } from '../views/results/props.ts'
import { readRankQuery } from './rank-query.ts'
import { studyRanking } from './results.ts'
import { testerRowsOf, trustOf } from './trust.ts'

/** Everything the page of results shows; what the query leaves out keeps its default. */
export async function resultsOf(
  db: Db,
  { study, query }: { study: Study; query: Record<string, string> },
): Promise<ResultsProps> {
  const asked = rankQueryOf(query)
  const { options, clean } = readRankQuery(asked)
  const [ranking, observations, models, testers] = await Promise.all([
    studyRanking(db, { study, options, clean }),
    observationsOf(db, study.id),
    modelsOf(db, study.id),
    listTesters(db, study.id),
  ])
  const { level } = ranking.method
  const counted = clean ? observations.filter(({ excluded }) => excluded === '') : observations
  const rankQuery = new URLSearchParams(asked)
  const path = `/studies/${study.slug}/results`
  return {
    study,
    ranking,
    position: ranking.position,
    models: models.map(({ name, approach, cost }) => ({
      model: name,
      approach,
      costPer1000: cost === null ? null : cost * 1000,
    })),
    options: {
      ties: options.ties ?? 'half',
      both_bad: options.bothBad ?? 'tie',
      order_effect: options.orderEffect ?? 'fit',
      cluster: options.cluster ?? 'auto',
      anchor: options.anchor ?? null,
    },
    clean: { on: clean, excludedVotes: observations.filter(isExcludedVote).length },
    more: [],
    trust: trustOf(counted, level),
    testers: testerRowsOf(observations, level),
    progress: { votes: study.counts.votes, wanted: study.counts.pairs * study.settings.votes_per_pair },
    funnel: [
      { label: 'Agreed to take part', people: testers.length },
      { label: 'Gave a vote', people: testers.filter(({ votes }) => votes > 0).length },
      { label: 'Finished', people: testers.filter(({ finishedAt }) => finishedAt !== null).length },
    ],
    convergence: [],
    links: { csv: `${path}.csv?${rankQuery}`, json: `${path}.json?${rankQuery}`, permalink: null },
    query,
  }
}

const isExcludedVote = ({
  excluded,
  outcome,
  purpose,
}: {
  excluded: string
  outcome: string
  purpose: string
}) => excluded !== '' && outcome !== 'skip' && purpose === 'vote'

/** The ranking's part of a query: not how tables are sorted, nor fields of a form that were left empty. */
export const rankQueryOf = (query: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query).filter(([name, value]) => value !== '' && name !== 'sort' && name !== 'testers'),
  )
