import type { Share } from '../../charts/gauge.tsx'
import { amount, count, percent } from '../../charts/numbers.ts'
import { flagWords } from '../../flag-words.ts'
import type { ResultsProps, TesterRow } from '../props.ts'
import { type Column, SortedTable } from './sorting.tsx'

type TableProps = Pick<ResultsProps, 'study' | 'testers' | 'query'>

export function TesterTable({ study, testers, query }: TableProps) {
  return (
    <section>
      <h2>Testers</h2>
      {testers.length === 0 ? (
        <p>Each tester's number of votes, agreement and pace will stand here, under a made-up name.</p>
      ) : (
        <>
          <p class="note">
            A remark is a reason to look, not a verdict: people may rightly see things differently. Nobody is
            left out unless a rule says so. Votes and skips leave repeats out; seconds are those in which the
            page was in view. Their checks and states stand under Testers.
          </p>
          <SortedTable
            label="Testers"
            columns={columns}
            rows={testers}
            sorting={{ path: `/studies/${study.slug}/results`, query, parameter: 'testers' }}
          />
        </>
      )}
    </section>
  )
}

const columns: Column<TesterRow>[] = [
  {
    key: 'name',
    head: 'Tester',
    by: (row) => row.name,
    first: 'ascending',
    isName: true,
    cell: (row) => row.name,
  },
  { key: 'votes', head: 'Votes', by: (row) => row.votes, cell: (row) => count(row.votes) },
  { key: 'skips', head: 'Skips', by: (row) => row.skips, cell: (row) => count(row.skips) },
  {
    key: 'left',
    head: 'First side',
    by: (row) => row.leftShare?.share ?? null,
    cell: (row) => shareOf(row.leftShare),
  },
  {
    key: 'self',
    head: 'Same again',
    by: (row) => row.selfConsistency?.share ?? null,
    cell: (row) => shareOf(row.selfConsistency),
  },
  {
    key: 'agreement',
    head: 'With the others',
    by: (row) => row.majorityAgreement?.share ?? null,
    cell: (row) => shareOf(row.majorityAgreement),
  },
  {
    key: 'seconds',
    head: 'Seconds a vote',
    by: (row) => row.medianSeconds,
    cell: (row) => amount(row.medianSeconds),
  },
  {
    key: 'differs',
    head: 'Remarks',
    wide: true,
    by: (row) => row.flags.length,
    cell: (row) => (
      <>
        {row.flags.length > 0 && `Worth a look: ${remarksOn(row)}. `}
        {row.excluded && `Left out of clean results: ${row.excluded}`}
      </>
    ),
  },
]

const shareOf = (value: Share | null) =>
  value && value.total > 0 ? `${percent(value.share)} of ${count(value.total)}` : '–'

const remarksOn = (row: TesterRow) =>
  row.flags.map((flag) => flagWords(flag, { ...row, left: row.leftShare })).join('; ')
