import type { Db } from '../db/client.ts'
import type { Study } from '../db/studies.ts'
import { note } from '../server/cli/output.ts'
import { exportStudy } from '../server/datasets/exporting.ts'
import { withThrowAwayDatabase } from './setup/database.ts'
import { ms, table, timed } from './setup/figures.ts'
import { manyVotes } from './setup/many-votes.ts'

const votes = Number(process.env.BENCH_VOTES ?? 1_000_000)
const files = ['votes.jsonl', 'votes.csv', 'votes.parquet', 'dpo.jsonl', 'arena.csv']

type Figure = { bytes: number; ms: number; firstByte: number; rss: number }

/**
 * Exports beside PostgreSQL's own COPY of the same join, in the same run: into nothing, so harder to match than to a client. Goals: JSON Lines
 * and CSV at least half as fast, Parquet a quarter, first byte in 300 ms, at most 300 MB of memory.
 */
export default async function exports(): Promise<void> {
  await withThrowAwayDatabase(async ({ db }) => {
    const { value: study, ms: made } = await timed(() => manyVotes(db, { slug: 'many', votes }))
    note(`Made ${study.position} votes in ${(made / 1000).toFixed(0)} s`)
    const copied = await measure(async () => copyOf(db, study))
    const rows = [rowOf('COPY of the join', copied, copied)]
    for (const file of files) {
      const [format = '', extension = ''] = file.split('.')
      const figure = await measure(
        async () => (await exportStudy(db, { study, format, extension, query: {} })).chunks,
      )
      rows.push(rowOf(file, figure, copied))
    }
    table(
      `Exports of ${study.position.toLocaleString('en')} votes`,
      ['file', 'MB', 'seconds', 'votes/s', 'of COPY', 'first byte ms', 'most memory MB'],
      rows,
    )
  })
}

async function measure(open: () => Promise<AsyncIterable<string | Uint8Array>>): Promise<Figure> {
  globalThis.gc?.()
  const started = performance.now()
  let firstByte = 0
  let bytes = 0
  let rss = 0
  const watch = setInterval(() => {
    rss = Math.max(rss, process.memoryUsage.rss())
  }, 50)
  try {
    for await (const chunk of await open()) {
      if (bytes === 0) firstByte = performance.now() - started
      bytes += typeof chunk === 'string' ? Buffer.byteLength(chunk) : chunk.length
    }
  } finally {
    clearInterval(watch)
  }
  return { bytes, firstByte, rss, ms: performance.now() - started }
}

/** Into nothing, on the server: what the join and its text cost, without the way to a client. */
async function* copyOf(db: Db, { id }: Study): AsyncGenerator<Uint8Array> {
  const connection = await db.reserve()
  try {
    await connection`set statement_timeout = 0`
    await connection.unsafe(`
    copy (
      select v.comparison_id, s.slug, v.at, t.pseudonym, c.purpose, p.external_id, p.messages -> 0 ->> 'content',
             case when c.swapped then mh.name else ml.name end, case when c.swapped then ml.name else mh.name end,
             case when c.swapped then hi.messages else lo.messages end -> 0 ->> 'content',
             case when c.swapped then lo.messages else hi.messages end -> 0 ->> 'content',
             v.outcome, v.strength, v.criteria, v.reasons, v.comment, v.seconds, v.input, c.pair_id, lo.batch_id,
             hi.batch_id, lo.flags || hi.flags
      from votes v
      join comparisons c on c.study_id = v.study_id and c.id = v.comparison_id and c.revision = v.revision
      join studies s on s.id = v.study_id
      join testers t on t.study_id = v.study_id and t.id = c.tester_id
      join pairs on pairs.study_id = v.study_id and pairs.id = c.pair_id
      join prompts p on p.study_id = v.study_id and p.id = pairs.prompt_id
      join outputs lo on lo.study_id = v.study_id and lo.id = pairs.output_lo
      join outputs hi on hi.study_id = v.study_id and hi.id = pairs.output_hi
      join models ml on ml.study_id = v.study_id and ml.id = pairs.model_lo
      join models mh on mh.study_id = v.study_id and mh.id = pairs.model_hi
      where v.study_id = ${id}
    ) to '/dev/null' (format csv, header)`)
    yield new Uint8Array(1)
  } finally {
    connection.release()
  }
}

const rowOf = (name: string, figure: Figure, copied: Figure): string[] => [
  name,
  (figure.bytes / 1e6).toFixed(0),
  (figure.ms / 1000).toFixed(1),
  Math.round(votes / (figure.ms / 1000)).toLocaleString('en'),
  `${Math.round((100 * copied.ms) / figure.ms)} %`,
  ms(figure.firstByte),
  (figure.rss / 1e6).toFixed(0),
]
