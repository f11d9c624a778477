import type { Judge } from '../../../server/domain/result-rows.ts'
import type { Study } from '../../../server/domain/study.ts'
import { count } from '../../charts/numbers.ts'
import { type Faults, Field, ListedProblem, Moment } from '../fields.tsx'
import { type Frame, StudyPage } from '../layout.tsx'

type JudgesProps = {
  frame: Frame
  study: Study
  judges: Judge[]
  name?: string
  problem?: string
  faults?: Faults
  details?: string[]
}

export function JudgesPage({ frame, study, judges, problem, details = [], ...form }: JudgesProps) {
  return (
    <StudyPage frame={frame} study={study} tab="Judges">
      <p>
        An automatic judge is a program that grades outputs. Upload what it said of this study's outputs to
        see how far it agrees with people. Its verdicts are never mixed into the ranking.
      </p>
      <ListedProblem problem={problem} details={details} />
      {judges.length > 0 && <Judges study={study} judges={judges} />}
      {frame.viewer.may.includes('studies:write') && (
        <UploadForm study={study} name={form.name ?? ''} faults={form.faults ?? {}} />
      )}
    </StudyPage>
  )
}

const Judges = ({ study, judges }: { study: Study; judges: Judge[] }) => (
  <section class="table-scroll" tabindex={0} aria-label="Judges">
    <table>
      <thead>
        <tr>
          <th scope="col">Judge</th>
          <th scope="col">Verdicts</th>
          <th scope="col">Scores</th>
          <th scope="col">Since (UTC)</th>
        </tr>
      </thead>
      <tbody>
        {judges.map((judge) => (
          <tr>
            <th scope="row">
              <a href={`/studies/${study.slug}/judges/${judge.id}`}>{judge.name}</a>
            </th>
            <td>{count(judge.verdicts)}</td>
            <td>{count(judge.scores)}</td>
            <td>
              <Moment at={judge.createdAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

const UploadForm = ({ study, name, faults }: { study: Study; name: string; faults: Faults }) => (
  <section>
    <h2>Upload verdicts</h2>
    <form
      class="admin-form"
      method="post"
      action={`/studies/${study.slug}/judges`}
      enctype="multipart/form-data"
    >
      <Field name="judge" label="Name of the judge" value={name} fault={faults.judge} required />
      <div class="field">
        <label for="file">Verdicts</label>
        <span class="hint" id="file-hint">
          CSV, TSV or JSON Lines with prompt, model_a, model_b and winner (a is the side shown first), or with
          prompt, model and score. The prompt is its id or its exact text.
        </span>
        <input
          id="file"
          type="file"
          name="file"
          accept=".csv,.tsv,.jsonl,.ndjson"
          aria-describedby="file-hint"
          required
        />
      </div>
      <button type="submit" class="primary">
        Upload
      </button>
    </form>
  </section>
)
