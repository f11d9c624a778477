import { createContext } from 'hono/jsx'

/** Where a chart of this page can be had as a file, by its id; null on pages that offer none. */
export const ChartFiles = createContext<((id: string) => string) | null>(null)
