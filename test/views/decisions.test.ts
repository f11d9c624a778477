import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide, evidence, leaders } from '../../views/results/decisions.ts'
import type { RankedPair, Ranking } from '../../views/results/props.ts'
import { effectiveVotesSentence, verdictWords } from '../../views/results/sentences.ts'
import { fourModels, makeRanking, twentyModels, twoGroups } from './rankings.ts'

const trio = makeRanking(
  ['A', 'B', 'C'].map((model, i) => ({ model, elo: 1050 - 50 * i, se: 20 })),
  80,
)

/** The trio with some fields of its pairs A·B, A·C and B·C replaced. */
function withPairs(...changes: Partial<RankedPair>[]): Ranking {
  return { ...trio, pairs: trio.pairs.map((pair, i) => ({ ...pair, ...changes[i] })) }
}

const names = (ranking: Ranking) =>
  decide(ranking).decided.map((decided) => `${decided.better}>${decided.worse}`)
const all = (ranking: Ranking, more: Parameters<typeof decide>[1] = []) => {
  const verdict = verdictWords(ranking, decide(ranking, more))
  return [...verdict.headlines, ...verdict.settled, ...verdict.open]
}

describe('a decision', () => {
  it('needs an e-value of the number of pairs divided by 0.05', () => {
    expect(names(withPairs({ e_value: 60 }, { e_value: 59.9 }, { e_value: 0.2 }))).toEqual(['A>B'])
  })

  it('needs 50 votes on the pair, whatever the e-value', () => {
    expect(names(withPairs({ e_value: 1e9, votes: 49 }, { e_value: 1 }, { e_value: 1 }))).toEqual([])
    expect(names(withPairs({ e_value: 1e9, votes: 50 }, { e_value: 1 }, { e_value: 1 }))).toEqual(['A>B'])
  })

  it('follows the sign of the difference, and there is none without one', () => {
    const strong = { e_value: 1e9 }
    expect(names(withPairs({ ...strong, difference: -0.4 }, { e_value: 1 }, { e_value: 1 }))).toEqual(['B>A'])
    expect(names(withPairs({ ...strong, difference: 0 }, { e_value: 1 }, { e_value: 1 }))).toEqual([])
    expect(names(withPairs({ ...strong, difference: null }, { e_value: 1 }, { e_value: 1 }))).toEqual([])
  })

  it('reads a missing e-value as overflow only where the confidence sequence leaves out zero', () => {
    const quiet = { e_value: 1 }
    expect(names(withPairs({ e_value: null, low: 0.1, high: 0.9 }, quiet, quiet))).toEqual(['A>B'])
    expect(names(withPairs({ e_value: null, low: -0.1, high: 0.9 }, quiet, quiet))).toEqual([])
    expect(names(withPairs({ e_value: null, low: null, high: null }, quiet, quiet))).toEqual([])
  })

  it('counts the pairs of its own component only', () => {
    const joined = makeRanking(
      ['A', 'B', 'C', 'D'].map((model, i) => ({ model, elo: 1000 - i, se: 20, component: i < 2 ? 0 : 1 })),
      80,
    )
    const { threshold } = decide(joined)
    expect(joined.pairs.map(threshold)).toEqual([20, 20])
    expect(trio.pairs.map(decide(trio).threshold)).toEqual([60, 60, 60])
  })

  it('comes in the order of the ranking', () => {
    expect(names(fourModels)).toEqual([
      'Retrieval>Base prompt',
      'Fine-tuned>Base prompt',
      'Careful prompt>Base prompt',
    ])
    expect(
      leaders(
        fourModels.models.map((model) => model.model),
        decide(fourModels),
      ),
    ).toEqual(['Retrieval', 'Fine-tuned', 'Careful prompt'])
  })
})

describe('the evidence for a pair', () => {
  it('grows with the logarithm of its e-value, from 0 to 1 at the threshold', () => {
    const [pair] = trio.pairs as [RankedPair]
    const at = (value: number | null) => evidence({ ...pair, e_value: value, low: -1, high: 1 }, 60)
    expect(at(Math.sqrt(60))).toBeCloseTo(0.5, 10)
    expect([at(0.3), at(1), at(null), at(60), at(1e9)]).toEqual([0, 0, 0, 1, 1])
    expect(at(59.9)).toBeLessThan(1)
  })
})

