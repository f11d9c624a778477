import type { Act } from '../../db/accounts/audit.ts'
import type { Db } from '../../db/connection/client.ts'
import {
  humanVerdicts,
  type JudgedShowing,
  judgedShowings,
  type StoredVerdicts,
  storeVerdicts,
  unknownLines,
} from '../../db/results/judges.ts'
import { Invalid } from '../domain/refusals.ts'
import type { Judge } from '../domain/result-rows.ts'
import type { Study } from '../domain/study.ts'
import { partOf } from '../formats/exports/rows/split.ts'
import { readVerdicts } from '../formats/votes/verdicts.ts'
import { bootstrapUnits } from '../stats/errors/bootstrap-units.ts'
import { type Interval, wilson } from '../stats/errors/proportion.ts'
import {
  type JudgedItem,
  type JudgeReport,
  judgeReport,
  settledVerdict,
  type Verdict,
} from '../stats/judges/judge.ts'
import { humanCeiling, type JudgeIntervals, judgeIntervals } from '../stats/judges/judge-interval.ts'

const mostProblems = 100
const heldOut = [
  { name: 'train', share: 0.7 },
  { name: 'test', share: 0.3 },
]
const level = 0.95
const resampling = { seed: 1, resamples: 400, level }
const differencesShown = 20
const nextShown = 5

type Upload = {
  study: Pick<Study, 'id'>
  judge: string
  by: string
  file: { name: string; open: () => AsyncIterable<Uint8Array> }
  act?: Act
}

/**
 * Stores what an automatic judge said, whole or not at all.
 * @throws Invalid naming the lines that cannot be used
 */
export async function uploadVerdicts(
  db: Db,
  { study, judge, by, file, act }: Upload,
): Promise<StoredVerdicts> {
  const { pairs, outputs, problems } = await readVerdicts(file.open(), file).catch((error: unknown) => {
    if (error instanceof SyntaxError) throw refusal([error.message])
    throw error
  })
  if (problems.length > 0) throw refusal(problems.map(({ message }) => message))
  if (pairs.length + outputs.length === 0) throw refusal(['There is no verdict in the file'])
  const unknown = await unknownLines(db, { studyId: study.id, pairs, outputs })
  if (unknown.length > 0) {
    throw refusal(
      unknown.map(({ line, prompt, model }) =>
        model === null
          ? `Cannot use line ${line}: the study has no prompt "${prompt.slice(0, 60)}"`
          : `Cannot use line ${line}: the study has no output of "${model}" to prompt "${prompt.slice(0, 60)}"`,
      ),
    )
  }
  return storeVerdicts(db, { studyId: study.id, judge, by, pairs, outputs, ...(act && { act }) })
}

function refusal(messages: string[]): Invalid {
  const issues = messages.slice(0, mostProblems).map((detail) => ({ pointer: '#/file', detail }))
  return new Invalid('The verdicts cannot be used: nothing was stored', issues)
}

export type Part = 'all' | 'held_out'
export type Difference = Pick<JudgedShowing, 'promptId' | 'question' | 'modelLo' | 'modelHi'> & {
  people: { lo: number; hi: number; other: number }
  verdict: Verdict
}
export type Assessment = {
  judge: string
  part: Part
  prompts: number
  report: JudgeReport
  intervals: JudgeIntervals
  ceiling: ({ count: number; total: number; share: number } & Partial<Interval>) | null
  differences: Difference[]
  next: (Difference & { contradicts: boolean })[]
}

/** A judge beside people. `held_out` looks only at the prompts that `split=train=0.7,test=0.3` puts into test. */
export async function assessJudge(
  db: Db,
  { study, judge, part }: { study: Pick<Study, 'id' | 'slug'>; judge: Judge; part: Part },
): Promise<Assessment> {
  const wanted = (group: string) => part === 'all' || partOf(heldOut, { salt: study.slug, group }) === 'test'
  const showings = (await judgedShowings(db, { studyId: study.id, judgeId: judge.id })).filter(({ group }) =>
    wanted(group),
  )
  const humans = (await humanVerdicts(db, study.id)).filter(({ group }) => wanted(group))
  const byPrompt = groupedBy(showings.filter(isCompared), ({ group }) => group)
  const prompts = byPrompt.map((some) => some.map(itemOf))
  const report = judgeReport(prompts.flat(), level)
  const hasOrder = showings.some(({ inOrder, swapped }) => inOrder !== null || swapped !== null)
  const intervals = judgeIntervals(prompts, resampling)
  return {
    judge: judge.name,
    part,
    prompts: prompts.length,
    report: hasOrder ? report : { ...report, firstPosition: null, swapConsistency: null },
    intervals: { ...intervals, agreement: wider(intervals.agreement, report.agreement) },
    ceiling: ceilingOf(humans),
    differences: differencesOf(showings),
    next: nextToLabel(showings),
  }
}

