import { DataTable } from '../charts/frame.tsx'
import { coefficient, count, elo, eloInterval, signedElo } from '../charts/numbers.ts'
import { Drawer } from './drawer.tsx'
import type { Ranking, ResultsProps, StrengthTable } from './props.ts'
import { explainStyle } from './words/explanations.ts'
import { levelWords } from './words/method.ts'

const perLogOdds = 400 / Math.LN10
const names: Record<string, string> = {
  length: 'Longer answer',
  headings: 'More headings',
  lists: 'More list items',
  bold: 'More bold text',
}

/** Raw beside adjusted: how much of a strength is what the answers look like. */
export function StyleSection({ ranking, style }: Pick<ResultsProps, 'ranking' | 'style'>) {
  return (
    <section>
      <h2>Does the look of the answers explain it?</h2>
      {style ? (
        <>
          <p>{summary(ranking, style)}</p>
          <DataTable
            label="Strengths as they are and with looks held equal"
            table={{
              head: [
                'Model',
                'Place',
                'Elo',
                'Place, looks equal',
                'Elo, looks equal',
                `${levelWords(ranking.method)} interval`,
              ],
              rows: style.models.map((model, i) => {
                const raw = ranking.models.find((one) => one.model === model.model)
                return [
                  model.model,
                  raw?.rank ?? '–',
                  elo(raw?.elo ?? null),
                  i + 1,
                  elo(model.elo),
                  eloInterval(model.low, model.high),
                ]
              }),
            }}
          />
          <DataTable
            label="What looks are worth"
            table={{
              head: ['Looks', 'Elo per standard deviation', 'Standard error', 'p'],
              rows: style.covariates.map(({ name, beta, se, p }) => [
                names[name] ?? name,
                signedElo(beta * perLogOdds),
                se === null ? '–' : elo(se * perLogOdds),
                p === null ? '–' : coefficient(p),
              ]),
            }}
          />
          <Drawer about="the adjustment for looks" explanation={explainStyle(ranking, style)} />
        </>
      ) : (
        <p>
          Once answers that differ in length, headings, lists or bold text have been compared, strengths with
          the looks held equal will stand here beside those without.
        </p>
      )}
    </section>
  )
}

function summary(ranking: Ranking, style: StrengthTable): string {
  const places = new Map(ranking.models.map(({ model, rank }) => [model, rank]))
  const moved = style.models.filter(({ model }, i) => places.get(model) !== i + 1)
  const length = style.covariates.find(({ name }) => name === 'length')
  const clear = style.covariates.filter(({ p }) => p !== null && p < 0.05).length
  const order =
    moved.length === 0
      ? 'With the looks held equal every model keeps its place.'
      : `With the looks held equal ${count(moved.length)} of ${count(style.models.length)} models stand elsewhere.`
  const effect = length
    ? ` A standard deviation more length is worth ${signedElo(length.beta * perLogOdds)} Elo.`
    : ''
  return `${order}${effect} ${clear === 0 ? 'No look has an effect that stands out from chance.' : ''}`.trim()
}
