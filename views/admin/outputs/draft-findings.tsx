import type { Finding, Leak, Notice, Report } from '../../../server/formats/uploads/types.ts'
import { counted } from '../../charts/numbers.ts'
import { Tick } from '../fields.tsx'

const mostLines = 100
const fewLines = 5

const labels = {
  keep: 'Keep the outputs as they are',
  mask: 'Hide it for display',
  convert: 'Lay out its simple tags, such as <b> and <li>, in every output',
  plain: 'Show every output of the study as plain text',
  drop: 'Leave these outputs out',
}
type Choice = keyof typeof labels
const hideable: Choice[] = ['keep', 'mask', 'drop']
const visible: Choice[] = ['keep', 'drop']

/** Kinds for which something can be done besides keeping the outputs. */
const choices: Record<string, Choice[]> = {
  names_a_model: hideable,
  names_a_study_model: hideable,
  reasoning: hideable,
  template_tokens: hideable,
  invisible_characters: hideable,
  remote_image: visible,
  truncated: visible,
  other_language: visible,
  html: ['keep', 'convert', 'plain', 'drop'],
  data_image: visible,
}

type FindingsProps = { path: string; report: Report; decisions: Record<string, string> }

/** What was found, in three groups, with what to do about each; and the button that publishes. */
export const DraftFindings = ({ path, report, decisions }: FindingsProps) => (
  <form method="post" action={`${path}/publication`}>
    <Group title="Spoils the blind test" group="blind" report={report} decisions={decisions} />
    <Unusable path={path} report={report} />
    <Group title="Worth knowing" group="worth_knowing" report={report} decisions={decisions} />
    <Notes notices={report.notes} />
    {report.problem_count > 0 && (
      <Tick name="good_rows" value="1" checked={false}>
        Import the good rows: leave out {counted(report.problem_count, 'problem')} and take the rest
      </Tick>
    )}
    <p class="hint">
      What is hidden is hidden for display alone, in every output of the study, so that both sides are treated
      alike. Exports carry each text as it was uploaded.
    </p>
    <div class="actions">
      <button type="submit" class="primary">
        Publish
      </button>
      {report.findings.some(({ kind }) => choices[kind]) && (
        <button type="submit" formaction={`${path}/decisions`}>
          Show the first prompts so
        </button>
      )}
    </div>
  </form>
)

type GroupProps = Omit<FindingsProps, 'path'> & { title: string; group: Finding['group'] }

const Group = ({ title, group, report, decisions }: GroupProps) => {
  const findings = report.findings.filter((finding) => finding.group === group)
  if (findings.length === 0) return null
  return (
    <section>
      <h3>{title}</h3>
      {findings.map((finding) => (
        <div class="finding">
          <p>{finding.message}</p>
          <Leaks leaks={report.leaks.filter(({ kind }) => kind === finding.kind)} />
          {choices[finding.kind] && <Decision kind={finding.kind} decided={decisions[finding.kind]} />}
        </div>
      ))}
    </section>
  )
}

const Decision = ({ kind, decided }: { kind: string; decided: string | undefined }) => (
  <div class="field">
    <input type="hidden" name="finding" value={kind} />
    <label for={`decision-${kind}`}>What to do</label>
    <select id={`decision-${kind}`} name={`decision.${kind}`}>
      {choices[kind]?.map((value) => (
        <option value={value} selected={value === decided}>
          {kind === 'html' && value === 'keep' ? 'Show the tags as text' : labels[value]}
        </option>
      ))}
    </select>
  </div>
)

const Leaks = ({ leaks }: { leaks: Leak[] }) =>
  leaks.length === 0 ? null : (
    <details>
      <summary>Where</summary>
      <ul>
        {leaks.slice(0, mostLines).map(({ file, line, model, excerpt }) => (
          <li>
            {file}, line {line}, {model}: “<bdi>{excerpt}</bdi>”
          </li>
        ))}
      </ul>
    </details>
  )

const Unusable = ({ path, report }: { path: string; report: Report }) =>
  report.problem_count + report.skipped_count === 0 ? null : (
    <section>
      <h3>Cannot be used</h3>
      <List title="Problems" notices={report.problems} total={report.problem_count} most={mostLines} />
      <List title="Left out" notices={report.skipped} total={report.skipped_count} most={mostLines} />
      <p>
        <a href={`${path}/problems.csv`}>All of them as CSV</a>
      </p>
    </section>
  )

const Notes = ({ notices }: { notices: Notice[] }) => (
  <List title="Notes" notices={notices} total={notices.length} most={fewLines} />
)

type ListProps = { title: string; notices: Notice[]; total: number; most: number }

const List = ({ title, notices, total, most }: ListProps) =>
  notices.length === 0 ? null : (
    <details open={total <= most}>
      <summary>
        {title} ({total})
      </summary>
      <ul>
        {notices.slice(0, most).map(({ file, line, message }) => (
          <li>
            {file}, line {line}: {message}
          </li>
        ))}
      </ul>
      {total > most && <p class="hint">and {total - most} more</p>}
    </details>
  )
