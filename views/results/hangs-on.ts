import { count } from '../charts/numbers.ts'
import type { LeftOut, Ranking } from './props.ts'

type Fact = { value: string; note: string }

/** The fewest votes whose removal changes first place, of the one figure that both sections show. */
export function flipFact({ fragility, counts }: Ranking): Fact {
  const flip = fragility?.votes_to_flip_first ?? null
  return flip === null
    ? { value: '–', note: 'no removal of votes for the first model would do it' }
    : { value: `${count(flip)} of ${count(counts.votes)}`, note: 'the fewest whose removal would do it' }
}

/** Whether one tester changes first place: from the refits without each, as the section on it tells them. */
export function oneTesterFact(leftOut: LeftOut | null): Fact {
  if (!leftOut) return { value: '–', note: 'there are not two testers to leave out in turn' }
  const { changing, tried, of } = leftOut
  const [first] = changing
  if (!first) return { value: 'no', note: `whoever of ${whom(tried, of)} is left out, the same model leads` }
  return {
    value: changing.length === 1 ? first.name : `${count(changing.length)} testers, each alone`,
    note: `without ${changing.length === 1 ? 'this tester' : 'one of them'} another model leads`,
  }
}

const whom = (tried: number, of: number) =>
  tried < of ? `the ${count(tried)} with the most votes` : `the ${count(of)}`
