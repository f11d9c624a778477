import { createReadStream, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { UploadFile } from '../../../server/formats/uploads/index.ts'

const root = join(process.env.SHARED_DIR ?? '../shared', 'data')

export const hasShared = (folder: string) => existsSync(join(root, folder))

export const sharedFiles = (folder: string): string[] =>
  hasShared(folder) ? readdirSync(join(root, folder)).filter((name) => name !== 'README.md') : []

export const sharedFile = (folder: string, name: string): UploadFile => ({
  name,
  open: () => createReadStream(join(root, folder, name)),
})
