import type { Assets } from './assets.ts'
import { Document } from './layout.tsx'

type Schema = { $ref?: string; [more: string]: unknown }
type Content = Record<string, { schema?: Schema }>
type Described = {
  summary?: string
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[]
  requestBody?: { content: Content }
  responses: Record<string, { description: string; content?: Content }>
}
export type DescribedApi = {
  info: { description?: string }
  paths: Record<string, Record<string, Described>>
  components: { schemas: Record<string, Schema> }
}

type DocsProps = { assets: Pick<Assets, 'css' | 'charts' | 'admin'>; api: DescribedApi; base: string }

/** Every call of the API on one page, made from its description. */
export function ApiDocsPage({ assets, api, base }: DocsProps) {
  const calls = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, call]) => ({ path, method: method.toUpperCase(), call })),
  )
  return (
    <Document
      title="API · Tiebreak"
      lang="en"
      dir="ltr"
      styles={[assets.css, assets.charts, assets.admin]}
      scripts={[]}
    >
      <main class="admin-main">
        <h1>API</h1>
        <p>
          All calls stand under <code>{base}</code> and want the header{' '}
          <code>Authorization: Bearer tb_…</code>. The same for programs:{' '}
          <a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI 3.1).
        </p>
        {(api.info.description ?? '').split('\n\n').map((text) => (
          <p>{text.replaceAll('`', '')}</p>
        ))}
        {calls.map(({ path, method, call }) => (
          <Call path={path} method={method} call={call} />
        ))}
        <h2>Objects</h2>
        {Object.entries(api.components.schemas).map(([name, schema]) => (
          <details id={`object-${name}`}>
            <summary>{name}</summary>
            <Shape schema={schema} />
          </details>
        ))}
      </main>
    </Document>
  )
}

const Call = ({ path, method, call }: { path: string; method: string; call: Described }) => (
  <section>
    <h2>
      <code>
        {method} {path}
      </code>
    </h2>
    <p>{call.summary}</p>
    {call.parameters && call.parameters.length > 0 && (
      <ul>
        {call.parameters.map((one) => (
          <li>
            <code>{one.name}</code> ({one.in}
            {one.required ? '' : ', optional'}): <code>{JSON.stringify(one.schema)}</code>
          </li>
        ))}
      </ul>
    )}
    {Object.entries(call.requestBody?.content ?? {}).map(([type, { schema }]) => (
      <details>
        <summary>Body, {type}</summary>
        <Shape schema={schema ?? {}} />
      </details>
    ))}
    <ul>
      {Object.entries(call.responses).map(([status, { description, content }]) => (
        <li>
          <strong>{status}</strong> {description}
          {Object.values(content ?? {}).map(({ schema }) => (
            <Reference schema={schema ?? {}} />
          ))}
        </li>
      ))}
    </ul>
  </section>
)

const nameOf = ({ $ref }: Schema) => $ref?.split('/').at(-1)

function Reference({ schema }: { schema: Schema }) {
  const name = nameOf(schema)
  return name ? (
    <>
      : <a href={`#object-${name}`}>{name}</a>
    </>
  ) : null
}

const Shape = ({ schema }: { schema: Schema }) => (
  <pre class="preview">
    <code>{JSON.stringify(schema, null, 2)}</code>
  </pre>
)
