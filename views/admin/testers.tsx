import type { Study } from '../../db/studies.ts'
import type { TesterRow } from '../../db/testers.ts'
import { amount, count, percent } from '../charts/numbers.ts'
import { type Column, SortedTable } from '../results/sorting.tsx'
import { Action, Problem } from './fields.tsx'
import { type Frame, StudyPage } from './layout.tsx'

type TestersProps = {
  frame: Frame
  study: Study
  testers: TesterRow[]
  query: Record<string, string>
  problem?: string
}

export function TestersPage({ frame, study, testers, query, problem }: TestersProps) {
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
            taken back in.
          </p>
          <SortedTable
            label="Testers"
            columns={mayWrite ? [...columns, exclusion(path)] : columns}
            rows={testers}
            sorting={{ path, query, parameter: 'sort' }}
          />
        </>
      )}
    </StudyPage>
  )
}

const columns: Column<TesterRow>[] = [
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
    head: 'First side chosen',
    by: (row) => row.leftShare,
    cell: (row) => percent(row.leftShare),
  },
  {
    key: 'seconds',
    head: 'Seconds a vote',
    by: (row) => row.medianSeconds,
    cell: (row) => amount(row.medianSeconds),
  },
  {
    key: 'checks',
    head: 'Checks passed',
    by: (row) => (row.checks === 0 ? null : row.checksPassed / row.checks),
    cell: (row) => (row.checks === 0 ? '–' : `${count(row.checksPassed)} of ${count(row.checks)}`),
  },
  {
    key: 'look',
    head: 'Worth a look',
    wide: true,
    by: (row) => remarksOn(row).length,
    cell: (row) => remarksOn(row).join('; '),
  },
  {
    key: 'joined',
    head: 'Joined',
    by: (row) => row.consentAt.getTime(),
    cell: (row) => row.consentAt.toISOString().slice(0, 10),
  },
  { key: 'state', head: 'State', by: stateOf, first: 'ascending', cell: stateOf },
]

const fewest = 10
const hastySeconds = 5
const oneSidedZ = 3

/** Habits that deserve a look. Nobody is left out for them unless somebody decides so and says why. */
export function remarksOn(row: TesterRow): string[] {
  const { votes, sided, leftShare, medianSeconds, checks, checksPassed } = row
  const remarks: string[] = []
  if (medianSeconds !== null && votes >= fewest && medianSeconds < hastySeconds)
    remarks.push(`answers in ${amount(medianSeconds)} seconds`)
  if (leftShare !== null && sided >= fewest && Math.abs(leftShare - 0.5) * 2 * Math.sqrt(sided) > oneSidedZ)
    remarks.push(`chose the first side ${percent(leftShare)} of the time`)
  if (checksPassed < checks) remarks.push(`missed ${count(checks - checksPassed)} of ${count(checks)} checks`)
  return remarks
}

function stateOf(row: TesterRow): string {
  if (row.withdrawnAt) return 'withdrawn'
  if (row.excluded) return 'left out'
  return row.finishedAt ? 'finished' : 'voting'
}

const exclusion = (path: string): Column<TesterRow> => ({
  key: 'exclusion',
  head: 'Leave out',
  cell: (row) =>
    row.withdrawnAt ? (
      'by their own wish'
    ) : row.excluded ? (
      <Action action={`${path}/${row.id}/readmission`}>Take back in</Action>
    ) : (
      <form class="inline-form" method="post" action={`${path}/${row.id}/exclusion`}>
        <input
          name="reason"
          aria-label={`Reason to leave out ${row.pseudonym}`}
          placeholder="Reason"
          required
        />
        <button type="submit">Leave out</button>
      </form>
    ),
})
