/** What one upload may cost. Every refusal names the limit it met. */
export type Limits = {
  totalBytes: number
  archiveBytes: number
  sheetBytes: number
  sheetCells: number
  entries: number
  ratio: number
  lineBytes: number
  cellLength: number
  depth: number
  columns: number
  headerBytes: number
  promptBytes: number
  notices: number
}

const MiB = 1024 * 1024

export const defaultLimits: Limits = {
  totalBytes: 1024 * MiB,
  archiveBytes: 256 * MiB,
  sheetBytes: 64 * MiB,
  sheetCells: 5_000_000,
  entries: 10_000,
  ratio: 100,
  lineBytes: 5 * MiB,
  cellLength: 5_000_000,
  depth: 32,
  columns: 2_000,
  headerBytes: 8 * MiB,
  promptBytes: 256 * MiB,
  notices: 10_000,
}

export const withDefaults = (limits: Partial<Limits> | undefined): Limits => ({ ...defaultLimits, ...limits })

export const overLimit = (what: string, limit: keyof Limits, limits: Limits) =>
  `${what} (limit ${limit}: ${limits[limit].toLocaleString('en')})`
