import type { Notice, Report } from '../../../server/formats/uploads/types.ts'
import { counted } from '../../charts/numbers.ts'

const mostLines = 100

/** What an upload held: what spoils the blind test, what cannot be used, what is worth knowing. */
export const UploadReport = ({ report }: { report: Report }) => (
  <div class="report">
    <p>
      Recognised as {report.format}: {counted(report.outputs, 'output')} of{' '}
      {counted(report.models.length, 'model')} to {counted(report.prompts, 'prompt')}
    </p>
    <Models report={report} />
    <BlindTest report={report} />
    {report.named_before !== undefined && (
      <p class="notice notice-warn">
        {counted(report.named_before, 'output')} published before this upload name one of its models; flagged
        as <code>names_a_study_model</code> now, as those of this upload are.
      </p>
    )}
    <Notices title="Cannot be used" notices={report.problems} total={report.problem_count} />
    <Notices title="Left out" notices={report.skipped} total={report.skipped_count} />
    <Notices title="Worth knowing" notices={report.notes} total={report.notes.length} />
    {(report.duplicates > 0 || report.identical_pairs > 0) && (
      <p>
        {counted(report.duplicates, 'row')} came twice and count once;{' '}
        {counted(report.identical_pairs, 'pair')} of models wrote the same text.
      </p>
    )}
  </div>
)

const Models = ({ report }: { report: Report }) =>
  report.models.length === 0 ? null : (
    <section class="table-scroll" tabindex={0} aria-label="Models of the upload">
      <table>
        <thead>
          <tr>
            <th scope="col">Model</th>
            <th scope="col">Outputs</th>
            <th scope="col">Prompts without one</th>
            <th scope="col">Empty</th>
          </tr>
        </thead>
        <tbody>
          {report.models.map((model) => (
            <tr>
              <th scope="row">{model.name}</th>
              <td>{model.outputs}</td>
              <td>{model.missing}</td>
              <td>{model.empty}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )

const BlindTest = ({ report }: { report: Report }) =>
  report.leaks.length === 0 && report.findings.length === 0 ? null : (
    <section class="notice notice-warn">
      <h3>Spoils the blind test</h3>
      <ul>
        {report.findings.map((finding) => (
          <li>{finding.message}</li>
        ))}
        {report.leaks.slice(0, mostLines).map((leak) => (
          <li>
            {leak.file}, line {leak.line}: an output of {leak.model} gives itself away: “{leak.excerpt}”
          </li>
        ))}
      </ul>
      <More shown={Math.min(report.leaks.length, mostLines)} total={report.leak_count} />
    </section>
  )

type NoticesProps = { title: string; notices: Notice[]; total: number }

const Notices = ({ title, notices, total }: NoticesProps) =>
  notices.length === 0 ? null : (
    <section>
      <h3>
        {title} ({total})
      </h3>
      <ul>
        {notices.slice(0, mostLines).map(({ file, line, message }) => (
          <li>
            {file}, line {line}: {message}
          </li>
        ))}
      </ul>
      <More shown={Math.min(notices.length, mostLines)} total={total} />
    </section>
  )

const More = ({ shown, total }: { shown: number; total: number }) =>
  total > shown ? <p class="hint">and {total - shown} more</p> : null
