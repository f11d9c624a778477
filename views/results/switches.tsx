import type { ResultsProps, Switch } from './props.ts'

const tieNames = {
  half: 'ties as half a win each',
  davidson: "ties fitted by Davidson's model",
  drop: 'ties left out',
}

/** What the switches for ties and both-bads would change. */
export function SwitchEffects({
  study,
  switches,
  query,
}: Pick<ResultsProps, 'study' | 'switches' | 'query'>) {
  if (switches.length === 0) return null
  const changing = switches.filter(({ moved }) => moved.length > 0)
  return (
    <section>
      <h2>Would other rules change the order?</h2>
      {changing.length === 0 ? (
        <p>
          No: however ties and both-bads are counted ({switches.length + 1} ways), every model keeps its
          place.
        </p>
      ) : (
        <>
          <p>
            {changing.length} of {switches.length} other ways to count ties and both-bads would. Only the
            order of the estimates changes; strengths under different rules are on different scales.
          </p>
          <ul>
            {changing.map((other) => (
              <li>
                <a href={hrefOf(study.slug, query, other)}>{nameOf(other)}</a>: {movedWords(other)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function nameOf({ ties, bothBad }: Switch): string {
  if (ties === 'drop') return 'Ties and both-bads left out'
  const rest = bothBad === 'drop' ? 'both-bads left out' : 'both-bads as ties'
  return `With ${tieNames[ties]}, ${rest}`
}

const movedWords = ({ moved }: Switch) =>
  moved.map(({ model, from, to }) => `${model} from place ${from} to ${to}`).join(', ')

function hrefOf(slug: string, query: Record<string, string>, { ties, bothBad }: Switch): string {
  return `/studies/${slug}/results?${new URLSearchParams({ ...query, ties, both_bad: bothBad })}`
}
