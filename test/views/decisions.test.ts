import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layDecisions } from '../../server/report/decisions.ts'
import type { Decision } from '../../server/stats/decisions/decide.ts'
import type * as stats from '../../server/stats/ranking/ranking.ts'
import type { MoreNeeded, Ranking } from '../../views/results/props.ts'
import {
  effectiveVotesSentence,
  fewerVotesSentence,
  lossSentence,
  verdictWords,
} from '../../views/results/words/sentences.ts'
import { fourModels, makeDecisions, makeRanking, twentyModels, twoGroups } from './rankings.ts'

const trio = makeRanking(
  ['A', 'B', 'C'].map((model, i) => ({ model, elo: 1050 - 50 * i, se: 20 })),
  80,
)

type Verdict = 'better' | 'worse' | 'open' | 'too_early'

/** The trio with verdicts on its pairs A·B, A·C and B·C: whether the first is better. */
function withVerdicts(...verdicts: (Verdict | Partial<Decision>)[]): Ranking {
  const decisions = trio.pairs.map(({ a, b }, i): Decision => {
    const given = verdicts[i] ?? 'open'
    const verdict = typeof given === 'string' ? given : 'better'
    const [better, worse] = verdict === 'better' ? [a, b] : verdict === 'worse' ? [b, a] : [null, null]
    const kind = better === null ? (verdict as 'open' | 'too_early') : 'better'
    const basis = better === null ? null : 'e'
    const decision: Decision = {
      better,
      worse,
      pair: [a, b],
      verdict: kind,
      basis,
      e: 2,
      p: 0.4,
      indirect: false,
    }
    return typeof given === 'string' ? decision : { ...decision, ...given }
  })
  return { ...trio, decisions }
}

const names = (ranking: Ranking) =>
  makeDecisions(ranking).decided.map((decided) => `${decided.better}>${decided.worse}`)
const all = (ranking: Ranking, more: MoreNeeded[] = []) => {
  const verdict = verdictWords(ranking, makeDecisions(ranking, more))
  return [...verdict.headlines, ...verdict.settled, ...verdict.open]
}

describe('a decision', () => {
  it('is the one of the ranking, and comes in the order of its places', () => {
    expect(names(withVerdicts('better', 'open', 'worse'))).toEqual(['A>B', 'C>B'])
    expect(names(fourModels)).toEqual([
      'Retrieval>Base prompt',
      'Fine-tuned>Base prompt',
      'Careful prompt>Base prompt',
    ])
    expect(makeDecisions(fourModels).groups[0]?.leaders).toEqual([
      'Retrieval',
      'Fine-tuned',
      'Careful prompt',
    ])
  })

  it('is on its way by the logarithm of its e-value, from 0 to 1 at what its group needs', () => {
    const shareAt = (e: number | null) =>
      makeDecisions(withVerdicts({ better: null, worse: null, verdict: 'open', basis: null, e })).undecided[0]
        ?.share
    expect(shareAt(Math.sqrt(60))).toBeCloseTo(0.5, 10)
    expect([shareAt(0.3), shareAt(1), shareAt(null), shareAt(60)]).toEqual([0, 0, 0, 1])
    expect(shareAt(59.9)).toBeLessThan(1)
  })

  it('is none, and nothing leads, in a group for which it is too early', () => {
    const grounds = [{ lacking: { votes: 7, testers: 1 }, threshold: 60 }]
    const ranking = withVerdicts('better', 'better', 'better') as stats.Ranking
    const decisions = layDecisions(ranking, { grounds, more: [], shortOf: () => [] })
    expect([decisions.decided, decisions.undecided]).toEqual([[], []])
    expect(verdictWords(ranking, decisions)).toEqual({
      headlines: [
        'Too early to tell A, B and C apart: 7 more votes and 1 more tester are needed before they are ranked.',
      ],
      settled: [],
      open: [],
    })
  })
})

