import { Readable } from 'node:stream'
import { createPerson as makePerson } from '../../db/accounts/people.ts'
import { startSession } from '../../db/accounts/sessions.ts'
import { createToken as makeToken } from '../../db/accounts/tokens.ts'
import type { Db } from '../../db/connection/client.ts'
import { withdraw } from '../../db/outputs/withdrawals.ts'
import { findSnapshot } from '../../db/results/snapshots.ts'
import { excludeTester as leaveOut } from '../../db/testers/exclusions.ts'
import { createInvites as makeInvites } from '../../db/testers/invites.ts'
import { createPerson } from '../../server/actions/accounts/create-person.ts'
import { createToken } from '../../server/actions/accounts/create-token.ts'
import { disablePerson } from '../../server/actions/accounts/disable.ts'
import { enablePerson } from '../../server/actions/accounts/enable.ts'
import { endSessions } from '../../server/actions/accounts/end-sessions.ts'
import { resetPassword } from '../../server/actions/accounts/reset-password.ts'
import { revokeToken } from '../../server/actions/accounts/revoke-token.ts'
import type { ActionContext } from '../../server/actions/context.ts'
import { createInvites } from '../../server/actions/invites/create.ts'
import { revokeInvite } from '../../server/actions/invites/revoke.ts'
import { uploadVerdicts } from '../../server/actions/judges/upload.ts'
import { discardDraft } from '../../server/actions/outputs/discard-draft.ts'
import { importFiles } from '../../server/actions/outputs/import-files.ts'
import { publishDraft } from '../../server/actions/outputs/publish-draft.ts'
import { readmitOutputs } from '../../server/actions/outputs/readmit.ts'
import { withdrawOutputs } from '../../server/actions/outputs/withdraw.ts'
import { createSnapshot } from '../../server/actions/snapshots/create.ts'
import { revokeSnapshot } from '../../server/actions/snapshots/revoke.ts'
import { shareSnapshot } from '../../server/actions/snapshots/share.ts'
import { changeStudyState } from '../../server/actions/studies/change-state.ts'
import { createStudy } from '../../server/actions/studies/create.ts'
import { editStudy } from '../../server/actions/studies/edit.ts'
import { startQuickly } from '../../server/actions/studies/quick-start.ts'
import { excludeTester } from '../../server/actions/testers/exclude.ts'
import { readmitTester } from '../../server/actions/testers/readmit.ts'
import { withdrawTester } from '../../server/actions/testers/withdraw.ts'
import type { Person } from '../../server/domain/account-rows.ts'
import type { Snapshot } from '../../server/domain/result-rows.ts'
import type { Study } from '../../server/domain/study.ts'
import { DraftUpload, readDraft } from '../../server/importing/drafts.ts'
import { UploadSettings } from '../../server/importing/upload-options.ts'
import { join, openStudy } from './voted-study.ts'

/** A study of its own for each try of an act, and a name nobody else has. */
export type World = { name: string; study: Study; id: number; person: Person; snapshot: Snapshot }

export type TriedAct = {
  /** its file under server/actions */
  file: string
  /** what the audit calls it */
  act: string
  prepare?: (db: Db, world: World) => Promise<Partial<World>>
  run: (ctx: ActionContext, world: World) => Promise<unknown>
  /** how many rows say that it was done; none where the act itself is all that is stored */
  done?: (db: Db, world: World) => Promise<ArrayLike<unknown>>
}

let worlds = 0

export async function newWorld(db: Db, { prepare }: Pick<TriedAct, 'prepare'>): Promise<World> {
  const name = `world-${++worlds}`
  const study = await openStudy(db, { slug: name, models: ['good', 'poor'], prompts: 1 })
  const world = { name, study, id: 0 } as World
  return { ...world, ...(await prepare?.(db, world)) }
}

const bytes = (text: string) => ({ name: 'rows.csv', open: () => Readable.from([Buffer.from(text)]) })
const newRows = 'prompt,model,output\nQuestion 0?,late,An answer that came late\n'
const verdicts = 'prompt,model_a,model_b,winner\np0,good,poor,a\n'

