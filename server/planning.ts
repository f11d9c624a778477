import type { Db } from '../db/client.ts'
import { addPairs, candidatePrompts, modelGrid, type NewPair } from '../db/pairs.ts'
import type { Study } from '../db/studies.ts'
import { type Candidate, choosePrompts, planModelPairs } from './pairing.ts'

const batchOfPairs = 300

type Plannable = { id: number; settings: Pick<Study['settings'], 'votes_per_pair'> }

const underWay = new WeakMap<Db, Map<number, Promise<number>>>()

/**
 * Plans the next few hundred pairs. Returns how many were new: none when every possible pair is planned. Those who
 * ask while a plan is being made share it.
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
  const slots = study.settings.votes_per_pair
  const grid = await modelGrid(db, study.id)
  const plan = planModelPairs(grid, { wanted: batchOfPairs, slotsPerPair: slots, random })
  const pairs = await withPrompts(db, { studyId: study.id, plan, random })
  return pairs.length === 0 ? 0 : addPairs(db, { studyId: study.id, slots, pairs })
}

type Planning = { studyId: number; plan: { lo: number; hi: number }[]; random: () => number }

/** Keeps the planned order of model pairs and gives each entry the least-shown prompt left for it. */
async function withPrompts(db: Db, { studyId, plan, random }: Planning): Promise<NewPair[]> {
  const shownNow = new Map<number, number>()
  const left = new Map<string, Candidate[]>()
  const pairs: NewPair[] = []
  for (const { lo, hi } of plan) {
    const name = `${lo} ${hi}`
    const known = left.get(name) ?? (await candidatePrompts(db, { studyId, lo, hi }))
    const counted = known.map((c) => ({ ...c, shown: c.shown + (shownNow.get(c.promptId) ?? 0) }))
    const [chosen] = choosePrompts(counted, { count: 1, random })
    left.set(
      name,
      known.filter((candidate) => candidate.promptId !== chosen?.promptId),
    )
    if (!chosen) continue
    shownNow.set(chosen.promptId, (shownNow.get(chosen.promptId) ?? 0) + 1)
    pairs.push({ promptId: chosen.promptId, outputLo: chosen.outputLo, outputHi: chosen.outputHi })
  }
  return pairs
}
