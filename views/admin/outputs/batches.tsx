import type { BatchRow, ModelRow } from '../../../server/domain/output-rows.ts'
import type { Study } from '../../../server/domain/study.ts'
import type { Report } from '../../../server/formats/uploads/types.ts'
import { amount, count } from '../../charts/numbers.ts'
import { Field, Moment, Problem, Tick } from '../fields.tsx'
import { type Frame, StudyPage } from '../layout.tsx'
import { Withdrawal } from './prompts.tsx'
import { UploadReport } from './report.tsx'

export type UploadFields = { map: string; model: string; goodRows: boolean }

type BatchesProps = {
  frame: Frame
  study: Study
  batches: BatchRow[]
  models: ModelRow[]
  values?: UploadFields
  problem?: string
  /** Of what was just sent: a trial, or an upload that was refused. */
  result?: { title: string; report: Report }
}

const nothingTyped: UploadFields = { map: '', model: '', goodRows: false }

export function BatchesPage({ frame, study, batches, models, values, problem, result }: BatchesProps) {
  return (
    <StudyPage frame={frame} study={study} tab="Outputs" scripts={[frame.assets.upload]}>
      {models.length === 0 && (
        <p>
          Here stand the outputs your testers compare: at least two models, answering the same prompts. They
          come from files you have already.
        </p>
      )}
      <Problem>{problem}</Problem>
      {result && (
        <section id="result">
          <h2>{result.title}</h2>
          <UploadReport report={result.report} />
        </section>
      )}
      {models.length > 0 && (
        <p>
          <a href={`/studies/${study.slug}/prompts`}>Prompts by language, tag and length</a>
        </p>
      )}
      {models.length > 0 && <Models frame={frame} study={study} models={models} />}
      {frame.viewer.may.includes('studies:write') && <Upload study={study} values={values ?? nothingTyped} />}
      {batches.length > 0 && <Batches study={study} batches={batches} />}
    </StudyPage>
  )
}

const Models = ({ frame, study, models }: Pick<BatchesProps, 'frame' | 'study' | 'models'>) => (
  <section class="table-scroll" tabindex={0} aria-label="Models">
    <table>
      <thead>
        <tr>
          <th scope="col">Model</th>
          <th scope="col">Approach</th>
          <th scope="col">Cost</th>
          <th scope="col">Outputs</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {models.map((model) => (
          <tr>
            <th scope="row">{model.name}</th>
            <td>{model.approach ?? '–'}</td>
            <td>{amount(model.cost)}</td>
            <td>{count(model.outputs)}</td>
            <td>
              {model.later && <span class="badge">later</span>}
              <Withdrawal
                frame={frame}
                study={study}
                of="model"
                name={model.name}
                withdrawn={model.withdrawn}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

const Upload = ({ study, values }: { study: Study; values: UploadFields }) => (
  <section>
    <h2>Upload outputs</h2>
    <form
      class="admin-form"
      method="post"
      action={`/studies/${study.slug}/batches`}
      enctype="multipart/form-data"
    >
      <div class="field">
        <label for="file">Files</label>
        <span class="hint" id="file-hint">
          CSV, TSV, JSON, JSON Lines, or what your evaluation tool wrote; several at once, for instance one
          per model
          <span data-drop-hint hidden>
            ; or drop them here
          </span>
        </span>
        <input type="file" id="file" name="file" multiple data-drop aria-describedby="file-hint" />
      </div>
      <details>
        <summary>Or paste text</summary>
        <Field name="paste" label="Text" rows={6} hint="A table or JSON, with its header" />
      </details>
      <details open={values.map !== '' || values.model !== ''}>
        <summary>Tell what the columns mean</summary>
        <Field
          name="map"
          label="Columns"
          value={values.map}
          rows={4}
          hint="One a line, FIELD=COLUMN: prompt=question, output=answer, model=system, or model:NAME=COLUMN"
        />
        <Field
          name="model"
          label="Model"
          value={values.model}
          hint="For rows that name no model themselves"
        />
      </details>
      <Tick name="good_rows" value="1" checked={values.goodRows}>
        Take the rows that can be read and leave out the others
      </Tick>
      <div class="actions">
        <button type="submit" class="primary" name="act" value="look">
          Upload and look
        </button>
        <button type="submit" name="act" value="publish">
          Upload and publish at once
        </button>
      </div>
    </form>
  </section>
)

const Batches = ({ study, batches }: { study: Study; batches: BatchRow[] }) => (
  <section>
    <h2>Uploads so far</h2>
    {batches.map((batch) => (
      <details class="report" id={`batch-${batch.id}`}>
        <summary>
          <Moment at={batch.createdAt} /> {batch.files.join(', ')} <span class="badge">{batch.state}</span> by{' '}
          {batch.createdBy}
        </summary>
        {batch.state === 'staged' && (
          <p>
            <a href={`/studies/${study.slug}/batches/${batch.id}`}>Go on with this draft</a>
          </p>
        )}
        {batch.later && <p>Published after the study was opened.</p>}
        {batch.report ? <UploadReport report={batch.report as Report} /> : <p>There is no report.</p>}
      </details>
    ))}
  </section>
)
