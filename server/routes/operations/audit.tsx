import { Hono } from 'hono'
import { listActs } from '../../../db/accounts/audit.ts'
import { findStudy } from '../../../db/studies/studies.ts'
import { AuditPage } from '../../../views/admin/people/audit.tsx'
import { NotFound } from '../../domain/refusals.ts'
import { frameOf, queryOf } from '../../http/admin-request.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requirePerson } from '../../http/auth.ts'

const pageLength = 100

export const auditPages = new Hono<AppEnv>()

auditPages.get('/audit', requirePerson('audit:read'), async (c) => {
  const { before, study: slug } = queryOf(c)
  if (before !== undefined && !/^\d{1,15}$/.test(before)) throw new NotFound('There is no such page')
  const study = slug ? await findStudy(c.get('db'), { slug: slug.replaceAll('\0', ''), only: null }) : null
  if (slug && !study) throw new NotFound('No such study')
  const acts = await listActs(c.get('db'), {
    ...(study && { studyId: study.id }),
    ...(before && { before: Number(before) }),
    limit: pageLength,
  })
  const last = acts.length === pageLength ? acts.at(-1) : undefined
  const query = new URLSearchParams({ ...(slug && { study: slug }), before: String(last?.id ?? '') })
  return c.html(<AuditPage frame={frameOf(c)} acts={acts} next={last ? `/audit?${query}` : null} />)
})
