export { UploadError } from './problem.ts'
export { readUpload } from './read.ts'
export { recogniseUpload } from './recognise.ts'
export type * from './types.ts'
