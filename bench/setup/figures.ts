import { print, printTable } from '../../server/cli/terminal/output.ts'

/** The smallest value that `share` of the values do not pass. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((x, y) => x - y)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export const median = (values: number[]): number => percentile(values, 0.5)
export const ms = (value: number): string => value.toFixed(value < 10 ? 2 : 1)

export function table(title: string, head: string[], rows: (string | number)[][]): void {
  print(`\n${title}`)
  printTable(
    head,
    rows.map((row) => row.map(String)),
  )
}

export async function timed<T>(act: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const started = performance.now()
  const value = await act()
  return { value, ms: performance.now() - started }
}
