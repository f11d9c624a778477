import type { ExportPreview } from '../../../server/datasets/export-preview.ts'
import type { SnapshotSummary } from '../../../server/datasets/stored-snapshot.ts'
import type { Study } from '../../../server/domain/study.ts'
import { Problem } from '../fields.tsx'
import { type Frame, StudyPage } from '../layout.tsx'
import { FilterForm, type FilterValues } from './export-filters.tsx'
import { ExportTabs } from './export-tabs.tsx'
import { SnapshotSection } from './snapshots.tsx'

export type ExportShape = {
  name: string
  title: string
  description: string
  accepts: readonly string[]
  extensions: string[]
}

type ExportsProps = {
  frame: Frame
  study: Study
  shapes: ExportShape[]
  chosen: ExportShape
  filters: FilterValues
  /** Those of them that a snapshot takes */
  frozen: FilterValues
  preview: ExportPreview
  snapshots: SnapshotSummary[]
  publicUrl: string
}

export function ExportsPage({
  frame,
  study,
  shapes,
  chosen,
  filters,
  frozen,
  preview,
  publicUrl,
  snapshots,
}: ExportsProps) {
  return (
    <StudyPage frame={frame} study={study} tab="Datasets">
      <p>
        Every vote is yours to take, in the shapes that evaluation and training tools read. Downloads are made
        from the votes as they stand now; texts go out exactly as they came in, and what is left out is
        counted.
        {study.counts.votes === 0 && ' There is no vote yet, so most files will be empty.'}
      </p>
      <Shapes study={study} shapes={shapes} chosen={chosen} filters={filters} />
      <ShapeDetails {...{ study, chosen, filters, preview, publicUrl }} />
      <SnapshotSection study={study} filters={frozen} snapshots={snapshots} publicUrl={publicUrl} />
    </StudyPage>
  )
}

type ShapesProps = Pick<ExportsProps, 'study' | 'shapes' | 'chosen' | 'filters'>

const Shapes = ({ study, shapes, chosen, filters }: ShapesProps) => (
  <section class="table-scroll" tabindex={0} aria-label="Shapes">
    <table>
      <thead>
        <tr>
          <th scope="col">Shape</th>
          <th scope="col">What a file holds</th>
          <th scope="col">Download</th>
        </tr>
      </thead>
      <tbody>
        {shapes.map((shape) => (
          <tr>
            <th scope="row">
              <a
                href={`/studies/${study.slug}/exports?${new URLSearchParams({ format: shape.name, ...filters })}`}
                aria-current={shape.name === chosen.name ? 'true' : undefined}
              >
                {shape.title}
              </a>
            </th>
            <td class="wide">{shape.description}</td>
            <td>
              {linksOf(study.slug, shape, filters).map(({ label, href }) => (
                <>
                  <a href={href} download>
                    {label}
                    <span class="visually-hidden"> of {shape.title}</span>
                  </a>{' '}
                </>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

type DetailsProps = Pick<ExportsProps, 'study' | 'chosen' | 'filters' | 'preview' | 'publicUrl'>

function ShapeDetails({ study, chosen, filters, preview, publicUrl }: DetailsProps) {
  const { slug } = study
  const [ending = ''] = chosen.extensions.includes('jsonl') ? ['jsonl'] : chosen.extensions
  const download = {
    slug,
    format: chosen.name,
    title: chosen.title,
    file: `${chosen.name}.${ending}`,
    query: queryOf(chosen, filters),
    options: optionsOf(chosen, filters),
    publicUrl,
  }
  return (
    <section id="shape">
      <h2>{chosen.title}</h2>
      <Problem>{preview.problem}</Problem>
      <details open={Object.keys(filters).length > 0 || preview.problem !== null}>
        <summary>Filters</summary>
        <FilterForm slug={slug} format={chosen.name} values={filters} accepts={chosen.accepts} />
      </details>
      <Counted preview={preview} slug={slug} chosen={chosen} filters={filters} />
      <ExportTabs download={download} links={linksOf(slug, chosen, filters)} />
      {preview.rows.length > 0 && (
        <details open>
          <summary>The first rows</summary>
          {preview.rows.map((row) => (
            <pre class="preview">
              <code>{row}</code>
            </pre>
          ))}
        </details>
      )}
    </section>
  )
}

type CountedProps = { preview: ExportPreview; slug: string; chosen: ExportShape; filters: FilterValues }

function Counted({ preview: { counts, problem }, slug, chosen, filters }: CountedProps) {
  if (problem) return null
  if (!counts) {
    const query = new URLSearchParams({ format: chosen.name, ...filters, count: '1' })
    return (
      <p>
        <a href={`/studies/${slug}/exports?${query}`}>Count the rows</a>, which takes a while with so many
        votes.
      </p>
    )
  }
  const rules = Object.entries(counts.dropped).flatMap(([unit, byRule]) =>
    Object.entries(byRule).map(([rule, number]) => ({ unit, rule, number })),
  )
  return (
    <>
      <p>
        {counts.rows} rows from {counts.read} {chosen.name === 'items' ? 'outputs' : 'answers'}.{' '}
        {rules.length === 0 ? 'Nothing is left out.' : 'Left out:'}
      </p>
      {rules.length > 0 && (
        <ul class="left-out">
          {rules.map(({ unit, rule, number }) => (
            <li>
              {number} {unit} by <code>{rule}</code>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const chosenFilters = ({ accepts }: ExportShape, filters: FilterValues) =>
  Object.entries(filters).filter(([name]) => accepts.includes(name))

function queryOf(shape: ExportShape, filters: FilterValues): string {
  const chosen = chosenFilters(shape, filters)
  return chosen.length > 0 ? `?${new URLSearchParams(chosen)}` : ''
}

const switches = ['clean', 'margin', 'revisions', 'spreadsheet']

function optionsOf(shape: ExportShape, filters: FilterValues): string {
  return chosenFilters(shape, filters)
    .map(([name, value]) => {
      const option = ` --${name.replaceAll('_', '-')}`
      return switches.includes(name)
        ? option
        : `${option} ${/^[\w.,=:+-]+$/.test(value) ? value : quoted(value)}`
    })
    .join('')
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

function linksOf(slug: string, shape: ExportShape, filters: FilterValues) {
  return shape.extensions.map((ending) => ({
    label: ending,
    href: `/studies/${slug}/exports/${shape.name}.${ending}${queryOf(shape, filters)}`,
  }))
}
