import { type Context, Hono } from 'hono'
import { listExclusions } from '../../../db/testers/exclusions.ts'
import { listTesters } from '../../../db/testers/testers.ts'
import { TestersPage } from '../../../views/admin/people/testers.tsx'
import { excludeTester } from '../../actions/testers/exclude.ts'
import { readmitTester } from '../../actions/testers/readmit.ts'
import { withdrawTester } from '../../actions/testers/withdraw.ts'
import { NotFound } from '../../domain/refusals.ts'
import type { Study } from '../../domain/study.ts'
import { actionContext } from '../../http/action-context.ts'
import { formOf, frameOf, idOf, noFields, queryOf, studyOf } from '../../http/admin-request.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requirePerson } from '../../http/auth.ts'
import { flagsOf } from '../../report/tester-flags.ts'

export const testerPages = new Hono<AppEnv>()

testerPages.get('/studies/:slug/testers', requirePerson('testers:read'), async (c) => {
  const study = await studyOf(c)
  return c.html(<TestersPage {...(await shown(c, study))} />)
})

testerPages.post('/studies/:slug/testers/:id/exclusion', requirePerson('studies:write'), async (c) => {
  const study = await studyOf(c)
  const tester = await testerOf(c, study)
  const form = await formOf(c, { once: ['reason', 'replace'] })
  const reason = form.text('reason').trim().slice(0, 1000)
  const replaces = form.text('replace') === 'yes'
  if (reason === '') {
    const problem = 'Say why this tester is left out: whoever reads the results will want to know'
    return c.html(<TestersPage {...(await shown(c, study))} problem={problem} />, 422)
  }
  await excludeTester(actionContext(c), { study, testerId: tester.id, reason, replaces })
  return c.redirect(`/studies/${study.slug}/testers`, 303)
})

testerPages.post('/studies/:slug/testers/:id/readmission', requirePerson('studies:write'), async (c) => {
  await noFields(c)
  const study = await studyOf(c)
  const tester = await testerOf(c, study)
  await readmitTester(actionContext(c), { study, testerId: tester.id })
  return c.redirect(`/studies/${study.slug}/testers`, 303)
})

testerPages.post('/studies/:slug/testers/:id/withdrawal', requirePerson('studies:write'), async (c) => {
  const study = await studyOf(c)
  const tester = await testerOf(c, study)
  if ((await formOf(c, { once: ['confirm'] })).text('confirm') !== 'yes') {
    const problem = 'Nobody was withdrawn: tick the box, since this cannot be taken back'
    return c.html(<TestersPage {...(await shown(c, study))} problem={problem} />, 422)
  }
  await withdrawTester(actionContext(c), { study, testerId: tester.id })
  return c.redirect(`/studies/${study.slug}/testers`, 303)
})

async function testerOf(c: Context<AppEnv>, study: Study) {
  const id = idOf(c)
  const tester = (await listTesters(c.get('db'), study.id)).find((row) => row.id === id)
  if (!tester) throw new NotFound('No such tester')
  return tester
}

async function shown(c: Context<AppEnv>, study: Study) {
  const db = c.get('db')
  const [rows, exclusions] = await Promise.all([listTesters(db, study.id), listExclusions(db, study.id)])
  const testers = rows.map((row) => ({ ...row, flags: flagsOf(row) }))
  return { frame: frameOf(c), study, testers, exclusions, query: queryOf(c) }
}