const tester = async (db: Db, { study }: World) => ({ id: (await join(db, study)).testerId })
const excluded = async (db: Db, world: World) => {
  const { id } = await tester(db, world)
  await leaveOut(db, { studyId: world.study.id, testerId: id, rule: 'by hand', reason: 'x', by: 'test' })
  return { id }
}
const person = async (db: Db, { name }: World) => {
  const made = await makePerson(db, {
    email: `${name}@example.org`,
    password: 'eight or more',
    role: 'analyst',
  })
  return { id: made.id, person: made }
}
const signedIn = async (db: Db, world: World) => {
  const made = await person(db, world)
  await startSession(db, { personId: made.id })
  return made
}
const draft = async (db: Db, { study }: World) => {
  const upload = new DraftUpload(db, { study, by: 'test' })
  await upload.take({ filename: 'rows.csv', chunks: bytes(newRows).open() })
  const id = await upload.finish()
  await readDraft(db, { study, batchId: id, settings: UploadSettings.parse({}), limits: {} })
  return { id }
}
const snapshot = async (db: Db, { study, name }: World) => {
  const id = `snap_20300101_${name}`
  await db`
    insert into snapshots (study_id, id, filter, position, created_by, state, manifest)
    values (${study.id}, ${id}, '{}', 1, 'test', 'ready', '{}')`
  return { snapshot: (await findSnapshot(db, { studyId: study.id, id })) as Snapshot }
}
const voted = async (db: Db, { study }: World) => {
  await db`update ballot_boxes set position = 1 where study_id = ${study.id}`
  return {}
}
const invite = async (db: Db, { study }: World) => {
  const wanted = { studyId: study.id, kind: 'open', count: 1, label: '', cap: null, expires: null } as const
  return { id: (await makeInvites(db, wanted))[0]?.id ?? 0 }
}

