import { EmptyChart } from './frame.tsx'
import { HeatMap } from './heat-map.tsx'
import { count, counted } from './numbers.ts'

type VotesProps = { id: string; models: string[]; pairs: { a: string; b: string; votes: number }[] }

const TITLE = 'Votes per pair'

/** Shows where the comparisons have holes. */
export function VotesHeatMap({ id, models, pairs }: VotesProps) {
  const votes = new Map<string, number>()
  for (const pair of pairs) {
    votes.set(JSON.stringify([pair.a, pair.b]), pair.votes)
    votes.set(JSON.stringify([pair.b, pair.a]), pair.votes)
  }
  const at = (row: number, column: number) =>
    row === column ? null : (votes.get(JSON.stringify([models[row], models[column]])) ?? 0)
  const most = Math.max(...pairs.map((pair) => pair.votes), 0)
  const total = pairs.reduce((sum, pair) => sum + pair.votes, 0)
  if (models.length < 2) {
    return <EmptyChart id={id} title={TITLE} text="How many votes each pair of models has will stand here." />
  }
  const possible = (models.length * (models.length - 1)) / 2
  const unseen = possible - pairs.filter((pair) => pair.votes > 0).length
  return (
    <HeatMap
      id={id}
      title={TITLE}
      models={models}
      description={`Votes on each pair of models. ${counted(unseen, 'pair')} of ${count(possible)} without a vote.`}
      caption={`${counted(total, 'vote')} on ${counted(possible, 'pair')} of models, ${count(unseen)} of them not compared yet. Every vote counts here, ties and both-bads too.`}
      table={{
        head: ['Votes', ...models],
        rows: models.map((model, row) => [model, ...models.map((_, column) => at(row, column) ?? '–')]),
      }}
      cell={(row, column) => {
        const n = at(row, column)
        if (n === null) return null
        return { hue: 'amount', depth: most === 0 ? 0 : n / most, text: count(n), hatched: n === 0 }
      }}
    />
  )
}
