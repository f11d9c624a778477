import { isSilent } from '../errors/sandwich.ts'
import { countUnknown } from '../votes/vote-counts.ts'
import type { VoteTable } from '../votes/vote-table.ts'
import type { RankRules } from './rank-options.ts'
import { pairsListed, topModels } from './ranked-pairs.ts'
import type { Component } from './ranking.ts'

const fewClusters = 10
const muchOfAll = 0.2

type Context = { table: VoteTable; rules: RankRules; votes: number }

/** What a reader must know before believing the table, in words, each once. */
export function warningsOf(components: readonly Component[], context: Context): string[] {
  return [
    ...new Set([
      ...warningsOfIndependence(context),
      ...warningsOfVotes(context),
      ...warningsOfGraph(components, context),
      ...components.flatMap((component) => warningsOfFit(component)),
      ...warningsOfListing(context),
    ]),
  ]
}

function warningsOfVotes({ table, rules, votes }: Context): string[] {
  const warnings: string[] = []
  if (table.models.length < 2) warnings.push('There are fewer than two models, so there is nothing to rank.')
  else if (votes === 0) warnings.push('There are no votes yet.')
  for (const name of table.onlySkipped ?? []) {
    warnings.push(`"${name}" was only ever skipped: it has no votes and is not in the table.`)
  }
  if (table.badRows > 0) warnings.push(`${counted(table.badRows, 'row')} could not be read and left out.`)
  if (votes === 0) return warnings
  for (const name of ['tester', 'prompt'] as const) {
    const isAsked = rules.cluster === name || rules.cluster === 'two-way'
    const unknown = isAsked || rules.cluster === 'auto' ? countUnknown(table, table[name]) : 0
    if (unknown > 0) {
      warnings.push(`${counted(unknown, 'vote')} without a ${name}: each counts as a ${name} of its own.`)
    }
  }
  return warnings
}

const ifNot =
  'votes are taken as independent of each other, and the intervals are too narrow if they are not.'

/** What comes first, because every interval hangs on it. */
function warningsOfIndependence({ table, rules, votes }: Context): string[] {
  if (votes === 0 || table.models.length < 2) return []
  const missing = (['tester', 'prompt'] as const).filter((name) => !table[name])
  if (missing.length === 2) return [`No vote names its tester or its prompt: ${ifNot}`]
  if (rules.cluster === 'none') return [`Nothing is clustered: ${ifNot}`]
  return missing.map((name) => `No vote names its ${name}, so there are no ${name} clusters: ${ifNot}`)
}

function warningsOfListing({ table, rules }: Context): string[] {
  const listed = pairsListed(rules, table)
  if (listed === 'all') return []
  if (listed === 'none') return ['No pairs are listed, so nothing is said of which model is better.']
  if (rules.pairs === 'top' && table.models.length <= topModels) return []
  return [
    `${table.models.length} models: only the pairs among the first ${topModels} of each table are listed and decided; all of them are tested.`,
  ]
}

function warningsOfGraph(components: readonly Component[], { table, votes }: Context): string[] {
  const warnings: string[] = []
  if (votes > 0 && table.models.length > 1 && components.length > 1) {
    warnings.push(
      `The models fall into ${components.length} groups that were never compared with each other: each group is a table of its own.`,
    )
    const alone = components.flatMap(({ members, fit }) => (fit ? [] : members))
    if (alone.length > 0) {
      const names = alone.slice(0, 5).map((model) => `"${table.models[model]}"`)
      const more = alone.length > 5 ? ` and ${alone.length - 5} more` : ''
      warnings.push(`No vote that counts compares ${names.join(', ')}${more} with another model.`)
    }
  }
  return warnings
}

function warningsOfFit({ fit }: Component): string[] {
  if (!fit) return []
  const warnings = [...fit.warnings]
  const { testers, prompts, footing } = fit.sandwich
  const few = [fewOf(testers, 'testers'), fewOf(prompts, 'prompts')].filter((text) => text !== '')
  if (few.length > 0) warnings.push(`Only ${few.join(' and ')}: the intervals are rough.`)
  const lone = [
    fit.clustering.tester && testers === null ? 'tester' : '',
    fit.clustering.prompt && prompts === null ? 'prompt' : '',
  ].filter((name) => name !== '')
  for (const name of lone) {
    warnings.push(`All votes share one ${name}: the intervals say nothing about other ${name}s.`)
  }
  for (const name of ['tester', 'prompt'] as const) {
    const sizes = footing[`${name}s`]
    if (!sizes || sizes.number < 2 || sizes.largest <= muchOfAll) continue
    const share = `${(100 * sizes.largest).toFixed(0)} %`
    warnings.push(
      `One ${name} carries ${share} of the votes: they are worth ${sizes.effective.toFixed(1)} ${name}s of equal weight.`,
    )
  }
  if (fit.strengths.theta.some((_, k) => isSilent(fit.sandwich, k))) {
    warnings.push(
      'These votes show no variation to measure: some intervals are those that independent votes would have.',
    )
  }
  return warnings
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`

const fewOf = (count: number | null, name: string) =>
  count !== null && count < fewClusters ? `${count} ${name}` : ''
