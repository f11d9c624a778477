import { count, counted, signedElo } from '../charts/numbers.ts'
import { Drawer } from './drawer.tsx'
import type { LeftOut, ResultsProps } from './props.ts'
import { explainLeftOut } from './words/explanations.ts'
import { list } from './words/sentences.ts'

/** What the first place hangs on. */
export function Robustness({ ranking, leftOut }: Pick<ResultsProps, 'ranking' | 'leftOut'>) {
  const flip = ranking.fragility?.votes_to_flip_first ?? null
  return (
    <section>
      <h2>What does it hang on?</h2>
      <ul>
        <li>{flipSentence(flip, ranking.counts.votes)}</li>
        <li>{leftOutSentence(leftOut.tester, 'tester')}</li>
        <li>{leftOutSentence(leftOut.prompt, 'prompt')}</li>
      </ul>
      <Drawer about="this" explanation={explainLeftOut(ranking)} />
    </section>
  )
}

function flipSentence(flip: number | null, votes: number): string {
  if (flip === null) return 'No removal of votes for the first model would put another one first.'
  return `Removing ${counted(flip, 'vote')} of ${count(votes)}, chosen to hurt most, would put another model first.`
}

const mostNames = 5

function leftOutSentence(leftOut: LeftOut | null, noun: 'tester' | 'prompt'): string {
  if (!leftOut) return `Leaving out one ${noun}: –`
  const { tried, of, changing, largest } = leftOut
  const which =
    tried < of
      ? `any one of the ${count(tried)} ${noun}s with the most votes`
      : `any one of ${counted(of, noun)}`
  const moves = largest
    ? ` The largest change is ${signedElo(largest.elo)} Elo for ${largest.model}, without ${largest.name}.`
    : ''
  if (changing.length === 0) return `Leaving out ${which}, the same model comes first.${moves}`
  const named = changing.slice(0, mostNames).map(({ name, leader }) => `${name} (then ${leader})`)
  const rest = changing.length > mostNames ? [`${count(changing.length - mostNames)} more`] : []
  return `Leaving out ${which}, another model comes first in ${counted(changing.length, 'case')}: ${list([...named, ...rest])}.${moves}`
}
