import { type Conversation, userPrompt } from '../../../server/domain/conversation.ts'
import type { ItemRow } from '../../../server/domain/item-row.ts'
import type { ExportedOutput, VoteRow } from '../../../server/domain/vote-row.ts'
import { readFilters, specialFilters } from '../../../server/formats/exports/filters.ts'
import type { Chunk, ExportInput } from '../../../server/formats/exports/format.ts'
import { exportFormats } from '../../../server/formats/exports/index.ts'
import { newCounts } from '../../../server/formats/exports/rows/counts.ts'

export const answer = (content: string): Conversation => [{ role: 'assistant', content }]

export function output(
  id: number,
  model: string,
  messages: Conversation,
  flags: string[] = [],
): ExportedOutput {
  return { id, model, sample: 0, messages, batch: '1', flags }
}

let made = 0

/** A vote on "Which?" between a fixed output of model x and one of model y, unless told otherwise. */
export function vote(changes: Partial<VoteRow> = {}): VoteRow {
  made += 1
  return {
    voteId: `v${made}`,
    study: 'made',
    position: made,
    at: new Date(Date.UTC(2026, 0, 1, 0, 0, made % 60)),
    tester: 'tester-1',
    purpose: 'vote',
    revision: 1,
    superseded: false,
    prompt: { id: 'p1', messages: userPrompt('Which?'), tags: ['easy'], language: 'en', group: 'g1' },
    a: output(1, 'x', answer('The first')),
    b: output(2, 'y', answer('The second')),
    pairId: 1,
    winner: 'a',
    strength: null,
    criteria: {},
    reasons: [],
    comment: '',
    scoreA: null,
    scoreB: null,
    seenA: null,
    seenB: null,
    seconds: 4.5,
    input: 'key',
    excluded: '',
    ...changes,
  }
}

/** The same vote with the sides changed over: what was a is shown second. */
export const swapped = (row: VoteRow): VoteRow => ({ ...row, a: row.b, b: row.a })

export type Made = { bytes: Buffer; text: string; counts: ExportInput['counts'] }

/** Writes made rows in one format and gives back what a reader would get. */
export async function write(
  file: string,
  rows: VoteRow[],
  { query = {}, items = [] }: { query?: Record<string, string>; items?: ItemRow[] } = {},
): Promise<Made> {
  const [name = '', ending = ''] = file.split('.')
  const extension = exportFormats[name]?.extensions[ending]
  if (!extension) throw new Error(`There is no ${file}`)
  const counts = newCounts()
  const chunks = extension.write({
    study: 'made',
    filters: readFilters(query, specialFilters),
    counts,
    votes: () => stream(rows),
    items: () => stream(items),
  })
  const bytes = await collect(chunks)
  return { bytes, text: bytes.toString('utf8'), counts }
}

export async function writeJsonl(
  file: string,
  rows: VoteRow[],
  options: { query?: Record<string, string>; items?: ItemRow[] } = {},
) {
  const { text, counts } = await write(`${file}.jsonl`, rows, options)
  const lines = text.split('\n').slice(0, -1)
  return { rows: lines.map((line) => JSON.parse(line) as Record<string, unknown>), counts }
}

export async function* stream<T>(rows: T[]): AsyncGenerator<T[]> {
  yield rows
}

export async function collect(chunks: AsyncIterable<Chunk>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const chunk of chunks) parts.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
  return Buffer.concat(parts)
}
