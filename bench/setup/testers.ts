import type { Db } from '../../db/connection/client.ts'
import { createInvites, findInvite } from '../../db/testers/invites.ts'
import { findTester, joinStudy, type Tester } from '../../db/testers/testers.ts'

export type Joined = { tester: Tester; token: string; key: string }

/** Joins `count` testers by one open link. */
export async function joinTesters(db: Db, { studyId, count }: { studyId: number; count: number }) {
  const [made] = await createInvites(db, {
    studyId,
    kind: 'open',
    count: 1,
    label: '',
    cap: null,
    expires: null,
  })
  const invite = await findInvite(db, made?.code ?? '')
  if (!invite) throw new Error('The invite is gone')
  const joined: Joined[] = []
  for (let n = 0; n < count; n++) {
    const entered = await joinStudy(db, { ...invite, locale: 'en' })
    const tester = entered && (await findTester(db, { key: invite.key, token: entered.token }))
    if (!entered || !tester) throw new Error('A tester could not join')
    joined.push({ tester, token: entered.token, key: invite.key })
  }
  return joined
}
