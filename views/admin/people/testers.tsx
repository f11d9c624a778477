import type { Study } from '../../../server/domain/study.ts'
import type { ExclusionRow, TesterRow } from '../../../server/domain/tester-rows.ts'
import type { TesterFlag } from '../../../server/report/tester-flags.ts'
import { count, percent, seconds } from '../../charts/numbers.ts'
import { flagWords } from '../../flag-words.ts'
import { type Column, SortedTable } from '../../results/table/sorting.tsx'
import { Action, Problem } from '../fields.tsx'
import { type Frame, StudyPage } from '../layout.tsx'

/** A tester and what deserves a look. */
export type FlaggedTester = TesterRow & { flags: TesterFlag[] }

type TestersProps = {
  frame: Frame
  study: Study
  testers: FlaggedTester[]
  exclusions: ExclusionRow[]
  query: Record<string, string>
  problem?: string
}

export function TestersPage({ frame, study, testers, exclusions, query, problem }: TestersProps) {
  const path = `/studies/${study.slug}/testers`
  const mayWrite = frame.viewer.may.includes('studies:write')
  return (
    <StudyPage frame={frame} study={study} tab="Testers">
      <Problem>{problem}</Problem>
      {testers.length === 0 ? (
        <>
          <p>
            Everybody who joins stands here under a made-up name, with pace and habits, so that you can see
            whose votes deserve a look. Nobody has joined yet.
          </p>
          {mayWrite && (
            <p>
              <a class="button primary" href={`/studies/${study.slug}/invites`}>
                Invite testers
              </a>
            </p>
          )}
        </>
      ) : (
        <>
          <p>
            Leaving a tester out keeps the votes: they are left out of clean results and exports, and can be
            taken back in. Where their votes are replaced, others are asked the same pairs.
          </p>
          <SortedTable
            label="Testers"
            columns={[...columns, mayWrite ? changeableState(path) : { ...stateColumn, cell: stateOf }]}
            rows={testers}
            sorting={{ path, query, parameter: 'sort' }}
          />
          {exclusions.length > 0 && <Exclusions rows={exclusions} />}
        </>
      )}
    </StudyPage>
  )
}

const Exclusions = ({ rows }: { rows: ExclusionRow[] }) => (
  <>
    <h2>Left out, and why</h2>
    <section class="table-scroll" tabindex={0} aria-label="Left out, and why">
      <table>
        <thead>
          <tr>
            <th scope="col">Tester</th>
            <th scope="col">Reason</th>
            <th scope="col">Rule</th>
            <th scope="col">By</th>
            <th scope="col">Votes replaced</th>
            <th scope="col">Since (UTC)</th>
            <th scope="col">Taken back in</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ pseudonym, reason, rule, by, replaces, at, liftedAt }) => (
            <tr>
              <th scope="row">{pseudonym}</th>
              <td class="wide">{reason}</td>
              <td>{rule}</td>
              <td>{by}</td>
              <td>{replaces ? 'yes' : 'no'}</td>
              <td>{minuteOf(at)}</td>
              <td>{liftedAt ? minuteOf(liftedAt) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  </>
)

const minuteOf = (at: Date) => at.toISOString().slice(0, 16).replace('T', ' ')

const columns: Column<FlaggedTester>[] = [
  {
    key: 'name',
    head: 'Tester',
    by: (row) => row.pseudonym,
    first: 'ascending',
    isName: true,
    cell: (row) => (
      <>
        {row.pseudonym} {row.simulated && <span class="badge">simulated</span>}
      </>
    ),
  },
  { key: 'votes', head: 'Votes', by: (row) => row.votes, cell: (row) => count(row.votes) },
  { key: 'skips', head: 'Skips', by: (row) => row.skips, cell: (row) => count(row.skips) },
  {
    key: 'left',
    head: 'First side',
    by: leftShare,
    cell: (row) => percent(leftShare(row)),
  },
  {
    key: 'seconds',
    head: 'Seconds a vote',
    by: (row) => row.medianSeconds,
    cell: (row) => seconds(row.medianSeconds),
  },
  {
    key: 'checks',
    head: 'Checks',
    by: (row) => (row.checks === 0 ? null : row.checksPassed / row.checks),
    cell: (row) => (row.checks === 0 ? '–' : `${count(row.checksPassed)} of ${count(row.checks)}`),
  },
  {
    key: 'look',
    head: 'Worth a look',
    wide: true,
    by: (row) => row.flags.length,
    cell: (row) => row.flags.map((flag) => flagWords(flag, row)).join('; '),
  },
  {
    key: 'joined',
    head: 'Joined',
    by: (row) => row.consentAt.getTime(),
    cell: (row) => row.consentAt.toISOString().slice(0, 10),
  },
]

function leftShare({ left }: TesterRow): number | null {
  return left && left.count / left.total
}

function stateOf(row: TesterRow): string {
  if (row.withdrawnAt) return 'withdrawn'
  if (row.excluded) return 'left out'
  if (row.mayPublish === false) return 'not to be published'
  return row.finishedAt ? 'finished' : 'voting'
}

const stateColumn = { key: 'state', head: 'State', by: stateOf, first: 'ascending' } as const

/** The state of a tester, and what changes it. */
const changeableState = (path: string): Column<FlaggedTester> => ({
  ...stateColumn,
  cell: (row) => (
    <>
      {stateOf(row)}
      {!row.withdrawnAt &&
        (row.excluded ? (
          <>
            <Action action={`${path}/${row.id}/readmission`}>Take back in</Action>
            <Withdraw path={path} row={row} />
          </>
        ) : (
          <LeaveOut path={path} row={row} />
        ))}
    </>
  ),
})

const LeaveOut = ({ path, row }: { path: string; row: TesterRow }) => (
  <details>
    <summary>
      Leave out<span class="visually-hidden"> {row.pseudonym}</span>
    </summary>
    <form class="inline-form" method="post" action={`${path}/${row.id}/exclusion`}>
      <input name="reason" aria-label={`Reason to leave out ${row.pseudonym}`} required />
      <label class="tick">
        <input type="checkbox" name="replace" value="yes" checked />
        <span>
          Replace their votes<span class="visually-hidden">: {row.pseudonym}</span>
        </span>
      </label>
      <button type="submit">Leave out</button>
    </form>
    <Withdraw path={path} row={row} />
  </details>
)

/** For those who ask for it and cannot do it themselves any more. */
const Withdraw = ({ path, row }: { path: string; row: TesterRow }) => (
  <form class="inline-form" method="post" action={`${path}/${row.id}/withdrawal`}>
    <label class="tick">
      <input type="checkbox" name="confirm" value="yes" required />
      <span>
        They asked for it<span class="visually-hidden">: {row.pseudonym}</span>
      </span>
    </label>
    <button type="submit">Withdraw for good</button>
  </form>
)
