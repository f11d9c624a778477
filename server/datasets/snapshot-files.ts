import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Db } from '../../db/connection/client.ts'
import { storedBytes, storedSize } from '../../db/results/snapshot-files.ts'
import { NotFound } from '../domain/refusals.ts'
import type { Snapshot } from '../domain/result-rows.ts'
import { zip } from '../formats/exports/files/zip.ts'
import type { AppEnv } from '../http/app-env.ts'
import { streamOf } from '../http/stream.ts'
import { readRange } from './byte-range.ts'

const types: Record<string, string> = {
  parquet: 'application/vnd.apache.parquet',
  json: 'application/json',
  md: 'text/markdown; charset=utf-8',
}

type Of = { studyId: number; snapshot: Snapshot }
type Facts = { bytes: number; sha256: string }

/**
 * One file of a snapshot, whole or in part. It never changes, so its hash is its tag and a broken download can go on
 * where it stopped.
 */
export async function snapshotFile(
  c: Context<AppEnv>,
  { studyId, snapshot, path }: Of & { path: string },
): Promise<Response> {
  offered(snapshot)
  const db = c.get('db')
  const file = { studyId, id: snapshot.id, path }
  const { bytes, sha256 } = await factsOf(db, { studyId, snapshot, path })
  const headers: Record<string, string> = {
    ETag: `"${sha256}"`,
    'Accept-Ranges': 'bytes',
    'Content-Type': types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    'Content-Disposition': `attachment; filename="${path.split('/').at(-1)}"`,
  }
  if (matches(c.req.header('If-None-Match'), headers.ETag)) return c.body(null, 304, headers)
  const isSame = (c.req.header('If-Range') ?? headers.ETag) === headers.ETag
  const range = readRange(isSame ? c.req.header('Range') : undefined, bytes)
  if (range === 'unsatisfiable') {
    throw new HTTPException(416, {
      message: `The file has ${bytes} bytes`,
      res: new Response(null, { status: 416, headers: { 'Content-Range': `bytes */${bytes}` } }),
    })
  }
  const { start, end } = range ?? { start: 0, end: bytes }
  headers['Content-Length'] = String(end - start)
  if (range) headers['Content-Range'] = `bytes ${start}-${end - 1}/${bytes}`
  const status = range ? 206 : 200
  if (c.req.method === 'HEAD') return c.body(null, status, headers)
  return c.body(await streamOf(storedBytes(db, file, { start, end })), status, headers)
}

/** All files as one zip, made while it is sent: the same bytes each time. */
export async function snapshotZip(
  c: Context<AppEnv>,
  { studyId, snapshot, name }: Of & { name: string },
): Promise<Response> {
  const manifest = offered(snapshot)
  const db = c.get('db')
  const listed = [...manifest.files, { path: 'manifest.json' }].map(({ path }) => ({
    studyId,
    id: snapshot.id,
    path,
  }))
  const { sha256 } = await factsOf(db, { studyId, snapshot, path: 'manifest.json' })
  const headers = {
    ETag: `"${sha256}-zip"`,
    'Content-Type': 'application/zip',
    'Content-Disposition': `attachment; filename="${name}-${snapshot.id}.zip"`,
  }
  if (matches(c.req.header('If-None-Match'), headers.ETag)) return c.body(null, 304, headers)
  if (c.req.method === 'HEAD') return c.body(null, 200, headers)
  const files = listed.map((file) => ({ path: file.path, chunks: wholeFile(db, file) }))
  return c.body(await streamOf(zip(files)), 200, headers)
}

/** @throws HTTPException 410 with the reason for a revoked one; NotFound for one that has no files yet */
function offered({ state, manifest, revokedReason }: Snapshot) {
  if (state === 'revoked')
    throw new HTTPException(410, { message: `This snapshot was revoked: ${revokedReason}` })
  if (state !== 'ready' || !manifest) throw new NotFound('No such file')
  return manifest
}

async function factsOf(db: Db, { studyId, snapshot, path }: Of & { path: string }): Promise<Facts> {
  const listed = snapshot.manifest?.files.find((file) => file.path === path)
  if (listed) return listed
  if (path !== 'manifest.json') throw new NotFound('No such file')
  const hash = createHash('sha256')
  const file = { studyId, id: snapshot.id, path }
  for await (const piece of wholeFile(db, file)) hash.update(piece)
  return { bytes: await storedSize(db, file), sha256: hash.digest('hex') }
}

async function* wholeFile(db: Db, file: { studyId: number; id: string; path: string }) {
  yield* storedBytes(db, file, { start: 0, end: await storedSize(db, file) })
}

const matches = (header: string | undefined, tag: string | undefined): boolean =>
  header?.trim() === '*' || (header ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === tag)
