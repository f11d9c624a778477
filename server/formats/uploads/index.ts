export { readUpload, refusedReport } from './read.ts'
export { recogniseUpload } from './recognise.ts'
export { UploadError } from './reports/problem.ts'
export type * from './types.ts'
