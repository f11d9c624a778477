import { krippendorffAlpha } from '../stats/agreement/krippendorff.ts'
import { nominalAlphaInterval } from '../stats/agreement/krippendorff-interval.ts'
import { ratedUnits } from '../stats/agreement/ratings.ts'
import { clusteredShare } from '../stats/errors/clustered-share.ts'
import type { Share } from '../stats/errors/share.ts'
import { Outcome } from '../stats/votes/vote-table.ts'
import { type Answers, isDecisive, SKIP, verdictOf } from './answers.ts'
import { repeatsOf } from './repeats.ts'
import { stylesAt } from './style.ts'

export type Trust = {
  left: Share | null
  ties: Share | null
  skips: Share | null
  /** Decisive votes between answers of different length that went to the longer one. */
  longer: Share | null
  /** Repeats with swapped sides that got the same answer. */
  selfAgreement: Share | null
  /** Krippendorff's alpha, nominal, over pairs with at least two votes. */
  alpha: { value: number; low: number | null; high: number | null; units: number } | null
}

const mostResamples = 500
const fewestResamples = 40
/** Units drawn in all; a bootstrap of very many units needs fewer resamples to be steady. */
const draws = 5_000_000

/** How far the answers of a study can be relied on; each share with an interval that knows testers and prompts. */
export function trustOf(answers: Answers, level: number): Trust {
  const share = (counts: (row: number) => boolean, holds: (row: number) => boolean) =>
    shareAmong(answers, { counts, holds, level })
  const isVote = (row: number) => answers.repeat[row] === 0 && answers.outcome[row] !== SKIP
  const decides = (row: number) => isVote(row) && isDecisive(answers.outcome[row] as number)
  const lengths = (row: number) => stylesAt(answers, row).map(({ length }) => length) as [number, number]
  return {
    left: share(decides, (row) => answers.outcome[row] === Outcome.first),
    ties: share(isVote, (row) => answers.outcome[row] === Outcome.tie),
    skips: share(
      (row) => answers.repeat[row] === 0,
      (row) => answers.outcome[row] === SKIP,
    ),
    longer: share(
      (row) => {
        if (!decides(row)) return false
        const [first, second] = lengths(row)
        return first !== second
      },
      (row) => {
        const [first, second] = lengths(row)
        return (answers.outcome[row] === Outcome.first) === first > second
      },
    ),
    selfAgreement: selfAgreement(answers, level),
    alpha: alphaOf(answers, level),
  }
}

type Asked = { counts: (row: number) => boolean; holds: (row: number) => boolean; level: number }

function shareAmong(answers: Answers, { counts, holds, level }: Asked): Share | null {
  const rows: number[] = []
  for (let row = 0; row < answers.length; row++) if (counts(row)) rows.push(row)
  return clusteredShare(
    {
      holds: Uint8Array.from(rows, (row) => Number(holds(row))),
      tester: Int32Array.from(rows, (row) => answers.tester[row] as number),
      prompt: Int32Array.from(rows, (row) => answers.prompt[row] as number),
    },
    level,
  )
}

function selfAgreement(answers: Answers, level: number): Share | null {
  const repeats = repeatsOf(answers)
  const at = (column: Int32Array) => Int32Array.from(repeats, ({ again }) => column[again] as number)
  const holds = Uint8Array.from(repeats, ({ before, again }) =>
    Number(verdictOf(answers, before) === verdictOf(answers, again)),
  )
  return clusteredShare({ holds, tester: at(answers.tester), prompt: at(answers.prompt) }, level)
}

function alphaOf(answers: Answers, level: number): Trust['alpha'] {
  const units = new Map<number, number[]>()
  for (let row = 0; row < answers.length; row++) {
    if (answers.repeat[row] === 1 || answers.outcome[row] === SKIP) continue
    const pair = answers.pair[row] as number
    const unit = units.get(pair)
    if (unit) unit.push(verdictOf(answers, row))
    else units.set(pair, [verdictOf(answers, row)])
  }
  const ratings = ratedUnits([...units.values()])
  const value = krippendorffAlpha(ratings, 'nominal')
  if (value === null) return null
  const resamples = Math.max(
    fewestResamples,
    Math.min(mostResamples, Math.floor(draws / Math.max(1, ratings.length))),
  )
  const interval = nominalAlphaInterval(ratings, { seed: 1, resamples, level })
  return { value, low: interval?.low ?? null, high: interval?.high ?? null, units: ratings.length }
}
