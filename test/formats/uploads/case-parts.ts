import type { UploadFile } from '../../../server/formats/uploads/index.ts'
import { file } from './files.ts'

export type Case = { title: string; files: UploadFile[]; format: string; rows: unknown[][]; keyed?: true }

export const json = (name: string, value: unknown) => file(name, JSON.stringify(value, null, 1))
export const user = (content: unknown) => ({ role: 'user', content })
export const assistant = (content: unknown) => ({ role: 'assistant', content })
