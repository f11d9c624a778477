import { type StrengthTable, strengthIntervals } from '../stats/errors/strength-intervals.ts'
import type { RankOptions } from '../stats/ranking/rank-options.ts'
import { selectVotes, type VoteTable } from '../stats/votes/vote-table.ts'
import type { PromptLabel } from './answers.ts'

/** The votes on prompts of one tag or language. */
export type Slice = { by: 'tag' | 'language'; name: string; prompts: number; strengths: StrengthTable }

const fewestVotes = 20
const mostSlices = 12

/** Strengths by tag and by language, the slices with the most votes first; none where it would be all votes. */
export function slicesOf(table: VoteTable, prompts: readonly PromptLabel[], options: RankOptions): Slice[] {
  return labelsOf(table, prompts)
    .filter(({ votes }) => votes >= fewestVotes && votes < table.length)
    .sort((x, y) => y.votes - x.votes)
    .slice(0, mostSlices)
    .flatMap(({ by, name, members }) => {
      const votes = votesOn(table, members)
      const strengths = strengthIntervals(votes, options)
      return strengths ? [{ by, name, prompts: members.size, strengths }] : []
    })
}

type Label = { by: Slice['by']; name: string; members: Set<number>; votes: number }

function labelsOf(table: VoteTable, prompts: readonly PromptLabel[]): Label[] {
  const labels = new Map<string, Label>()
  const put = (by: Slice['by'], name: string, prompt: number) => {
    const key = `${by} ${name}`
    const label = labels.get(key) ?? { by, name, members: new Set<number>(), votes: 0 }
    label.members.add(prompt)
    labels.set(key, label)
  }
  for (const [prompt, { tags, language }] of prompts.entries()) {
    for (const tag of tags) put('tag', tag, prompt)
    if (language) put('language', language, prompt)
  }
  const perPrompt = new Float64Array(prompts.length)
  for (const prompt of table.prompt ?? []) perPrompt[prompt] = (perPrompt[prompt] as number) + 1
  for (const label of labels.values()) {
    for (const prompt of label.members) label.votes += perPrompt[prompt] as number
  }
  return [...labels.values()]
}

const votesOn = (table: VoteTable, members: Set<number>): VoteTable =>
  selectVotes(table, {
    keep: (row) => members.has(table.prompt?.[row] ?? -1),
    models: table.models,
    place: Int32Array.from(table.models.keys()),
  })
