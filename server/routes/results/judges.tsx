import { type Context, Hono } from 'hono'
import { listJudges } from '../../../db/results/judges.ts'
import { JudgePage } from '../../../views/admin/results/judge.tsx'
import { JudgesPage } from '../../../views/admin/results/judges.tsx'
import { uploadVerdicts } from '../../actions/judges/upload.ts'
import { Invalid, NotFound } from '../../domain/refusals.ts'
import type { Judge } from '../../domain/result-rows.ts'
import type { Study } from '../../domain/study.ts'
import { actionContext } from '../../http/action-context.ts'
import { formOf, frameOf, idOf, queryOf, studyOf } from '../../http/admin-request.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requirePerson } from '../../http/auth.ts'
import { chunksOf } from '../../http/stream.ts'
import { limitUpload } from '../../http/upload-limit.ts'
import { assessJudge } from '../../results/judging.ts'

export const judgePages = new Hono<AppEnv>()

judgePages.get('/studies/:slug/judges', requirePerson('results:read'), async (c) => {
  const study = await studyOf(c)
  return c.html(<JudgesPage {...(await shown(c, study))} />)
})

judgePages.post('/studies/:slug/judges', requirePerson('studies:write'), limitUpload, async (c) => {
  const study = await studyOf(c)
  const form = await formOf(c, { once: ['judge'], files: ['file'] })
  const judge = form.text('judge').trim()
  const [file] = form.files('file')
  try {
    if (!file) throw new Invalid('Choose the file with the verdicts')
    const upload = { name: file.name, open: () => chunksOf(file) }
    await uploadVerdicts(actionContext(c), { study, judge, file: upload })
    return c.redirect(`/studies/${study.slug}/judges`, 303)
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    const details = error.issues.map(({ detail }) => detail)
    const refused = { name: judge, problem: error.message, details }
    return c.html(<JudgesPage {...(await shown(c, study))} {...refused} />, 422)
  }
})

judgePages.get('/studies/:slug/judges/:id', requirePerson('results:read'), async (c) => {
  const study = await studyOf(c)
  const judge = await judgeOf(c, study)
  const part = queryOf(c).part === 'held_out' ? 'held_out' : 'all'
  const assessment = await assessJudge(c.get('db'), { study, judge, part })
  const path = `/studies/${study.slug}/judges/${judge.id}`
  return c.html(<JudgePage {...{ frame: frameOf(c), study, path, assessment }} />)
})

async function judgeOf(c: Context<AppEnv>, study: Study): Promise<Judge> {
  const id = idOf(c)
  const judge = (await listJudges(c.get('db'), study.id)).find((one) => one.id === id)
  if (!judge) throw new NotFound('No such judge')
  return judge
}

async function shown(c: Context<AppEnv>, study: Study) {
  return { frame: frameOf(c), study, judges: await listJudges(c.get('db'), study.id) }
}
