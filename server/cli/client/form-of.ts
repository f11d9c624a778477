import { openAsBlob } from 'node:fs'
import type { NamedFile } from './client.ts'

export async function formOf(files: NamedFile[]): Promise<FormData> {
  const form = new FormData()
  for (const { name, path } of files) form.append('file', await openAsBlob(path), name)
  return form
}
