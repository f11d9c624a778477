/** One simulation: a table that its seed alone decides. */
export interface Part {
  title: string
  about: string
  seed: number
  /** `quick` runs a handful of replicates, to see that it works; `long` as many as a small error takes. */
  run: (seed: number, quick: boolean, long: boolean) => { head: string[]; rows: string[][] }
}

export const percent = (share: number) => `${(100 * share).toFixed(1)} %`

/** A share with its Monte Carlo standard error, replicates taken as independent. */
export function shareOf(count: number, total: number): string {
  const share = count / total
  const error = Math.sqrt((share * (1 - share)) / total)
  return `${percent(share)} ± ${(100 * error).toFixed(1)}`
}
