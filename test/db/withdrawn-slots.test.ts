import { beforeEach, describe, expect, test } from 'vitest'
import type { Db } from '../../db/connection/client.ts'
import { type Withdrawable, withdraw } from '../../db/outputs/withdrawals.ts'
import { stopTester, withdrawTester } from '../../db/testers/journey.ts'
import { handOutPair, handOutRepeat } from '../../db/voting/comparisons.ts'
import { recordVote } from '../../db/voting/votes.ts'
import type { Study } from '../../server/domain/study.ts'
import { planPairs } from '../../server/pairing/planning.ts'
import { useDatabase } from '../setup/database.ts'
import { answerOf, castVote, joinMade, openMadeStudy, outputsOf } from '../setup/made-study.ts'

const database = useDatabase()
type Who = { studyId: number; testerId: number }

let made = 0
let study: Study
let who: Who
beforeEach(async () => {
  made += 1
  const settings = { votes_per_pair: 1, repeat_share: 0.5 }
  const outputs = outputsOf(['calm', 'windy'], 12)
  study = await openMadeStudy(database.db(), { slug: `w${made}`, outputs, settings })
  await planPairs(database.db(), { study })
  who = await joinMade(database.db(), study)
})

const withdrawn: [string, (live: { id: string }) => Promise<Withdrawable>][] = [
  ['model', async () => ({ model: 'calm' })],
  ['prompt', async ({ id }) => ({ prompt: await promptOf(id) })],
]
const leaving: [string, (live: { id: string }) => Promise<unknown>][] = [
  [
    'skipped',
    ({ id }) =>
      recordVote(database.db(), {
        ...who,
        comparison: id,
        answer: answerOf('skip'),
        claims: {},
        input: 'form',
      }),
  ],
  ['let go by a tester who stops', () => stopTester(database.db(), who)],
  ['let go by a tester who withdraws', () => withdrawTester(database.db(), who)],
]

describe.each(withdrawn)('of a withdrawn %s', (_, what) => {
  test.each(leaving)('a pair that is %s is handed out to nobody else', async (_how, leave) => {
    const live = await handOutPair(database.db(), who)
    if (!live) throw new Error('Nothing was handed out')
    const shown = await pairOf(live.id)
    await withdraw(database.db(), study.id, await what(live))
    await leave(live)
    const [pair] =
      await database.db()`select slots, taken from pairs where study_id = ${study.id} and id = ${shown}`
    expect(pair).toEqual({ slots: 0, taken: 0 })
  })
})

test('a pair skipped while the withdrawal of its model was under way is handed out to nobody', async () => {
  const live = await handOutPair(database.db(), who)
  await database.db().begin(async (withdrawing) => {
    await withdraw(withdrawing as unknown as Db, study.id, { model: 'calm' })
    const vote = { ...who, comparison: live?.id ?? '', claims: {}, input: 'form' }
    expect(await recordVote(database.db(), { ...vote, answer: answerOf('skip') })).toBe('stored')
  })
  const open = () => database.db()`select from pairs where study_id = ${study.id} and taken < slots`
  expect(await open()).toHaveLength(1)
  expect(await handOutPair(database.db(), await joinMade(database.db(), study))).toBeNull()
  expect(await open()).toHaveLength(0)
})

test('an answer about a withdrawn model is not asked for again', async () => {
  for (let n = 0; n < 12; n++) await castVote(database.db(), { study, who, judge: () => 'a' })
  await withdraw(database.db(), study.id, { model: 'windy' })
  expect(await handOutRepeat(database.db(), who)).toBeNull()
})

const promptOf = async (comparison: string) => {
  const [row] = await database.db()`
    select q.external_id as id from comparisons c
    join pairs p on p.study_id = c.study_id and p.id = c.pair_id
    join prompts q on q.study_id = c.study_id and q.id = p.prompt_id
    where c.study_id = ${study.id} and c.id = ${comparison}`
  return String(row?.id)
}
const pairOf = async (comparison: string) => {
  const [row] =
    await database.db()`select pair_id as pair from comparisons where study_id = ${study.id} and id = ${comparison}`
  return Number(row?.pair)
}
