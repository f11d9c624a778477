import { raw } from 'hono/html'
import type { Study } from '../../../server/domain/study.ts'

import type { ResultsProps } from '../../results/props.ts'
import { ResultsPage } from '../../results/results-page.tsx'
import { MomentNote } from '../../results/verdict.tsx'
import { Problem } from '../fields.tsx'
import { type Frame, StudyPage } from '../layout.tsx'

type Shown = { results: ResultsProps; layout: string } | { problem: string }
type StudyResultsProps = { frame: Frame; study: Pick<Study, 'slug' | 'name' | 'state'> } & Shown

export const StudyResultsPage = ({ frame, study, ...shown }: StudyResultsProps) => (
  <StudyPage frame={frame} study={study} tab="Results">
    {'results' in shown ? (
      <>
        <div class="results">
          <MomentNote {...shown.results} />
        </div>
        {raw(shown.layout)}
      </>
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

/** What {@link StudyResultsPage} shows of the results, laid out once for many visits. */
export const layResults = (props: ResultsProps): string => String(<ResultsPage {...props} />)