/** Every act there is, as it is done, and how it shows that it was. */
export const acts: TriedAct[] = [
  {
    file: 'studies/create',
    act: 'study.create',
    run: (ctx, { name }) => createStudy(ctx, { name: 'New', slug: `${name}-new`, question: 'Which?' }),
    done: (db, { name }) => db`select from studies where slug = ${`${name}-new`}`,
  },
  {
    file: 'studies/edit',
    act: 'study.edit',
    run: (ctx, { study }) => editStudy(ctx, { study, body: { name: 'Renamed' } }),
    done: (db, { study }) => db`select from studies where id = ${study.id} and name = 'Renamed'`,
  },
  {
    file: 'studies/change-state',
    act: 'study.state',
    run: (ctx, { study }) => changeStudyState(ctx, { study, state: 'paused' }),
    done: (db, { study }) => db`select from ballot_boxes where study_id = ${study.id} and state = 'paused'`,
  },
  {
    file: 'studies/quick-start',
    act: 'study.quick_start',
    run: (ctx, { name }) =>
      startQuickly(ctx, {
        ...{ name: `${name} quick`, question: 'Which?', first: 'one', second: 'two' },
        examples: [{ prompt: 'Ask', first: 'Brief', second: 'At length' }],
      }),
    done: (db, { name }) => db`select from studies where slug = ${`${name}-quick`}`,
  },
  {
    file: 'outputs/import-files',
    act: 'batch.publish',
    run: (ctx, { study }) =>
      importFiles(ctx, { study, files: [bytes(newRows)], settings: UploadSettings.parse({}), limits: {} }),
    done: (db, { study }) => db`select from models where study_id = ${study.id} and name = 'late'`,
  },
  {
    file: 'outputs/publish-draft',
    act: 'batch.publish',
    prepare: draft,
    run: (ctx, { study, id }) => publishDraft(ctx, { study, batchId: id, goodRows: false, decisions: {} }),
    done: (db, { study }) => db`select from models where study_id = ${study.id} and name = 'late'`,
  },
  {
    file: 'outputs/discard-draft',
    act: 'batch.discard',
    prepare: draft,
    run: (ctx, { study, id }) => discardDraft(ctx, { study, batchId: id }),
    done: (db, { study }) => db`select from batches where study_id = ${study.id} and state = 'discarded'`,
  },
  {
    file: 'outputs/withdraw',
    act: 'model.withdraw',
    run: (ctx, { study }) => withdrawOutputs(ctx, { study, of: { model: 'poor' } }),
    done: (db, { study }) => db`select from models where study_id = ${study.id} and withdrawn_at is not null`,
  },
  {
    file: 'outputs/readmit',
    act: 'prompt.readmit',
    prepare: async (db, { study }) => {
      await withdraw(db, study.id, { prompt: 'p0' })
      return {}
    },
    run: (ctx, { study }) => readmitOutputs(ctx, { study, of: { prompt: 'p0' } }),
    done: (db, { study }) => db`select from prompts where study_id = ${study.id} and withdrawn_at is null`,
  },
  {
    file: 'invites/create',
    act: 'invite.create',
    run: (ctx, { study }) => createInvites(ctx, { study, body: { kind: 'open' } }),
    done: (db, { study }) => db`select from invites where study_id = ${study.id}`,
  },
  {
    file: 'invites/revoke',
    act: 'invite.revoke',
    prepare: invite,
    run: (ctx, { study, id }) => revokeInvite(ctx, { study, id }),
    done: (db, { study }) => db`select from invites where study_id = ${study.id} and revoked_at is not null`,
  },
  {
    file: 'testers/exclude',
    act: 'tester.exclude',
    prepare: tester,
    run: (ctx, { study, id }) => excludeTester(ctx, { study, testerId: id, reason: 'x', replaces: true }),
    done: (db, { study }) => db`select from exclusions where study_id = ${study.id}`,
  },
  {
    file: 'testers/readmit',
    act: 'tester.readmit',
    prepare: excluded,
    run: (ctx, { study, id }) => readmitTester(ctx, { study, testerId: id }),
    done: (db, { study }) =>
      db`select from exclusions where study_id = ${study.id} and lifted_at is not null`,
  },
  {
    file: 'testers/withdraw',
    act: 'tester.withdraw',
    prepare: tester,
    run: (ctx, { study, id }) => withdrawTester(ctx, { study, testerId: id }),
    done: (db, { study }) =>
      db`select from testers where study_id = ${study.id} and withdrawn_at is not null`,
  },
  {
    file: 'judges/upload',
    act: 'judge.upload',
    run: (ctx, { study }) => uploadVerdicts(ctx, { study, judge: 'strict', file: bytes(verdicts) }),
    done: (db, { study }) => db`select from judges where study_id = ${study.id}`,
  },
  {
    file: 'snapshots/create',
    act: 'snapshot.create',
    prepare: voted,
    run: (ctx, { study }) => createSnapshot(ctx, { study, request: {} }),
    done: (db, { study }) => db`select from snapshots where study_id = ${study.id}`,
  },
  {
    file: 'snapshots/share',
    act: 'snapshot.share',
    prepare: snapshot,
    run: (ctx, { study, snapshot: shared }) => shareSnapshot(ctx, { study, snapshot: shared, days: 1 }),
  },
  {
    file: 'snapshots/revoke',
    act: 'snapshot.revoke',
    prepare: snapshot,
    run: (ctx, { study, snapshot: { id } }) => revokeSnapshot(ctx, { study, id, reason: 'x' }),
    done: (db, { study }) => db`select from snapshots where study_id = ${study.id} and state = 'revoked'`,
  },
  {
    file: 'accounts/create-person',
    act: 'person.create',
    run: (ctx, { name }) =>
      createPerson(ctx, { email: `${name}@example.org`, password: 'eight or more', role: 'analyst' }),
    done: (db, { name }) => db`select from people where email = ${`${name}@example.org`}`,
  },
  {
    file: 'accounts/reset-password',
    act: 'person.password',
    prepare: signedIn,
    run: (ctx, { person: { email } }) => resetPassword(ctx, { email, password: 'another password' }),
    done: async (db, { id }) => [1].slice((await db`select from sessions where person_id = ${id}`).length),
  },
  {
    file: 'accounts/disable',
    act: 'person.disable',
    prepare: async (db, world) => {
      await makePerson(db, { email: `o-${world.name}@example.org`, password: 'eight or more', role: 'owner' })
      return person(db, world)
    },
    run: (ctx, { id }) => disablePerson(ctx, id),
    done: (db, { id }) => db`select from people where id = ${id} and disabled_at is not null`,
  },
  {
    file: 'accounts/enable',
    act: 'person.enable',
    prepare: async (db, world) => {
      const made = await person(db, world)
      await db`update people set disabled_at = now() where id = ${made.id}`
      return made
    },
    run: (ctx, { id }) => enablePerson(ctx, id),
    done: (db, { id }) => db`select from people where id = ${id} and disabled_at is null`,
  },
  {
    file: 'accounts/create-token',
    act: 'token.create',
    run: (ctx, { name, study }) =>
      createToken(ctx, { study, body: { name, scopes: ['data:read'], days: null } }),
    done: (db, { name }) => db`select from api_tokens where name = ${name}`,
  },
  {
    file: 'accounts/revoke-token',
    act: 'token.revoke',
    prepare: async (db, { name }) => {
      const wanted = { name, scopes: ['data:read'], studyId: null, days: null, by: 'test' } as const
      return { id: (await makeToken(db, wanted)).id }
    },
    run: (ctx, { id }) => revokeToken(ctx, id),
    done: (db, { id }) => db`select from api_tokens where id = ${id} and revoked_at is not null`,
  },
  {
    file: 'accounts/end-sessions',
    act: 'session.end_all',
    prepare: signedIn,
    run: (ctx, { person: whose }) => endSessions(ctx, whose),
    done: async (db, { id }) => [1].slice((await db`select from sessions where person_id = ${id}`).length),
  },
]
