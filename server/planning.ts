import type { Db } from '../db/client.ts'
import {
  addPairs,
  firstOutputs,
  type NewPair,
  outputsVersion,
  type PlannedSlots,
  plannedPrompts,
  plannedSlots,
} from '../db/pairs.ts'
import type { Study } from '../db/studies.ts'
import { countGrowth } from '../db/table-statistics.ts'
import { choosePrompt, type ModelPair, type PlannedModels, planModelPairs } from './pairing.ts'
import {
  type AnswerGrid,
  answerGrid,
  comparable,
  pairAt,
  type SharedPrompts,
  sharedPrompts,
} from './results/answer-grid.ts'
import { studyAnswers } from './results/answer-store.ts'
import { planTopTwo } from './winner-pairing.ts'

/** Balanced plans do not depend on the answers; the other rule must see them, so it plans few pairs at a time. */
const pairsAtOnce = { balanced: 300, winner: 12 }

type Plannable = { id: number; settings: Pick<Study['settings'], 'votes_per_pair' | 'pairing'> }

const underWay = new WeakMap<Db, Map<number, Promise<number>>>()

/**
 * Plans the next pairs by the study's rule. Returns how many were new: none when every possible pair is planned. Those
 * who ask while a plan is being made share it.
 */
export function planPairs(db: Db, planning: { study: Plannable; random?: () => number }): Promise<number> {
  const plans = underWay.get(db) ?? new Map<number, Promise<number>>()
  underWay.set(db, plans)
  const { id } = planning.study
  const plan = plans.get(id) ?? makePlan(db, planning).finally(() => plans.delete(id))
  plans.set(id, plan)
  return plan
}

async function makePlan(
  db: Db,
  { study, random = Math.random }: { study: Plannable; random?: () => number },
): Promise<number> {
  const answers = await answersOf(db, study.id)
  const planned = await plannedSlots(db, study.id)
  const plan = await modelsToMeet(db, { study, grid: modelPairs(answers, planned.models), random })
  if (plan.length === 0) return 0
  const taken = await plannedPrompts(db, { studyId: study.id, models: distinct(plan) })
  const slots = study.settings.votes_per_pair
  const pairs = withPrompts({ grid: answers.grid, plan, taken, shown: planned.prompts, slots, random })
  const added = await addPairs(db, { studyId: study.id, slots, pairs })
  if (planned.models.length === 0) await countGrowth(db, 'pairs', added)
  return added
}

type Meeting = { study: Plannable; grid: ModelPair[]; random: () => number }

async function modelsToMeet(db: Db, { study, grid, random }: Meeting): Promise<PlannedModels[]> {
  const { pairing, votes_per_pair: slotsPerPair } = study.settings
  const wanted = pairsAtOnce[pairing]
  if (pairing === 'balanced') return planModelPairs(grid, { wanted, slotsPerPair, random })
  const { log } = await studyAnswers(db, study.id)
  const counted = { tally: log.tally, ids: log.models.list.map(({ id }) => id) }
  return planTopTwo(grid, { wanted, counted, random })
}

/** How many pairs of answers to the same prompt there are, planned or not. */
export async function possiblePairs(db: Db, studyId: number): Promise<number> {
  const { shared } = await answersOf(db, studyId)
  return shared.reduce((sum, { prompts }) => sum + prompts, 0)
}

type Answers = {
  version: string
  grid: AnswerGrid
  shared: SharedPrompts[]
  /** where a pair of models stands in `shared` */
  place: Map<string, number>
}

const known = new WeakMap<Db, Map<number, Answers>>()

/** Read once per published batch: the grid stays the same in between, however many votes come in. */
async function answersOf(db: Db, studyId: number): Promise<Answers> {
  const studies = known.get(db) ?? new Map<number, Answers>()
  known.set(db, studies)
  const version = await outputsVersion(db, studyId)
  const kept = studies.get(studyId)
  if (kept?.version === version) return kept
  const grid = answerGrid(await firstOutputs(db, studyId))
  const shared = sharedPrompts(grid)
  const place = new Map(shared.map((entry, at) => [nameOf(entry), at]))
  const answers = { version, grid, shared, place }
  studies.set(studyId, answers)
  return answers
}

const nameOf = ({ lo, hi }: { lo: number; hi: number }) => `${lo} ${hi}`

function modelPairs({ shared, place }: Answers, planned: PlannedSlots[]): ModelPair[] {
  const pairs = shared.map(({ lo, hi, prompts }) => ({ lo, hi, slots: 0, remaining: prompts }))
  for (const entry of planned) {
    const pair = pairs[place.get(nameOf(entry)) ?? -1]
    if (!pair) continue
    pair.slots = entry.slots
    pair.remaining -= entry.pairs
  }
  return pairs
}

function distinct(plan: { lo: number; hi: number }[]) {
  return [...new Map(plan.map((entry) => [nameOf(entry), entry])).values()]
}

type Planning = {
  grid: AnswerGrid
  plan: PlannedModels[]
  taken: { lo: number; hi: number; prompts: number[] }[]
  shown: { prompt: number; slots: number }[]
  slots: number
  random: () => number
}

/** Keeps the planned order of model pairs and gives each entry the least-shown prompt left for it. */
function withPrompts({ grid, plan, taken, shown, slots, random }: Planning): NewPair[] {
  const soFar = new Map(shown.map((entry) => [entry.prompt, entry.slots]))
  const shownNow = grid.prompts.map((prompt) => soFar.get(prompt) ?? 0)
  const used = new Map(taken.map((entry) => [nameOf(entry), new Set(entry.prompts)]))
  return plan.flatMap((entry) => {
    const gone = used.get(nameOf(entry)) ?? new Set()
    used.set(nameOf(entry), gone)
    const isComparable = comparable(grid, entry)
    const isOpen = (at: number) => isComparable(at) && !gone.has(grid.prompts[at] as number)
    const choice = choosePrompt(shownNow, { isOpen, random })
    if (!choice) return []
    shownNow[choice.at] = (shownNow[choice.at] as number) + slots
    const pair = pairAt(grid, { ...entry, at: choice.at })
    gone.add(pair.promptId)
    return [{ ...pair, probability: entry.probability * choice.probability }]
  })
}
