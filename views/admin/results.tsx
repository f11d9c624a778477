import type { Study } from '../../db/studies.ts'
import type { ResultsProps } from '../results/props.ts'
import { ResultsPage } from '../results/results-page.tsx'
import { Problem } from './fields.tsx'
import { type Frame, StudyPage } from './layout.tsx'

type StudyResultsProps = { frame: Frame; study: Pick<Study, 'slug' | 'name' | 'state'> } & (
  | { results: ResultsProps }
  | { problem: string }
)

export const StudyResultsPage = ({ frame, study, ...shown }: StudyResultsProps) => (
  <StudyPage frame={frame} study={study} tab="Results">
    {'results' in shown ? (
      <ResultsPage {...shown.results} />
    ) : (
      <>
        <Problem>{shown.problem}</Problem>
        <p>
          <a href={`/studies/${study.slug}/results`}>Results as they are computed without options</a>
        </p>
      </>
    )}
  </StudyPage>
)
