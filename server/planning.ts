import type { Db } from '../db/client.ts'
import { addPairs, candidatePrompts, modelGrid, type NewPair } from '../db/pairs.ts'
import type { Study } from '../db/studies.ts'
import { studyAnswers } from './answer-store.ts'
import {
  type Candidate,
  choosePrompt,
  type ModelPair,
  type PlannedModels,
  planModelPairs,
} from './pairing.ts'
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
  const grid = await modelGrid(db, study.id)
  const plan = await modelsToMeet(db, { study, grid, random })
  const pairs = await withPrompts(db, { studyId: study.id, plan, random })
  const slots = study.settings.votes_per_pair
  return pairs.length === 0 ? 0 : addPairs(db, { studyId: study.id, slots, pairs })
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

type Planning = { studyId: number; plan: PlannedModels[]; random: () => number }

/** Keeps the planned order of model pairs and gives each entry the least-shown prompt left for it. */
async function withPrompts(db: Db, { studyId, plan, random }: Planning): Promise<NewPair[]> {
  const shownNow = new Map<number, number>()
  const left = new Map<string, Candidate[]>()
  const pairs: NewPair[] = []
  for (const { lo, hi, probability } of plan) {
    const name = `${lo} ${hi}`
    const known = left.get(name) ?? (await candidatePrompts(db, { studyId, lo, hi }))
    const counted = known.map((c) => ({ ...c, shown: c.shown + (shownNow.get(c.promptId) ?? 0) }))
    const choice = choosePrompt(counted, random)
    if (!choice) continue
    const { promptId, outputLo, outputHi } = choice.chosen
    left.set(
      name,
      known.filter((candidate) => candidate.promptId !== promptId),
    )
    shownNow.set(promptId, (shownNow.get(promptId) ?? 0) + 1)
    pairs.push({ promptId, outputLo, outputHi, probability: probability * choice.probability })
  }
  return pairs
}
