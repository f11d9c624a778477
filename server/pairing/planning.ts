import type { Db } from '../../db/connection/client.ts'
import { countGrowth } from '../../db/connection/table-statistics.ts'
import {
  addPairs,
  firstOutputs,
  type NewPair,
  outputsVersion,
  type PlannedSlots,
  plannedPrompts,
  plannedSlots,
  planningTurn,
} from '../../db/voting/pairs.ts'
import type { Study } from '../domain/study.ts'
import {
  type AnswerGrid,
  answerGrid,
  comparable,
  pairAt,
  type SharedPrompts,
  sharedPrompts,
} from '../results/answer-grid.ts'
import { studyAnswers } from '../results/answer-store.ts'
import { choosePrompt, type ModelPair, type PlannedModels, planModelPairs } from './pairing.ts'
import { type Counted, planTopTwo } from './winner-pairing.ts'

/** Balanced plans do not depend on the answers; the other rule must see them, so it plans few pairs at a time. */
const pairsAtOnce = { balanced: 300, winner: 12 }

type Plannable = { id: number; settings: Pick<Study['settings'], 'votes_per_pair' | 'pairing'> }

const underWay = new WeakMap<Db, Map<number, Promise<number>>>()

type Planning = {
  study: Plannable
  /** The newest pair there was when nothing was left to hand out; without it the next pairs are planned in any case. */
  newest?: number
  random?: () => number
}

/**
 * Plans the next pairs by the study's rule, unless others have since the `newest` pair was read. Returns how many are
 * new, whoever planned them: none when every possible pair is planned. Those who ask while a plan is being made share it.
 */
export function planPairs(db: Db, planning: Planning): Promise<number> {
  const plans = underWay.get(db) ?? new Map<number, Promise<number>>()
  underWay.set(db, plans)
  const { id } = planning.study
  const plan = plans.get(id) ?? makePlan(db, planning).finally(() => plans.delete(id))
  plans.set(id, plan)
  return plan
}

/**
 * The turn is taken before what is planned so far is read: the next planner builds on this plan. It takes a transaction;
 * if that breaks half way, pairs are planned a little early, and none twice.
 */
async function makePlan(
  db: Db,
  { study, newest = Number.MAX_SAFE_INTEGER, random = Math.random }: Planning,
): Promise<number> {
  const answers = await answersOf(db, study.id)
  const now = modelPairs(answers, (await plannedSlots(db, study.id)).models)
  if (now.every(({ remaining }) => remaining <= 0)) return 0
  const counted = study.settings.pairing === 'winner' ? await countsOf(db, study.id) : null
  const added = await db.begin(async (transaction) => {
    const turn = transaction as unknown as Db
    const others = await planningTurn(turn, { studyId: study.id, newest })
    return others > 0 ? others : addPlan(turn, { study, answers, counted, random })
  })
  if (now.every(({ slots }) => slots === 0)) await countGrowth(db, 'pairs', added)
  return added
}

type Turn = { study: Plannable; answers: Answers; counted: Counted | null; random: () => number }

async function addPlan(db: Db, { study, answers, counted, random }: Turn): Promise<number> {
  const planned = await plannedSlots(db, study.id)
  const grid = modelPairs(answers, planned.models)
  const slots = study.settings.votes_per_pair
  const wanted = pairsAtOnce[study.settings.pairing]
  const plan = counted
    ? planTopTwo(grid, { wanted, counted, random })
    : planModelPairs(grid, { wanted, slotsPerPair: slots, random })
  if (plan.length === 0) return 0
  const taken = await plannedPrompts(db, { studyId: study.id, models: distinct(plan) })
  const pairs = withPrompts({ grid: answers.grid, plan, taken, shown: planned.prompts, slots, random })
  return addPairs(db, { studyId: study.id, pairs })
}

async function countsOf(db: Db, studyId: number): Promise<Counted> {
  const { log } = await studyAnswers(db, studyId)
  return { tally: log.tally, ids: log.models.list.map(({ id }) => id) }
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

type Prompting = {
  grid: AnswerGrid
  plan: PlannedModels[]
  taken: { lo: number; hi: number; prompts: number[] }[]
  shown: { prompt: number; slots: number }[]
  slots: number
  random: () => number
}

/** Keeps the planned order of model pairs and gives each entry the least-shown prompt left for it. */
function withPrompts({ grid, plan, taken, shown, slots, random }: Prompting): NewPair[] {
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
