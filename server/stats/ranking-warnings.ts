import type { RankRules } from './rank-options.ts'
import type { Component } from './ranking.ts'
import { varianceOf } from './sandwich.ts'
import { countUnknown } from './vote-counts.ts'
import type { VoteTable } from './vote-table.ts'

const fewClusters = 10

type Context = { table: VoteTable; rules: RankRules; votes: number }

/** What a reader must know before believing the table, in words, each once. */
export function warningsOf(components: readonly Component[], context: Context): string[] {
  return [
    ...new Set([
      ...warningsOfVotes(context),
      ...warningsOfGraph(components, context),
      ...components.flatMap((component) => warningsOfFit(component, context)),
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
    const ids = table[name]
    const isAsked = rules.cluster === name || rules.cluster === 'two-way'
    if (!ids && isAsked) warnings.push(`No vote names its ${name}, so there are no ${name} clusters.`)
    const unknown = isAsked || rules.cluster === 'auto' ? countUnknown(table, ids) : 0
    if (unknown > 0) {
      warnings.push(`${counted(unknown, 'vote')} without a ${name}: each counts as a ${name} of its own.`)
    }
  }
  return warnings
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

function warningsOfFit({ fit }: Component, { table }: Context): string[] {
  if (!fit) return []
  const warnings = [...fit.warnings]
  const { testers, prompts, degrees } = fit.sandwich
  const few = [fewOf(testers, 'testers'), fewOf(prompts, 'prompts')].filter((text) => text !== '')
  if (few.length > 0) warnings.push(`Only ${few.join(' and ')}: the intervals are rough.`)
  const lone = [
    fit.clustering.tester && testers === null ? 'tester' : '',
    fit.clustering.prompt && prompts === null ? 'prompt' : '',
  ].filter((name) => name !== '')
  for (const name of lone) {
    warnings.push(`All votes share one ${name}: the intervals say nothing about other ${name}s.`)
  }
  if (degrees === Infinity && (table.tester || table.prompt)) {
    warnings.push('Votes are treated as independent of each other, which makes intervals too narrow.')
  }
  const silent = fit.strengths.theta.some((_, k) => !(varianceOf(fit.sandwich, k) > 0))
  if (silent) warnings.push('Some intervals cannot be computed: these votes show no variation to measure.')
  return warnings
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`

const fewOf = (count: number | null, name: string) =>
  count !== null && count < fewClusters ? `${count} ${name}` : ''