const isCompared = ({ humanLo, humanHi, humanOther }: JudgedShowing) => humanLo + humanHi + humanOther > 0

const itemOf = (showing: JudgedShowing): JudgedItem => ({
  human: Math.sign(showing.humanLo - showing.humanHi) as Verdict,
  ...spokenOf(showing),
})

/** The judge's word in output order; where it only scored, the higher score is its choice. */
function spokenOf({ inOrder, swapped, scoreLo, scoreHi }: JudgedShowing): Omit<JudgedItem, 'human'> {
  if (inOrder === null && swapped === null && scoreLo !== null && scoreHi !== null) {
    return { inOrder: Math.sign(scoreLo - scoreHi) as Verdict, swapped: null }
  }
  return { inOrder: verdictOf(inOrder, 1), swapped: verdictOf(swapped, -1) }
}

function verdictOf(outcome: string | null, firstIs: 1 | -1): Verdict | null {
  if (outcome === null) return null
  if (outcome === 'a') return firstIs
  return outcome === 'b' ? (-firstIs as Verdict) : 0
}

function ceilingOf(humans: { pair: number; group: string; said: Verdict }[]): Assessment['ceiling'] {
  const prompts = groupedBy(humans, ({ group }) => group).map((answers) =>
    groupedBy(answers, ({ pair }) => String(pair)).map((some) => some.map(({ said }) => said)),
  )
  const { count, total } = humanCeiling(prompts.flat())
  if (total === 0) return null
  const shareOf = (drawn: Verdict[][][]) => {
    const figure = humanCeiling(drawn.flat())
    return figure.total === 0 ? null : figure.count / figure.total
  }
  const share = count / total
  return {
    count,
    total,
    share,
    ...wider(bootstrapUnits(prompts, shareOf, resampling), wilson({ p: share, n: total, level })),
  }
}

/** Resampling few prompts that all agree finds no spread at all; Wilson's interval knows how few they are. */
function wider(drawn: Interval | null, counted: Interval | null): Interval | null {
  if (!drawn || !counted) return drawn
  return { low: Math.min(drawn.low, counted.low), high: Math.max(drawn.high, counted.high) }
}

/** Where both decided and differ, people's clearest majorities first. */
function differencesOf(showings: JudgedShowing[]): Difference[] {
  const margin = ({ people }: Difference) => Math.abs(people.lo - people.hi)
  return showings
    .map(differenceOf)
    .filter(({ people, verdict }) => verdict !== 0 && verdict === -Math.sign(people.lo - people.hi))
    .sort((x, y) => margin(y) - margin(x))
    .slice(0, differencesShown)
}

/** Pairs where a person's minute says most about the judge: it contradicts itself, or nobody has looked yet. */
function nextToLabel(showings: JudgedShowing[]): Assessment['next'] {
  const people = ({ humanLo, humanHi, humanOther }: JudgedShowing) => humanLo + humanHi + humanOther
  const contradicts = ({ inOrder, swapped }: JudgedShowing) =>
    inOrder !== null && swapped !== null && verdictOf(inOrder, 1) !== verdictOf(swapped, -1)
  return [...showings]
    .sort((x, y) => people(x) - people(y) || Number(contradicts(y)) - Number(contradicts(x)))
    .slice(0, nextShown)
    .map((showing) => ({ ...differenceOf(showing), contradicts: contradicts(showing) }))
}

function differenceOf(showing: JudgedShowing): Difference {
  const { promptId, question, modelLo, modelHi, humanLo, humanHi, humanOther } = showing
  const { inOrder, swapped } = spokenOf(showing)
  return {
    ...{ promptId, question, modelLo, modelHi },
    people: { lo: humanLo, hi: humanHi, other: humanOther },
    verdict: settledVerdict(inOrder, swapped) ?? 0,
  }
}

function groupedBy<Item>(items: readonly Item[], key: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(key(item)) ?? []
    group.push(item)
    groups.set(key(item), group)
  }
  return [...groups.values()]
}
