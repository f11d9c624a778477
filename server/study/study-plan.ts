import type { Db } from '../../db/connection/client.ts'
import type { PlainStudy } from '../../db/studies/studies.ts'
import { firstOutputs, outputsVersion } from '../../db/voting/pairs.ts'
import { mostVotesPerPair } from '../domain/settings/study-settings.ts'
import type { PlanEntry } from '../domain/study.ts'
import { answerGrid, sharedPrompts } from '../results/answer-grid.ts'
import { FLOORS } from '../stats/decisions/floors.ts'
import { plan as planVotes } from '../stats/planning/plan.ts'
import { Memory } from '../threads/memory.ts'

/** The difference that a study should be able to find: the better model gets 65 of 100 decisive votes. */
const winShare = 0.65
const ties = 0.2
/** An afternoon's crowd: nobody sees a pair twice, so more votes a pair than people are never reached. */
const usualTesters = 12
/** Two answers to a pair, or nothing tells how far testers agree. */
const fewestVotesPerPair = 2

/** What a study asks for in all, and whether that can decide. */
export type StudyPlan = {
  votes_per_pair: number
  /** Two models' outputs to one prompt, with different texts. */
  pairs: number
  planned_votes: number
  /** Of the two models that share the fewest prompts. */
  votes_per_model_pair: number
  /** On each two models, to find a win share of `win_share` in four of five studies. */
  needed: number
  win_share: number
  enough: boolean
  /** That would be enough; null where no number is. */
  votes_per_pair_needed: number | null
  /** Every number of votes that was planned since the study was opened, with the position it was fixed at. */
  fixed: PlanEntry[]
}

type Planned = Pick<PlainStudy, 'id' | 'state' | 'settings' | 'plan'>
type Grid = { models: number; prompts: number; pairs: number; fewestShared: number }

/** Null while there is nothing to compare. */
export async function planOf(db: Db, study: Planned): Promise<StudyPlan | null> {
  const grid = await gridOf(db, study.id)
  if (grid.pairs === 0) return null
  const { settings, plan: fixed } = study
  const isAuto = study.state === 'draft' && settings.auto_votes_per_pair
  const votes_per_pair = isAuto ? usualVotesPerPair(grid) : settings.votes_per_pair
  const needed = votesNeeded(grid)
  const votes_per_model_pair = votes_per_pair * grid.fewestShared
  const canDecide = grid.prompts >= FLOORS.clusters
  const wanted = Math.ceil(needed / grid.fewestShared)
  return {
    votes_per_pair,
    pairs: grid.pairs,
    planned_votes: fixed.at(-1)?.planned ?? votes_per_pair * grid.pairs,
    votes_per_model_pair,
    needed,
    win_share: winShare,
    enough: canDecide && votes_per_model_pair >= needed,
    votes_per_pair_needed: canDecide && wanted <= mostVotesPerPair ? wanted : null,
    fixed,
  }
}

/** What an opening takes where the draft leaves the number to it; undefined where it was chosen. */
export async function votesPerPairAtOpening(db: Db, study: Planned): Promise<number | undefined> {
  if (study.state !== 'draft' || !study.settings.auto_votes_per_pair) return undefined
  const grid = await gridOf(db, study.id)
  return grid.pairs === 0 ? undefined : usualVotesPerPair(grid)
}

const usualVotesPerPair = (grid: Grid): number =>
  Math.min(usualTesters, Math.max(fewestVotesPerPair, Math.ceil(votesNeeded(grid) / grid.fewestShared)))

const needs = new Map<string, number>()

function votesNeeded({ models, prompts }: Grid): number {
  const key = `${models} ${prompts}`
  const known = needs.get(key)
  if (known !== undefined) return known
  const differenceElo = 400 * Math.log10(winShare / (1 - winShare))
  const { votes_per_pair } = planVotes({ models, prompts, testers: usualTesters, ties, differenceElo })
  needs.set(key, votes_per_pair)
  return votes_per_pair
}

const grids = new Memory<Grid>({ most: 200 })

/** Read once per published batch or withdrawal. */
async function gridOf(db: Db, studyId: number): Promise<Grid> {
  return grids.remember(db, `${studyId} ${await outputsVersion(db, studyId)}`, async () => {
    const grid = answerGrid(await firstOutputs(db, studyId))
    const shared = sharedPrompts(grid)
    const prompts = shared.map((pair) => pair.prompts)
    return {
      models: new Set(shared.flatMap(({ lo, hi }) => [lo, hi])).size,
      prompts: grid.prompts.length,
      pairs: prompts.reduce((sum, count) => sum + count, 0),
      fewestShared: prompts.reduce((least, count) => Math.min(least, count), Number.POSITIVE_INFINITY),
    }
  })
}
