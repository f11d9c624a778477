import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { listBatches, modelsOf } from '../../../db/outputs/batches.ts'
import { rejectDraft } from '../../../db/outputs/drafts.ts'
import { BatchesPage, type UploadFields } from '../../../views/admin/outputs/batches.tsx'
import { publishDraft } from '../../actions/outputs/publish-draft.ts'
import { Invalid } from '../../domain/refusals.ts'
import type { Study } from '../../domain/study.ts'
import { actionContext } from '../../http/action-context.ts'
import { faultOf, frameOf, nameOf, studyOf } from '../../http/admin-request.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requirePerson } from '../../http/auth.ts'
import { check } from '../../http/strict-json.ts'
import { DraftUpload, readDraft, reportIn, startReading } from '../../importing/drafts.ts'
import { type Fields, readMultipart, transferLimits } from '../../importing/multipart.ts'
import { UploadSettings } from '../../importing/upload-options.ts'

export const batchPages = new Hono<AppEnv>()

batchPages.get('/studies/:slug/batches', requirePerson('results:read'), async (c) => {
  const study = await studyOf(c)
  return c.html(<BatchesPage {...(await shown(c, study))} />)
})

batchPages.post('/studies/:slug/batches', requirePerson('studies:write'), async (c) => {
  const study = await studyOf(c)
  const upload = new DraftUpload(c.get('db'), { study, by: nameOf(c) })
  const limits = c.get('config').uploadLimits
  let values: UploadFields = { map: '', model: '', goodRows: false }
  try {
    const fields = await receive(c, upload)
    values = valuesOf(fields)
    const settings = settingsOf(values)
    if (upload.count === 0) throw new Invalid('Choose at least one file, or paste some text')
    const batchId = await upload.finish()
    if (textOf(fields, 'act') === 'look') {
      await startReading(c.get('db'), { study, batchId, settings, limits })
      return c.redirect(`/studies/${study.slug}/batches/${batchId}`, 303)
    }
    await readDraft(c.get('db'), { study, batchId, settings, limits })
    await publishDraft(actionContext(c), { study, batchId, goodRows: values.goodRows, decisions: {} })
    return c.redirect(`/studies/${study.slug}/batches#batch-${batchId}`, 303)
  } catch (error) {
    const report = await refuse(c, { study, batchId: upload.batchId })
    if (!(error instanceof Invalid)) throw error
    const refused = report && { result: { title: 'Nothing was stored', report } }
    const page = { ...(await shown(c, study)), values, problem: error.message, ...refused }
    return c.html(<BatchesPage {...page} />, 422)
  }
})

/** Nothing of a refused upload stays but its report, if it came so far. */
async function refuse(c: Context<AppEnv>, { study, batchId }: { study: Study; batchId: number | null }) {
  if (batchId === null) return null
  const of = { studyId: study.id, batchId }
  const report = await reportIn(c.get('db'), of)
  await rejectDraft(c.get('db'), { ...of, report })
  return report
}

async function shown(c: Context<AppEnv>, study: Study) {
  const db = c.get('db')
  const [batches, models] = await Promise.all([
    listBatches(db, { studyId: study.id }),
    modelsOf(db, study.id),
  ])
  return { frame: frameOf(c), study, batches, models }
}

/** Files and pasted text go into the draft; the other fields come back. */
async function receive(c: Context<AppEnv>, upload: DraftUpload): Promise<Fields> {
  const fields = await readMultipart(c.req.raw, transferLimits(c.get('config')), async (part) => {
    if (part.name === 'file' && part.filename !== '') await upload.take(part)
    else for await (const _ of part.chunks);
  })
  for (const { name, value } of fields) {
    const times = fields.filter((field) => field.name === name).length
    const fault = faultOf({ once: ['map', 'model', 'good_rows', 'act', 'paste'] }, { name, value, times })
    if (fault) throw new HTTPException(400, { message: `Nothing was done: the field "${name}" ${fault}` })
  }
  const pasted = textOf(fields, 'paste')
  if (pasted.trim() !== '') await upload.take({ filename: 'pasted', chunks: once(Buffer.from(pasted)) })
  return fields
}

async function* once(bytes: Buffer) {
  yield bytes
}

const textOf = (fields: Fields, wanted: string) =>
  (fields.find(({ name }) => name === wanted)?.value ?? '').replaceAll('\r\n', '\n')

const valuesOf = (fields: Fields): UploadFields => ({
  map: textOf(fields, 'map'),
  model: textOf(fields, 'model'),
  goodRows: textOf(fields, 'good_rows') !== '',
})

function settingsOf({ map, model }: UploadFields): UploadSettings {
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
    },
    UploadSettings,
  )
}