describe('the words', () => {
  it('say "is better than" of a pair exactly when it is decided', () => {
    const verdict = fc.constantFrom<Verdict>('better', 'worse', 'open', 'too_early')
    fc.assert(
      fc.property(verdict, verdict, verdict, (...verdicts) => {
        const sentences = all(withVerdicts(...verdicts))
        for (const [i, { a, b }] of trio.pairs.entries()) {
          const says = (start: string) => sentences.some((sentence) => sentence.startsWith(start))
          expect(says(`${a} is better than ${b} `)).toBe(verdicts[i] === 'better')
          expect(says(`${b} is better than ${a} `)).toBe(verdicts[i] === 'worse')
          expect(says(`${a} and ${b} cannot be told apart`)).toBe(verdicts[i] === 'open')
          expect(says(`It is too early to judge ${a} and ${b}`)).toBe(verdicts[i] === 'too_early')
        }
      }),
      { numRuns: 60 },
    )
  })

  it('give the evidence, the votes behind it, and whether the two ever met', () => {
    const said = (decision: Partial<Decision>) => {
      const ranking = withVerdicts(decision)
      return verdictWords(ranking, makeDecisions(ranking)).settled[0]
    }
    expect(said({ e: 61.4 })).toBe('A is better than B (e = 61.4, after 240 votes, 80 of them on this pair).')
    expect(said({ e: null })).toContain('(e over 1,000,000, after')
    expect(said({ basis: 'look', p: 0.0123 })).toContain('(p = 0.0123 at a planned look, after')
    expect(said({ indirect: true })).toContain('the two never met')
  })

  it('name the best model only when it beats every other one', () => {
    expect(all(withVerdicts('better', 'better', 'open'))[0]).toBe('A is better than every other model.')
    expect(all(withVerdicts('better', 'open', 'better'))[0]).toBe(
      'Only A is still in the running for first place.',
    )
    expect(all(withVerdicts('open', 'better', 'better'))[0]).toBe('First place is open between A and B.')
    expect(all(withVerdicts('open', 'open', 'open'))[0]).toBe('No model can be called the best yet.')
  })

  it('say how many more votes would tell as a range, on these prompts and on new ones', () => {
    const said = (range: MoreNeeded['range'], onNewPrompts: MoreNeeded['onNewPrompts']) =>
      all(withVerdicts(), [{ a: 'B', b: 'A', votes: 7, testers: 7, prompts: 7, range, onNewPrompts }]).find(
        (sentence) => sentence.startsWith('A and B'),
      )
    const start = 'A and B cannot be told apart yet: '
    expect(said({ low: 63, high: 912 }, { low: 21, high: 300 })).toBe(
      `${start}between 63 and 910 more votes would tell; on new prompts between 21 and 300 more votes would tell.`,
    )
    expect(said({ low: 63, high: null }, { low: 63, high: 300 })).toBe(
      `${start}it takes at least 63 more votes, and perhaps no number tells.`,
    )
    expect(said(null, { low: 40, high: 300 })).toBe(
      `${start}more votes on the same prompts would not tell; on new prompts between 40 and 300 more votes would tell.`,
    )
    expect(said(null, null)).toBe(`${start}more votes on the same prompts would not tell.`)
    expect(all(withVerdicts()).some((sentence) => sentence === 'A and B cannot be told apart yet.')).toBe(
      true,
    )
  })

  it('name what taking the first one may cost as a loss, and only where nothing is decided', () => {
    const loss = { model: 'A', points: 1.234 }
    expect(lossSentence(loss, makeDecisions(withVerdicts()))).toBe(
      'Taking A now has an expected loss of 1.23 win-rate points against the best of the others. That is a price, not a proof.',
    )
    expect(lossSentence(loss, makeDecisions(withVerdicts('better', 'better')))).toBe('')
    expect(lossSentence(null, makeDecisions(withVerdicts()))).toBe('')
  })

  it('say how far a model is from being judged at all', () => {
    const [sentence] = all(twoGroups)
    expect(sentence).toBe(
      'It is too early to judge East and West: East has 12 of the 30 votes a model needs; West has 12 of the 30 votes a model needs.',
    )
    const few = makeDecisions(twoGroups)
    for (const one of few.undecided) {
      one.short = [
        { model: one.first, votes: 0, clusters: { of: 'prompts', number: 5, effective: 4.2, bestP: 0.0625 } },
      ]
    }
    expect(verdictWords(twoGroups, few).open[0]).toBe(
      "It is too early to judge East and West: East's votes are spread like 4.2 even prompts, and 6 are needed, and 5 prompts can be chance (p = 0.0625 at best).",
    )
  })

  it('stay few with many models, and count the rest', () => {
    const { headlines, settled, open } = verdictWords(twentyModels, makeDecisions(twentyModels))
    const { decided, undecided } = makeDecisions(twentyModels)
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
    expect(effectiveVotesSentence(fourModels)).toBe('300 votes, worth 42 independent ones.')
    expect(fewerVotesSentence(fourModels)).toBe(
      'They are worth 42 independent ones, because they come from the same 20 testers and 12 prompts.',
    )
    const counts = { ...fourModels.counts, effective_votes: 299 }
    expect(effectiveVotesSentence({ ...fourModels, counts })).toContain('about as many')
    expect(fewerVotesSentence({ ...fourModels, counts })).toBe('')
    expect(effectiveVotesSentence({ ...fourModels, counts: { ...counts, effective_votes: null } })).toBe('')
  })
})
