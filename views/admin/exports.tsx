import type { Study } from '../../db/studies.ts'
import { Field, Tick } from './fields.tsx'
import { type Frame, StudyPage } from './layout.tsx'

export type ExportShape = {
  name: string
  title: string
  description: string
  /** Whether filters on the number of votes mean anything here */
  countsVotes: boolean
  extensions: string[]
}
export type ExportFilters = { clean: boolean; min_votes: string; min_agreement: string }

type ExportsProps = {
  frame: Frame
  study: Study
  shapes: ExportShape[]
  filters: ExportFilters
  publicUrl: string
}

export function ExportsPage({ frame, study, shapes, filters, publicUrl }: ExportsProps) {
  return (
    <StudyPage frame={frame} study={study} tab="Datasets">
      <p>
        Every vote is yours to take, in the shapes that evaluation and training tools read. Downloads are made
        from the votes as they stand now; texts go out exactly as they came in.
        {study.counts.votes === 0 && ' There is no vote yet, so most files will be empty.'}
      </p>
      <FilterForm study={study} filters={filters} />
      {shapes.map((shape) => (
        <Shape study={study} shape={shape} filters={filters} publicUrl={publicUrl} />
      ))}
    </StudyPage>
  )
}

const FilterForm = ({ study, filters }: Pick<ExportsProps, 'study' | 'filters'>) => (
  <form class="inline-form" method="get" action={`/studies/${study.slug}/exports`}>
    <Tick name="clean" value="1" checked={filters.clean}>
      Leave out excluded testers and flagged outputs
    </Tick>
    <Field name="min_votes" label="Least votes on a pair" type="number" value={filters.min_votes} min={0} />
    <Field
      name="min_agreement"
      label="Least agreement, 0 to 1"
      type="number"
      value={filters.min_agreement}
      min={0}
      max={1}
      step="any"
    />
    <div class="field">
      <button type="submit">Filter</button>
    </div>
  </form>
)

type ShapeProps = Pick<ExportsProps, 'study' | 'filters' | 'publicUrl'> & { shape: ExportShape }

function Shape({ study, shape, filters, publicUrl }: ShapeProps) {
  const { clean, min_votes, min_agreement } = filters
  const chosen = Object.entries(shape.countsVotes ? { clean, min_votes, min_agreement } : { clean }).flatMap(
    ([name, value]) => (value === true ? [[name, '1']] : value ? [[name, value]] : []),
  )
  const query = chosen.length > 0 ? `?${new URLSearchParams(chosen)}` : ''
  const options = chosen.map(([name = '', value]) => {
    const option = `--${name.replaceAll('_', '-')}`
    return value === '1' && name === 'clean' ? option : `${option} ${value}`
  })
  const [first = ''] = shape.extensions
  const file = (extension: string) => `studies/${study.slug}/exports/${shape.name}.${extension}${query}`
  const command = ['npx tiebreak export', study.slug, '--format', shape.name, ...options].join(' ')
  return (
    <section class="shape" id={`shape-${shape.name}`}>
      <h2>{shape.title}</h2>
      <p>{shape.description}</p>
      <p class="actions">
        {shape.extensions.map((extension) => (
          <a class="button" href={`/${file(extension)}`} download>
            {extension}
            <span class="visually-hidden"> of {shape.title}</span>
          </a>
        ))}
      </p>
      <details>
        <summary>From a program</summary>
        <pre class="command">
          {`curl -H "Authorization: Bearer $TIEBREAK_TOKEN" -o ${study.slug}-${shape.name}.${first} \\\n  "${publicUrl}/api/v1/${file(first)}"`}
        </pre>
        <pre class="command">{command}</pre>
      </details>
    </section>
  )
}
