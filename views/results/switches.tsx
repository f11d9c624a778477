import { count, counted, signedElo } from '../charts/numbers.ts'
import type { ResultsProps, Switch } from './props.ts'
import { list } from './words/sentences.ts'

const tieNames = {
  half: 'ties as half a win each',
  davidson: "ties fitted by Davidson's model",
  drop: 'ties left out',
}

/** What the switches for ties and both-bads would change. */
export function SwitchEffects({
  study,
  ranking,
  options,
  switches,
  query,
}: Pick<ResultsProps, 'study' | 'ranking' | 'options' | 'switches' | 'query'>) {
  if (switches.length === 0) return null
  const changing = switches.flatMap(({ moved, ...rule }) =>
    moved && moved.length > 0 ? [{ ...rule, moved }] : [],
  )
  const unfit = switches.filter(({ moved }) => moved === null)
  const alone = unfit.length > 0 ? ` These votes are too few for ${list(unfit.map(nameOf))}.` : ''
  return (
    <section>
      <h2>Would other rules change the order?</h2>
      {changing.length === 0 ? (
        <p>
          No: however ties and both-bads are counted ({switches.length + 1 - unfit.length} ways), every model
          keeps its place.{alone}
        </p>
      ) : (
        <>
          <p>
            {changing.length} of {switches.length} other ways to count ties and both-bads would. Strengths
            under different rules for ties are on different scales; the order can be compared.{alone}
          </p>
          <ul>
            {changing.map((other) => (
              <li>
                <a href={hrefOf(study.slug, query, other)}>{nameOf(other)}</a>: {movedWords(other.moved)}
              </li>
            ))}
          </ul>
        </>
      )}
      <p>{bothBadWords({ ranking, options, switches })}</p>
    </section>
  )
}

/** What both-bads do to the strengths, as long as they are told apart from ties. */
function bothBadWords({
  ranking,
  options,
  switches,
}: Pick<ResultsProps, 'ranking' | 'options' | 'switches'>): string {
  const { both_bad: given, votes } = ranking.counts
  if (given === 0) return 'Nobody answered “both bad”.'
  const share = `“Both bad” is ${count(given)} of ${counted(votes, 'vote')}`
  if (options.ties === 'drop') return `${share}; all of them are left out with the ties.`
  const other = switches.find(({ ties, bothBad }) => ties === options.ties && bothBad !== options.both_bad)
  const act = options.both_bad === 'tie' ? 'Leaving them out' : 'Counting them as ties'
  if (!other?.moved) return `${share}.`
  if (!other.largest) return `${share}. ${act} changes no strength.`
  const places = other.moved.length === 0 ? 'changes no place' : `moves ${movedWords(other.moved)}`
  return `${share}. ${act} ${places}; the largest change of a strength is ${signedElo(other.largest.elo)} Elo, of ${other.largest.model}.`
}

type Rule = Pick<Switch, 'ties' | 'bothBad'>

function nameOf({ ties, bothBad }: Rule): string {
  if (ties === 'drop') return 'Ties and both-bads left out'
  const rest = bothBad === 'drop' ? 'both-bads left out' : 'both-bads as ties'
  return `With ${tieNames[ties]}, ${rest}`
}

const movedWords = (moved: NonNullable<Switch['moved']>) =>
  moved.map(({ model, from, to }) => `${model} from place ${from} to ${to}`).join(', ')

function hrefOf(slug: string, query: Record<string, string>, { ties, bothBad }: Rule): string {
  return `/studies/${slug}/results?${new URLSearchParams({ ...query, ties, both_bad: bothBad })}`
}
