import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { SnapshotRequest } from '../../../datasets/snapshot-request.ts'
import { bearer, Counts, json, refusing, StudyPath } from './answers.ts'

export const Page = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  after: z
    .string()
    .regex(/^snap_\d{8}_[0-9a-f]{8}$/, 'must be the id of a snapshot')
    .optional(),
})
export const Since = z.strictObject({ since: z.string() })
export const NewLink = z.strictObject({ days: z.number().int().min(1).max(365).default(7) })
export const Revocation = z.strictObject({
  reason: z.string().trim().min(1, 'must say why: whoever asks for the files will read it').max(1000),
})

const summary = {
  id: z.string(),
  state: z.enum(['building', 'ready', 'failed', 'revoked']),
  filter: z.record(z.string(), z.string()),
  position: z.number().int(),
  progress: z.object({ files: z.number().int(), of: z.number().int(), rows: z.number().int() }),
  content_hash: z.string().nullable(),
  failure: z.string().nullable(),
  created_by: z.string(),
  created_at: z.string(),
  ready_at: z.string().nullable(),
  revoked_at: z.string().nullable(),
  revoked_reason: z.string().nullable(),
}
const SnapshotSummary = z.object(summary).openapi('SnapshotSummary')
export const SnapshotAnswer = z
  .object({
    ...summary,
    version: z.literal(1).optional(),
    study: z.string().optional(),
    seal: z.object({ position: z.number().int(), hash: z.string() }).nullable().optional(),
    counts: z.record(z.string(), Counts).optional(),
    files: z
      .array(
        z.object({
          path: z.string(),
          bytes: z.number().int(),
          sha256: z.string(),
          rows: z.number().int(),
          content_hash: z.string(),
          row_hashes: z.array(z.string()),
        }),
      )
      .optional(),
  })
  .openapi('Snapshot')
const found = z.object({ count: z.number().int(), vote_ids: z.array(z.string()) })
const Changes = z
  .object({
    before: z.string(),
    after: z.string(),
    position: z.object({ before: z.number().int(), after: z.number().int() }),
    filter: z.array(z.string()),
    votes: z.object({ added: found, removed: found, answered_otherwise: found, excluded_otherwise: found }),
    files: z.array(
      z.object({
        path: z.string(),
        rows_before: z.number().int().nullable(),
        rows_after: z.number().int().nullable(),
        same_rows: z.boolean(),
      }),
    ),
  })
  .openapi('SnapshotChanges')

const SnapshotPath = StudyPath.extend({ id: z.string() })
const path = '/studies/{slug}/snapshots'

export function describeSnapshots(registry: OpenAPIHono['openAPIRegistry']): void {
  for (const route of routes) registry.registerPath(createRoute(route))
}

const binary = { schema: z.string().openapi({ format: 'binary' }) }
const file = (
  description: string,
  types = ['application/vnd.apache.parquet', 'text/markdown', 'application/json'],
) => ({
  description,
  content: Object.fromEntries(types.map((type) => [type, binary])),
})

const routes: Parameters<typeof createRoute>[0][] = [
  {
    method: 'get',
    path,
    summary: 'List snapshots, newest first',
    security: bearer,
    request: { params: StudyPath, query: Page },
    responses: {
      200: {
        description: 'A page of snapshots; `next` goes into `after`',
        content: json(z.object({ snapshots: z.array(SnapshotSummary), next: z.string().nullable() })),
      },
      ...refusing(422),
    },
  },
  {
    method: 'post',
    path,
    summary: 'Freeze the votes up to now, or up to a position, as a dataset',
    security: bearer,
    request: { params: StudyPath, body: { content: json(SnapshotRequest), required: true } },
    responses: {
      201: {
        description:
          'The snapshot with its manifest; a large one is still `building` and has its manifest later, at `Location`',
        content: json(SnapshotAnswer),
        headers: { Location: { description: 'Where the snapshot is', schema: { type: 'string' as const } } },
      },
      ...refusing(400, 409, 413, 415, 422, 503),
    },
  },
  {
    method: 'get',
    path: `${path}/{id}`,
    summary: 'Read a snapshot: its state, its manifest. `latest` leads to the newest one',
    security: bearer,
    request: { params: SnapshotPath },
    responses: {
      200: { description: 'The snapshot', content: json(SnapshotAnswer) },
      302: { description: 'Where the newest one is' },
      ...refusing(410),
    },
  },
  {
    method: 'get',
    path: `${path}/{id}/files/{path}`,
    summary: 'Download a file of a snapshot; HEAD, ETag and ranges work',
    security: bearer,
    request: { params: SnapshotPath.extend({ path: z.string() }) },
    responses: {
      200: file('The file'),
      206: file('A part of it'),
      304: { description: 'You have it already' },
      ...refusing(410, 416),
    },
  },
  {
    method: 'get',
    path: `${path}/{id}/zip`,
    summary: 'Download all files as one zip',
    security: bearer,
    request: { params: SnapshotPath },
    responses: {
      200: file('The zip', ['application/zip']),
      304: { description: 'You have it already' },
      ...refusing(410),
    },
  },
  {
    method: 'get',
    path: `${path}/{id}/changes`,
    summary: 'What changed since an earlier snapshot',
    security: bearer,
    request: { params: SnapshotPath, query: Since },
    responses: { 200: { description: 'The differences', content: json(Changes) }, ...refusing(410, 422) },
  },
  {
    method: 'post',
    path: `${path}/{id}/links`,
    summary: 'Make a link that opens the snapshot to whoever holds it, for some days',
    security: bearer,
    request: { params: SnapshotPath, body: { content: json(NewLink), required: true } },
    responses: {
      201: { description: 'The link', content: json(z.object({ url: z.string(), expires: z.string() })) },
      ...refusing(400, 409, 413, 415, 422),
    },
  },
  {
    method: 'post',
    path: `${path}/{id}/revocation`,
    summary: 'Take the files away for good, with a reason',
    security: bearer,
    request: { params: SnapshotPath, body: { content: json(Revocation), required: true } },
    responses: {
      200: { description: 'What is left: the manifest and the reason', content: json(SnapshotAnswer) },
      ...refusing(400, 409, 413, 415, 422),
    },
  },
]
