import { Readable } from 'node:stream'
import type { Db } from '../../db/connection/client.ts'
import type { Study } from '../../server/domain/study.ts'

import { importFiles } from '../../server/importing/importing.ts'

/** Publishes JSON lines as an upload would. */
export async function importText(db: Db, { study, text }: { study: Study; text: string }): Promise<void> {
  const { state, report } = await importFiles(db, {
    study,
    files: [{ name: 'outputs.jsonl', open: () => Readable.from([Buffer.from(text)]) }],
    options: {},
    dryRun: false,
    by: 'test',
  })
  if (state !== 'published') throw new Error(`The outputs were refused: ${JSON.stringify(report)}`)
}
