import { type Context, Hono } from 'hono'
import { listBatches, modelsOf } from '../../db/batches.ts'
import { Invalid } from '../../db/refusals.ts'
import type { Study } from '../../db/studies.ts'
import { BatchesPage, type UploadFields } from '../../views/admin/batches.tsx'
import { type Form, formOf, frameOf, nameOf, note, studyOf } from '../admin-request.ts'
import type { AppEnv } from '../app-env.ts'
import { requirePerson } from '../auth.ts'
import { UploadError } from '../formats/uploads/problem.ts'
import type { UploadFile } from '../formats/uploads/types.ts'
import { importFiles } from '../importing.ts'
import { chunksOf } from '../stream.ts'
import { check } from '../strict-json.ts'
import { UploadSettings, uploadOptions } from '../upload-options.ts'

export const batchPages = new Hono<AppEnv>()

batchPages.get('/studies/:slug/batches', requirePerson('results:read'), async (c) => {
  const study = await studyOf(c)
  return c.html(<BatchesPage {...(await shown(c, study))} />)
})

batchPages.post('/studies/:slug/batches', requirePerson('studies:write'), async (c) => {
  const study = await studyOf(c)
  const form = await formOf(c)
  const values: UploadFields = {
    map: form.text('map'),
    model: form.text('model'),
    goodRows: form.text('good_rows') !== '',
  }
  try {
    const result = await importFiles(c.get('db'), {
      study,
      files: filesOf(form),
      options: uploadOptions(settingsOf(values)),
      dryRun: form.text('act') === 'check',
      by: nameOf(c),
    })
    const { id, state, report } = result
    if (state === 'dry_run') {
      const trial = { title: 'Checked, nothing stored', report }
      return c.html(<BatchesPage {...(await shown(c, study))} values={values} result={trial} />)
    }
    if (state === 'rejected') {
      const refused = { title: 'Nothing was stored', report }
      const problem =
        report.problem_count > 0
          ? 'The upload has problems: mend them, or take the rows that can be read'
          : 'There is no output in the upload'
      const page = { ...(await shown(c, study)), values, problem, result: refused }
      return c.html(<BatchesPage {...page} />, 422)
    }
    const details = { batch: id, state, content_hash: report.content_hash }
    await note(c, { act: 'batch.publish', study, subject: study.slug, details })
    return c.redirect(`/studies/${study.slug}/batches#batch-${id}`, 303)
  } catch (error) {
    const page = { ...(await shown(c, study)), values, problem: reasonOf(error) }
    return c.html(<BatchesPage {...page} />, 422)
  }
})

async function shown(c: Context<AppEnv>, study: Study) {
  const db = c.get('db')
  const [batches, models] = await Promise.all([listBatches(db, study.id), modelsOf(db, study.id)])
  return { frame: frameOf(c), study, batches, models }
}

function filesOf(form: Form): UploadFile[] {
  const files = form.files('file')
  if (files.length === 0) throw new Invalid('Choose at least one file')
  return files.map((file) => ({
    name: file.name.replaceAll('\0', '').toWellFormed(),
    open: () => chunksOf(file),
  }))
}

function settingsOf({ map, model, goodRows }: UploadFields): UploadSettings {
  const lines = map.split('\n').filter((line) => line.trim() !== '')
  const pairs = lines.map((line) => {
    const [, field, column] = /^\s*([^=]+?)\s*=\s*(.+?)\s*$/.exec(line) ?? []
    if (!field || !column) throw new Invalid(`Cannot read "${line.trim()}": write FIELD=COLUMN`)
    return [field, column] as const
  })
  return check(
    {
      ...(pairs.length > 0 && { map: Object.fromEntries(pairs) }),
      ...(model.trim() && { model: model.trim() }),
      good_rows: goodRows,
    },
    UploadSettings,
  )
}

function reasonOf(error: unknown): string {
  if (error instanceof UploadError || error instanceof Invalid) return error.message
  throw error
}
