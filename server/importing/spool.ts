import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { UploadFile } from '../formats/uploads/types.ts'

/** Files of one request on disk, gone when it ends; names never become paths. */
export class Spool {
  readonly files: UploadFile[] = []
  private folder: Promise<string> | null = null

  async take({ filename, chunks }: { filename: string; chunks: AsyncIterable<Buffer> }): Promise<void> {
    this.folder ??= mkdtemp(join(tmpdir(), 'tiebreak-upload-'))
    const path = join(await this.folder, String(this.files.length))
    await pipeline(chunks, createWriteStream(path))
    this.files.push({ name: filename, open: () => createReadStream(path) })
  }

  async end(): Promise<void> {
    if (this.folder) await rm(await this.folder, { recursive: true, force: true })
  }
}
