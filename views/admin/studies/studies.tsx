import type { Study } from '../../../server/domain/study.ts'
import { count } from '../../charts/numbers.ts'
import { type Column, SortedTable } from '../../results/table/sorting.tsx'
import { AdminPage, type Frame } from '../layout.tsx'

type StudiesProps = { frame: Frame; studies: Study[]; query: Record<string, string> }

export function StudiesPage({ frame, studies, query }: StudiesProps) {
  const mayWrite = frame.viewer.may.includes('studies:write')
  return (
    <AdminPage frame={frame} title="Studies" place="Studies">
      <h1>Studies</h1>
      {studies.length === 0 ? (
        <p>
          A study shows people two answers to the same prompt, side by side and without names, and asks which
          is better. Its votes become a ranking of your models and a dataset of preferences. There is none
          yet.
        </p>
      ) : (
        <SortedTable
          label="Studies"
          columns={columns}
          rows={studies}
          sorting={{ path: '/studies', query, parameter: 'sort' }}
        />
      )}
      {mayWrite && (
        <p class="actions">
          <a class="button primary" href="/new-study">
            New study
          </a>
          <a class="button" href="/quick-start">
            Quick start with five examples
          </a>
        </p>
      )}
    </AdminPage>
  )
}

const columns: Column<Study>[] = [
  {
    key: 'name',
    head: 'Study',
    by: (study) => study.name,
    first: 'ascending',
    isName: true,
    cell: (study) => <a href={`/studies/${study.slug}`}>{study.name}</a>,
  },
  {
    key: 'state',
    head: 'State',
    by: (study) => study.state,
    first: 'ascending',
    cell: (study) => study.state,
  },
  { key: 'models', head: 'Models', by: (study) => study.counts.models, cell: (study) => study.counts.models },
  {
    key: 'prompts',
    head: 'Prompts',
    by: (study) => study.counts.prompts,
    cell: (s) => count(s.counts.prompts),
  },
  {
    key: 'testers',
    head: 'Testers',
    by: (study) => study.counts.testers,
    cell: (s) => count(s.counts.testers),
  },
  {
    key: 'votes',
    head: 'Votes',
    by: (study) => study.counts.votes,
    cell: (study) => count(study.counts.votes),
  },
  {
    key: 'created',
    head: 'Created',
    by: (study) => study.createdAt.getTime(),
    cell: (study) => study.createdAt.toISOString().slice(0, 10),
  },
]
