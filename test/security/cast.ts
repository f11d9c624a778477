import { createPerson } from '../../db/accounts/people.ts'
import { startSession } from '../../db/accounts/sessions.ts'
import { createToken } from '../../db/accounts/tokens.ts'
import type { Db } from '../../db/connection/client.ts'
import { createInvites, findInvite } from '../../db/testers/invites.ts'
import { joinStudy } from '../../db/testers/testers.ts'
import type { Study } from '../../server/domain/study.ts'

export const password = 'correct horse battery canary'

/** An owner with a session, a token that may do everything, an invite and a tester who has joined. */
export async function cast(db: Db, study: Study) {
  const owner = await createPerson(db, { email: 'owner@example.org', password, role: 'owner' })
  const session = await startSession(db, { personId: owner.id })
  const { token } = await createToken(db, {
    name: 't',
    scopes: ['admin'],
    studyId: null,
    days: 1,
    by: 'test',
  })
  const wanted = { studyId: study.id, kind: 'open', count: 1, label: '', cap: null, expires: null } as const
  const [invite] = await createInvites(db, wanted)
  const found = await findInvite(db, invite?.code ?? '')
  const joined = found && (await joinStudy(db, { ...found, locale: 'en', promisedMinutes: null }))
  return {
    code: invite?.code ?? '',
    secrets: { session, token, tester: joined?.token ?? '' },
    headers: {
      owner: { Cookie: `tb=${session}` },
      token: { Authorization: `Bearer ${token}` },
      tester: { Cookie: `tester_${study.key}=${joined?.token}` },
      nobody: {},
    },
  }
}
export type Cast = Awaited<ReturnType<typeof cast>>
