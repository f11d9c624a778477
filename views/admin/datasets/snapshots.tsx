import type {
  SnapshotChanges,
  SnapshotJson,
  SnapshotSummary,
} from '../../../server/datasets/stored-snapshot.ts'
import type { Study } from '../../../server/domain/study.ts'
import { Action, Field, Problem } from '../fields.tsx'
import { type Frame, StudyPage } from '../layout.tsx'
import type { FilterValues } from './export-filters.tsx'

type SectionProps = { study: Study; filters: FilterValues; snapshots: SnapshotSummary[]; publicUrl: string }

/** Datasets that do not change any more, and the button that makes one. */
export const SnapshotSection = ({ study, filters, snapshots, publicUrl }: SectionProps) => (
  <section id="snapshots">
    <h2>Snapshots</h2>
    <p>
      A snapshot freezes the votes of this moment, with the filters above, as a folder that{' '}
      <code>load_dataset</code> reads: Parquet files, a card, a manifest with hashes. Its testers have names
      of their own.
    </p>
    {study.position > 0 && (
      <Action action={`/studies/${study.slug}/snapshots`} fields={filters} kind="primary">
        Freeze the votes now
      </Action>
    )}
    <pre class="command" tabindex={0}>
      <code>{`TIEBREAK_URL=${publicUrl} npx tiebreak snapshot ${study.slug} --out ${study.slug}-data\nnpx tiebreak verify ${study.slug}-data`}</code>
    </pre>
    {snapshots.length > 0 && (
      <ul class="plain-list">
        {snapshots.map(({ id, state, position, filter }) => (
          <li>
            <a href={`/studies/${study.slug}/snapshots/${id}`}>{id}</a> <span class="badge">{state}</span> at
            vote {position}
            {filterWords(filter) && ` · ${filterWords(filter)}`}
          </li>
        ))}
      </ul>
    )}
  </section>
)

type SnapshotProps = {
  frame: Frame
  study: Study
  snapshot: SnapshotJson
  earlier: SnapshotSummary[]
  changes: SnapshotChanges | null
  link?: { url: string; expires: string }
  problem?: string
}

export function SnapshotPage({ frame, study, snapshot, earlier, changes, link, problem }: SnapshotProps) {
  const path = `/studies/${study.slug}/snapshots/${snapshot.id}`
  return (
    <StudyPage frame={frame} study={study} tab="Datasets">
      <h2>
        {snapshot.id} <span class="badge">{snapshot.state}</span>
      </h2>
      <Problem>{problem}</Problem>
      <Standing snapshot={snapshot} path={path} />
      {link && (
        <section class="notice notice-good">
          <p>Whoever has this link can download the files until {link.expires}. It is shown only now.</p>
          <code class="secret">{link.url}</code>
        </section>
      )}
      {snapshot.state === 'ready' && <Files snapshot={snapshot} path={path} />}
      {snapshot.state === 'ready' && earlier.length > 0 && (
        <Compare path={path} earlier={earlier} changes={changes} />
      )}
      {snapshot.state === 'ready' && frame.viewer.may.includes('studies:write') && (
        <>
          <Action action={`${path}/links`}>Make a link for a week</Action>
          <details>
            <summary>Revoke this snapshot</summary>
            <form method="post" action={`${path}/revocation`}>
              <Field
                name="reason"
                label="Why"
                hint="Whoever asks for the files will read it. The files are removed for good."
                required
              />
              <button type="submit" class="danger">
                Revoke
              </button>
            </form>
          </details>
        </>
      )}
      <p>
        <a href={`/studies/${study.slug}/exports`}>All datasets</a>
      </p>
    </StudyPage>
  )
}

function Standing({ snapshot, path }: { snapshot: SnapshotJson; path: string }) {
  const { state, progress, failure, revoked_reason, position, filter } = snapshot
  if (state === 'failed') return <Problem>It could not be built: {failure}. Nothing of it is kept.</Problem>
  if (state === 'revoked') return <Problem>Revoked: {revoked_reason}</Problem>
  if (state === 'building') {
    return (
      <p role="status">
        Being built: {progress.files} of {progress.of} files, {progress.rows} rows.{' '}
        <a href={path}>Look again</a>
      </p>
    )
  }
  const { seal } = snapshot
  return (
    <dl class="snapshot-facts">
      <dt>Votes</dt>
      <dd>up to position {position}</dd>
      <dt>Filter</dt>
      <dd>{filterWords(filter) || 'none'}</dd>
      {filter.as_of && (
        <>
          <dt>Exclusions and uploads</dt>
          <dd>
            as of <time datetime={filter.as_of}>{filter.as_of.slice(0, 19).replace('T', ' ')}</time> UTC
          </dd>
        </>
      )}
      <dt>Content hash</dt>
      <dd>
        <code>{snapshot.content_hash}</code>
      </dd>
      {seal && (
        <>
          <dt>Seal of the votes up to {seal.position}</dt>
          <dd>
            <code>{seal.hash}</code>
          </dd>
        </>
      )}
    </dl>
  )
}

/** Without the moment it was frozen at, which is said apart. */
const filterWords = ({ as_of, ...filter }: Record<string, string>): string =>
  Object.entries(filter)
    .map(([name, value]) => `${name}=${value}`)
    .join(' · ')

function Files({ snapshot, path }: { snapshot: SnapshotJson; path: string }) {
  const files = [...(snapshot.files ?? []), { path: 'manifest.json', rows: 0, bytes: null }]
  return (
    <>
      <p class="actions">
        <a class="button" href={`${path}/zip`} download>
          Everything as one zip
        </a>
      </p>
      <section class="table-scroll" tabindex={0} aria-label="Files">
        <table>
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col">Rows</th>
              <th scope="col">Left out</th>
            </tr>
          </thead>
          <tbody>
            {files.map((file) => (
              <tr>
                <th scope="row">
                  <a href={`${path}/files/${file.path}`} download>
                    {file.path}
                  </a>
                </th>
                <td>{file.path.startsWith('data/') ? file.rows : ''}</td>
                <td class="wide">{leftOut(snapshot, file.path)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

const leftOut = ({ counts }: SnapshotJson, path: string): string =>
  Object.entries(counts?.[path]?.dropped ?? {})
    .flatMap(([unit, rules]) => Object.entries(rules).map(([rule, number]) => `${number} ${unit} by ${rule}`))
    .join(', ')

type CompareProps = { path: string; earlier: SnapshotSummary[]; changes: SnapshotChanges | null }

const Compare = ({ path, earlier, changes }: CompareProps) => (
  <section id="changes">
    <h3>What changed since</h3>
    <ul class="plain-list">
      {earlier.map(({ id, position }) => (
        <li>
          <a href={`${path}?since=${id}#changes`}>{id}</a>, at vote {position}
        </li>
      ))}
    </ul>
    {changes && (
      <dl>
        {Object.entries(changes.votes).map(([kind, { count }]) => (
          <>
            <dt>{kind.replaceAll('_', ' ')}</dt>
            <dd>{count} votes</dd>
          </>
        ))}
        <dt>other filters</dt>
        <dd>{changes.filter.length > 0 ? changes.filter.join(', ') : 'none'}</dd>
      </dl>
    )}
  </section>
)
