import { beforeAll, describe, expect, test } from 'vitest'
import { ownVotes } from '../../db/testers/own-votes.ts'
import type { Study } from '../../server/domain/study.ts'

import { sealAll } from '../../server/sealing/sealing.ts'
import { useDatabase } from '../setup/database.ts'
import { castVote, joinMade, openMadeStudy, outputsOf } from '../setup/made-study.ts'
import { runCommand } from './run-command.ts'

const database = useDatabase()
const verify = (...words: string[]) => runCommand(['verify', ...words], { DATABASE_URL: database.url() })
let study: Study
let who: Awaited<ReturnType<typeof joinMade>>
let receipt = ''
let vote = ''

async function voteAndSeal(): Promise<string> {
  const cast = await castVote(database.db(), { study, who, judge: () => 'a' })
  await sealAll(database.db())
  return cast?.comparison ?? ''
}

beforeAll(async () => {
  study = await openMadeStudy(database.db(), { slug: 'sealed', outputs: outputsOf(['m1', 'm2'], 4) })
  who = await joinMade(database.db(), study)
  for (let n = 0; n < 3; n++) vote = await voteAndSeal()
  receipt = (await ownVotes(database.db(), who)).find((own) => own.receipt.startsWith('3-'))?.receipt ?? ''
})

describe('tiebreak verify STUDY', () => {
  test('says how many votes are sealed, and takes a receipt and a seal that fit, also when more came since', async () => {
    const whole = await verify('sealed')
    expect(whole).toMatchObject({ code: 0, stderr: '' })
    const [, head = ''] = /3 votes, 3 sealed, last seal ([0-9a-f]{64}) at position 3/.exec(whole.stdout) ?? []
    await voteAndSeal()
    const kept = await verify('sealed', '--head', head)
    expect(kept).toMatchObject({ code: 0, stderr: expect.stringContaining('up to position 3') })
    expect(await verify('sealed', '--head', head.replace(/./g, '0'))).toMatchObject({ code: 1 })
    expect(await verify('sealed', '--receipt', receipt)).toMatchObject({ code: 0 })
    expect(await verify('sealed', '--receipt', receipt.replace(/^3/, '2'))).toMatchObject({ code: 1 })
  }, 120_000)

  test('names the row that was changed and exits 1', async () => {
    await database.db().begin(async (tx) => {
      await tx`set local session_replication_role = replica`
      await tx`update votes set outcome = 'b' where position = 3`
    })
    const { code, stderr } = await verify('sealed')
    expect(code).toBe(1)
    expect(stderr).toContain(`changed: the vote at position 3 is not the one that was sealed (${vote})`)
    const told = await verify('sealed', '--json')
    expect(told.code).toBe(1)
    expect(JSON.parse(told.stdout).problems).toMatchObject([{ kind: 'changed', position: 3, vote }])
    expect(await verify('sealed', '--receipt', receipt)).toMatchObject({ code: 1 })
  }, 120_000)
})
