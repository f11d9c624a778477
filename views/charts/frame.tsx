import { type Child, useContext } from 'hono/jsx'
import { ChartFiles } from './chart-files.ts'

export type Cell = string | number

export type ChartTable = { head: string[]; rows: Cell[][] }

type FrameProps = {
  /** Unique on the page; the ids of the title, the description and the patterns start with it. */
  id: string
  title: string
  /** What the picture shows, for people who do not see it. */
  description: string
  /** States n, the method and the kind of interval. */
  caption: string
  table: ChartTable
  height: number
  /** In pixels, for charts that scroll sideways instead of stretching. */
  width?: number
  children: Child
}

/** Charts wider than this take a row of their own. */
const WIDE = 480

/** The figure around every chart: heading, drawing, caption, and the numbers as a table. */
export function ChartFrame({ id, title, description, caption, table, height, width, children }: FrameProps) {
  const fileOf = useContext(ChartFiles)
  const drawing = (
    <svg
      class="chart-drawing"
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
      width={width ?? '100%'}
      height={height}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{description}</desc>
      {children}
    </svg>
  )
  return (
    <figure class={width && width > WIDE ? 'chart chart-wide' : 'chart'} id={id}>
      <h3 class="chart-heading">{title}</h3>
      {width ? (
        <section class="chart-scroll" tabindex={0} aria-label={`${title}, scrolls sideways`}>
          {drawing}
        </section>
      ) : (
        drawing
      )}
      <figcaption class="chart-caption">{caption}</figcaption>
      <details class="chart-numbers">
        <summary>Numbers behind “{title}”</summary>
        <DataTable label={title} table={table} />
        {fileOf && (
          <p>
            <a href={fileOf(id)} download>
              Drawing of “{title}” as SVG
            </a>
          </p>
        )}
      </details>
    </figure>
  )
}

export function DataTable({ label, table }: { label: string; table: ChartTable }) {
  return (
    <section class="chart-scroll" tabindex={0} aria-label={`Table: ${label}`}>
      <table class="chart-table">
        <thead>
          <tr>
            {table.head.map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(([first, ...others]) => (
            <tr>
              <th scope="row">{first}</th>
              {others.map((cell) => (
                <td>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** A chart that has nothing to draw yet says what it will show. */
export function EmptyChart({ id, title, text }: { id: string; title: string; text: string }) {
  return (
    <figure class="chart chart-empty" id={id}>
      <h3 class="chart-heading">{title}</h3>
      <figcaption class="chart-caption">{text}</figcaption>
    </figure>
  )
}
