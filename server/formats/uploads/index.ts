export { UploadError } from './problem.ts'
export { readUpload, refusedReport } from './read.ts'
export { recogniseUpload } from './recognise.ts'
export type * from './types.ts'