describe('the words', () => {
  it('say "is better than" of a pair exactly when it is settled', () => {
    const e = fc.double({ min: 0, max: 1e4, noNaN: true })
    fc.assert(
      fc.property(e, e, e, fc.nat(120), (first, second, third, votes) => {
        const ranking = withPairs({ e_value: first, votes }, { e_value: second }, { e_value: third })
        const sentences = all(ranking)
        for (const pair of ranking.pairs) {
          const settled = pair.votes >= 50 && (pair.e_value ?? 0) >= 60
          const said = sentences.some((sentence) =>
            sentence.startsWith(`${pair.a} is better than ${pair.b} `),
          )
          const open = sentences.some((sentence) =>
            sentence.startsWith(`${pair.a} and ${pair.b} cannot be told apart`),
          )
          expect([said, open]).toEqual([settled, !settled])
        }
      }),
      { numRuns: 200 },
    )
  })

  it('give the e-value and the votes behind it', () => {
    const [sentence] = verdictWords(
      trio,
      decide(withPairs({ e_value: 61.4 }, { e_value: 1 }, { e_value: 1 })),
    ).settled
    expect(sentence).toBe('A is better than B (e = 61.4, after 240 votes, 80 of them on this pair).')
  })

  it('name the best model only when it beats every other one', () => {
    const yes = { e_value: 100 }
    const no = { e_value: 2 }
    expect(all(withPairs(yes, yes, no))[0]).toBe('A is better than every other model.')
    expect(all(withPairs(yes, no, yes))[0]).toBe('Only A is still in the running for first place.')
    expect(all(withPairs(no, yes, yes))[0]).toBe('First place is open between A and B.')
    expect(all(withPairs(no, no, no))[0]).toBe('No model can be called the best yet.')
  })

  it('say how many more votes or testers would help, or that only people or prompts would', () => {
    const ranking = withPairs({ e_value: 2 }, { e_value: 2 }, { e_value: 2 })
    const said = (votes: number | null, testers: number | null, prompts: number | null = null) =>
      all(ranking, [{ a: 'B', b: 'A', votes, testers, prompts, range: null, onNewPrompts: null }]).find(
        (sentence) => sentence.startsWith('A and B'),
      )
    expect(said(163, 6)).toBe(
      'A and B cannot be told apart yet: about 160 more votes would tell, or 6 more testers, if the difference stays as it is.',
    )
    expect(said(1, null)).toContain('about 1 more vote would tell, if')
    expect(said(null, 6)).toContain(
      'more votes of the same testers on the same prompts would not tell, about 6 more testers would',
    )
    expect(said(null, 6, 30)).toContain('about 6 more testers or 30 more prompts would')
    expect(said(200, 6, 30)).toContain('200 more votes would tell, or 6 more testers, or 30 more prompts, if')
    expect(said(1_000_000, null)).toContain('over 20 times the votes so far')
    expect(said(null, null)).toContain('only more testers and more prompts')
  })

  it('say how far a pair is from being judged at all', () => {
    expect(all(twoGroups)).toEqual([
      'East and West cannot be told apart yet: no pair is judged before 50 votes, and this one needs 38 more votes.',
      'North and South cannot be told apart yet: no pair is judged before 50 votes, and this one needs 38 more votes.',
    ])
  })

  it('stay few with many models, and count the rest', () => {
    const { headlines, settled, open } = verdictWords(twentyModels, decide(twentyModels))
    const { decided, undecided } = decide(twentyModels)
    expect(decided.length + undecided.length).toBe(190)
    expect(headlines).toHaveLength(1)
    expect(settled).toHaveLength(7)
    expect(settled.at(-1)).toBe(
      `${decided.length - 6} more pairs settled, listed under “How close to a decision”.`,
    )
    expect(open).toHaveLength(5)
    expect(open.at(-1)).toBe(`${undecided.length - 4} more pairs cannot be told apart yet.`)
  })

  it('say what the votes are worth', () => {
    expect(effectiveVotesSentence(fourModels)).toBe(
      '300 votes, worth 42 independent ones, because they come from the same 20 testers and 12 prompts.',
    )
    const counts = { ...fourModels.counts, effective_votes: 299 }
    expect(effectiveVotesSentence({ ...fourModels, counts })).toContain('about as many')
    expect(effectiveVotesSentence({ ...fourModels, counts: { ...counts, effective_votes: null } })).toBe('')
  })
})
