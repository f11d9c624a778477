import { EmptyChart } from './frame.tsx'
import { HeatMap } from './heat-map.tsx'
import { count, counted, percent } from './numbers.ts'

/** Votes on one pair of models; half wins are included in `winsA` and `winsB` by whoever counted. */
export type PairCount = { a: string; b: string; votes: number; winsA: number; winsB: number }

type WinProps = { id: string; models: string[]; pairs: PairCount[]; method: string }

const FEW = 10
const TITLE = 'Win fractions'

/** Row beats column. The hues meet at 50 %. */
export function WinHeatMap({ id, models, pairs, method }: WinProps) {
  const meetings = meetingsOf(models, pairs)
  const total = pairs.reduce((sum, pair) => sum + pair.votes, 0)
  if (total === 0) {
    return (
      <EmptyChart id={id} title={TITLE} text="How often each model beats each other one will stand here." />
    )
  }
  return (
    <HeatMap
      id={id}
      title={TITLE}
      models={models}
      description="How often the model of a row beats the model of a column. The table below holds the same numbers."
      caption={`Share of ${counted(total, 'vote')} in which the row beats the column, with the votes of that pair below it; ${method}. Blue is above 50 %, orange below; hatched where fewer than ${FEW} votes. No interval is shown here: single cells are far less certain than the ranking.`}
      table={{
        head: ['Row beats column', ...models],
        rows: models.map((model, row) => [
          model,
          ...models.map((_, column) => cellText(meetings(row, column))),
        ]),
      }}
      cell={(row, column) => {
        const met = meetings(row, column)
        if (!met) return null
        const share = met.wins / met.votes
        return {
          hue: share >= 0.5 ? 'high' : 'low',
          depth: Math.abs(share - 0.5) * 2,
          text: percent(share),
          note: `n ${count(met.votes)}`,
          hatched: met.votes < FEW,
        }
      }}
    />
  )
}

type Meeting = { wins: number; votes: number } | null

function meetingsOf(models: string[], pairs: PairCount[]): (row: number, column: number) => Meeting {
  const found = new Map<string, Meeting>()
  for (const { a, b, votes, winsA, winsB } of pairs) {
    if (votes === 0) continue
    found.set(JSON.stringify([a, b]), { wins: winsA, votes })
    found.set(JSON.stringify([b, a]), { wins: winsB, votes })
  }
  return (row, column) => found.get(JSON.stringify([models[row], models[column]])) ?? null
}

const cellText = (met: Meeting) => (met ? `${percent(met.wins / met.votes)} of ${count(met.votes)}` : '–')
