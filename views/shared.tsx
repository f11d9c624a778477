import type { Snapshot } from '../server/domain/result-rows.ts'
import { DoorPage } from './admin/layout.tsx'
import type { Assets } from './assets.ts'

type SharedProps = {
  assets: Pick<Assets, 'css' | 'charts' | 'admin'>
  name: string
  snapshot: Snapshot
  /** The link itself */
  address: string
  expires: Date
}

/** What somebody finds who was sent a link to a snapshot. */
export function SharedPage({ assets, name, snapshot, address, expires }: SharedProps) {
  const files = [...(snapshot.manifest?.files ?? []), { path: 'manifest.json', rows: null, bytes: null }]
  const parquet = files.find(({ path }) => path.startsWith('data/dpo/') || path.startsWith('data/votes/'))
  return (
    <DoorPage assets={assets} title={name}>
      <p>
        A dataset of human preferences, frozen at vote {snapshot.position}. This link is good until{' '}
        <time datetime={expires.toISOString()}>{expires.toISOString().slice(0, 16).replace('T', ' ')}</time>{' '}
        UTC.
      </p>
      <p>
        <a href={`${address}/zip`}>Everything as one zip</a>
      </p>
      <ul>
        {files.map(({ path, rows }) => (
          <li>
            <a href={`${address}/files/${path}`}>{path}</a>
            {rows !== null && path.startsWith('data/') && `, ${rows} rows`}
          </li>
        ))}
      </ul>
      {parquet && (
        <>
          <p>In Python:</p>
          <pre tabindex={0}>
            <code>{`from datasets import load_dataset\n\nrows = load_dataset("parquet", data_files="${address}/files/${parquet.path}")`}</code>
          </pre>
        </>
      )}
    </DoorPage>
  )
}
