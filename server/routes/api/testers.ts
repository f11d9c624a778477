import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { listTesters } from '../../../db/testers/testers.ts'
import { excludeTester } from '../../actions/testers/exclude.ts'
import { readmitTester } from '../../actions/testers/readmit.ts'
import { withdrawTester } from '../../actions/testers/withdraw.ts'
import { NotFound } from '../../domain/refusals.ts'
import type { Study } from '../../domain/study.ts'
import type { TesterRow } from '../../domain/tester-rows.ts'
import { actionContext } from '../../http/action-context.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requireActor } from '../../http/auth.ts'
import { flagsOf } from '../../report/tester-flags.ts'
import { bearer, json, refusing, StudyPath } from './contract/answers.ts'
import { NumberedPage, nextPage, pageOf } from './paging.ts'
import { bodyOf, noBody, queryOf, studyOf } from './request.ts'

const Exclusion = z.strictObject({
  reason: z.string().trim().min(1, 'must say why: whoever reads the results will want to know').max(1000),
  /** Whether others are asked for the answers left out. */
  replace: z.boolean().default(true),
})

export const testerRoutes = new OpenAPIHono<AppEnv>()

testerRoutes.get('/studies/:slug/testers', requireActor('studies:write'), async (c) => {
  const study = await studyOf(c)
  const { page, next } = pageOf(await listTesters(c.get('db'), study.id), queryOf(c, NumberedPage))
  return c.json({ testers: page.map(testerJson), next })
})

testerRoutes.post('/studies/:slug/testers/:tester/exclusion', requireActor('studies:write'), async (c) => {
  const study = await studyOf(c)
  const tester = await testerOf(c, study)
  const { reason, replace: replaces } = await bodyOf(c, Exclusion)
  await excludeTester(actionContext(c), { study, testerId: tester.id, reason, replaces })
  return c.json(testerJson(await testerOf(c, study)))
})

testerRoutes.post('/studies/:slug/testers/:tester/readmission', requireActor('studies:write'), async (c) => {
  await noBody(c)
  const study = await studyOf(c)
  const tester = await testerOf(c, study)
  await readmitTester(actionContext(c), { study, testerId: tester.id })
  return c.json(testerJson(await testerOf(c, study)))
})

testerRoutes.post('/studies/:slug/testers/:tester/withdrawal', requireActor('studies:write'), async (c) => {
  await noBody(c)
  const study = await studyOf(c)
  const tester = await testerOf(c, study)
  await withdrawTester(actionContext(c), { study, testerId: tester.id })
  return c.json(testerJson(await testerOf(c, study)))
})

/** By the pseudonym that stands in the exports. */
async function testerOf(c: Context<AppEnv>, study: Study): Promise<TesterRow> {
  const pseudonym = c.req.param('tester')
  const tester = (await listTesters(c.get('db'), study.id)).find((row) => row.pseudonym === pseudonym)
  if (!tester) throw new NotFound('No such tester')
  return tester
}

const testerJson = (tester: TesterRow): z.input<typeof TesterAnswer> => ({
  id: tester.id,
  tester: tester.pseudonym,
  votes: tester.votes,
  skips: tester.skips,
  left_share: tester.left && tester.left.count / tester.left.total,
  median_seconds: tester.medianSeconds,
  checks: tester.checks,
  checks_passed: tester.checksPassed,
  after_report: tester.afterReport,
  by_staff: tester.byStaff,
  flags: flagsOf(tester),
  simulated: tester.simulated,
  excluded: tester.excluded,
  consent_at: tester.consentAt.toISOString(),
  finished_at: tester.finishedAt?.toISOString() ?? null,
  withdrawn_at: tester.withdrawnAt?.toISOString() ?? null,
})

const TesterAnswer = z
  .object({
    id: z.number().int(),
    tester: z.string(),
    votes: z.number().int(),
    skips: z.number().int(),
    left_share: z.number().nullable(),
    median_seconds: z.number().nullable(),
    checks: z.number().int(),
    checks_passed: z.number().int(),
    after_report: z.number().int(),
    by_staff: z.boolean(),
    flags: z
      .array(
        z.enum([
          'one_side',
          'hasty',
          'differs_from_peers',
          'missed_checks',
          'unseen_answer',
          'after_report',
          'by_staff',
        ]),
      )
      .openapi({ description: 'Habits that deserve a look; nobody is left out for one' }),
    simulated: z.boolean(),
    excluded: z.boolean(),
    consent_at: z.string(),
    finished_at: z.string().nullable(),
    withdrawn_at: z.string().nullable(),
  })
  .openapi('Tester')

const TesterPath = StudyPath.extend({ tester: z.string() })
const changed = { 200: { description: 'The tester', content: json(TesterAnswer) } }

testerRoutes.openAPIRegistry.registerPath(
  createRoute({
    method: 'get',
    path: '/studies/{slug}/testers',
    summary: 'List testers by pseudonym',
    security: bearer,
    request: { params: StudyPath, query: NumberedPage },
    responses: {
      200: {
        description: 'A page of testers; `next` goes into `after`',
        content: json(z.object({ testers: z.array(TesterAnswer), next: nextPage })),
      },
      ...refusing(422),
    },
  }),
)
testerRoutes.openAPIRegistry.registerPath(
  createRoute({
    method: 'post',
    path: '/studies/{slug}/testers/{tester}/exclusion',
    summary:
      'Leave a tester out of clean results; the votes stay, and others are asked for them unless `replace` is false',
    security: bearer,
    request: { params: TesterPath, body: { content: json(Exclusion), required: true } },
    responses: { ...changed, ...refusing(400, 409, 413, 415, 422) },
  }),
)
testerRoutes.openAPIRegistry.registerPath(
  createRoute({
    method: 'post',
    path: '/studies/{slug}/testers/{tester}/readmission',
    summary: 'Take an exclusion back',
    security: bearer,
    request: { params: TesterPath },
    responses: { ...changed, ...refusing(400, 409, 422) },
  }),
)
testerRoutes.openAPIRegistry.registerPath(
  createRoute({
    method: 'post',
    path: '/studies/{slug}/testers/{tester}/withdrawal',
    summary: 'Withdraw a tester who asked for it; this cannot be taken back',
    security: bearer,
    request: { params: TesterPath },
    responses: { ...changed, ...refusing(400, 409, 422) },
  }),
)
