import { describe, expect, test } from 'vitest'
import { afterPlan } from '../../server/report/after-plan.ts'
import { reportOf } from '../../server/report/report.ts'
import { propsOf } from '../../server/results/results-page.ts'
import { normalCdf } from '../../server/stats/special/distributions.ts'
import type { ResultsProps } from '../../views/results/props.ts'
import { ResultsPage } from '../../views/results/results-page.tsx'
import { parse } from '../views/markup.ts'
import { crowdAnswers, type MadeCrowd } from './crowd-answers.ts'

/** More votes are asked for in sixties, one on each pair. */
const plan = { pairs: 60, votes_per_pair: 2 }
const study = { id: 1, slug: 's', name: 'S', state: 'open', question: 'Which?' } as const

function resultsOf(made: MadeCrowd, planned = 1000): ResultsProps {
  const answers = crowdAnswers(made)
  const report = reportOf({ counted: answers, everyone: answers, options: {} })
  const models = made.models.map((name, id) => ({
    id,
    name,
    approach: null,
    cost: 0.001 * (id + 1),
    latency: 1,
  }))
  const people = { joined: made.testers, voted: made.testers, finished: 0 }
  const done = { wanted: planned, given: report.ranking.counts.votes, ...people }
  return propsOf(
    { report, position: answers.length, latest: answers.length, excluded: [] },
    { study, query: {}, models, plan, done, options: {}, clean: false },
  )
}

const duel = { models: ['Alpha', 'Beta'], testers: 12, prompts: 60 }
const quartet = { models: ['Alpha', 'Beta', 'Gamma', 'Delta'], testers: 9, prompts: 15 }
const crowds: MadeCrowd[] = [
  { ...duel, strengths: [0, 0], votes: 60, seed: 1 },
  { ...duel, strengths: [1.2, 0], votes: 200, seed: 2 },
  { ...duel, strengths: [0.3, 0], votes: 31, seed: 3 },
  { ...duel, strengths: [3, 0], testers: 3, votes: 40, seed: 4 },
  { ...duel, strengths: [2, 0], testers: 40, prompts: 4, votes: 60, seed: 5 },
  { ...quartet, strengths: [0, 0, 0, 0], votes: 240, seed: 6 },
  { ...quartet, strengths: [0.9, 0.8, 0.1, -1], votes: 400, seed: 7 },
  { ...quartet, strengths: [0, 0, 0, 0], testers: 4, votes: 24, seed: 8 },
]
const cases = crowds.map(
  (made) => [`${made.models.length} models, ${made.votes} votes, seed ${made.seed}`, made] as const,
)

/** What one page says of the same things in different places. */
describe.each(cases)('a page of %s', (_, made) => {
  const props = resultsOf(made)
  const view = parse(<ResultsPage {...props} />)
  const { ranking, decisions, trust, testers } = props
  const { counts } = ranking
  const cells = (label: string) =>
    view
      .all(`section[aria-label="${label}"] tbody tr`)
      .map((row) => Array.from(row.children, (cell) => cell.textContent?.trim() ?? ''))
  const facts = view.all('.fact').map((fact) => fact.textContent ?? '')
  const verdict = view.one('.verdict').textContent ?? ''

  test('calls a model better only where its decision does, wherever it stands', () => {
    for (const { better, worse, verdict: judged, pair } of ranking.decisions) {
      const [a, b] = pair
      expect(verdict.includes(`${a} is better than ${b} `)).toBe(better === a)
      expect(verdict.includes(`${b} is better than ${a} `)).toBe(better === b)
      const open = verdict.includes(`${a} and ${b} cannot`) || verdict.includes(`${b} and ${a} cannot`)
      if (open) expect(judged).toBe('open')
      else if (ranking.decisions.length === 1) expect(judged).not.toBe('open')
      const state = cells('Table: How close to a decision').find(
        ([name]) => name === `${a} · ${b}` || name === `${b} · ${a}`,
      )?.[4]
      expect(state?.startsWith('settled')).toBe(judged === 'better')
      if (worse !== null) expect(decisions.groups[0]?.leaders).not.toContain(worse)
    }
  })

  test('gives P(best) as the pair table has it, and the best of it to the first rank', () => {
    const [first, ...rest] = cells('Ranking')
    expect(first?.[1]).toContain(ranking.models[0]?.model)
    // A model of which less is known may be the best a little more often than the first.
    for (const { p_best } of ranking.models.slice(1)) {
      expect(p_best ?? 0).toBeLessThanOrEqual((ranking.models[0]?.p_best ?? 1) + 0.1)
    }
    const [pair] = ranking.pairs
    if (made.models.length > 2 || !pair) return
    const sum = (ranking.models[0]?.p_best ?? 0) + (ranking.models[1]?.p_best ?? 0)
    expect(sum).toBeCloseTo(1, 6)
    const chance = normalCdf((pair.difference ?? 0) / (pair.se ?? Number.NaN))
    expect(Math.abs((ranking.models[0]?.p_best ?? 0) - chance)).toBeLessThan(0.03)
    expect(rest).toHaveLength(1)
  })

  test('separates ranks only where the pair table does', () => {
    for (const { a, b, p_holm } of ranking.pairs) {
      const [x, y] = [a, b].map((name) => ranking.models.find(({ model }) => model === name))
      const apart = (x?.rank_high ?? 0) < (y?.rank_low ?? 0)
      if (apart) expect(p_holm).toBeLessThan(0.05)
    }
  })

  test('names one tester or none who changes first place, in both sections', () => {
    const fact = facts.find((text) => text.startsWith('One tester changes first place')) ?? ''
    const section = view.text
    const changing = props.leftOut.tester?.changing ?? []
    expect(fact.includes('changes first placeno')).toBe(changing.length === 0)
    expect(/Leaving out any one of \d+ testers?, the same model comes first/.test(section)).toBe(
      changing.length === 0,
    )
    const told = ranking.fragility?.tester_to_flip_first
    if (told) expect(changing.map(({ name }) => name)).toContain(told)
  })

  test('counts votes, skips, repeats and sides of testers as it counts them in all', () => {
    const sum = (of: (tester: (typeof testers)[number]) => number) =>
      testers.reduce((total, tester) => total + of(tester), 0)
    expect(sum(({ votes }) => votes)).toBe(counts.votes)
    expect(sum(({ skips }) => skips)).toBe(counts.skip)
    expect(sum(({ leftShare }) => leftShare?.total ?? 0)).toBe(trust.left?.total ?? 0)
    expect(sum(({ leftShare }) => leftShare?.count ?? 0)).toBe(trust.left?.count ?? 0)
    expect(sum(({ selfConsistency }) => selfConsistency?.total ?? 0)).toBe(trust.selfAgreement?.total ?? 0)
    expect(sum(({ selfConsistency }) => selfConsistency?.count ?? 0)).toBe(trust.selfAgreement?.count ?? 0)
    expect(trust.ties?.total).toBe(counts.votes)
    expect(trust.ties?.count).toBe(counts.tie)
    expect(trust.skips?.count).toBe(counts.skip)
    expect(verdict).toContain(`${counts.votes} votes, worth`)
    expect(view.one('#vote-progress').textContent).toContain(`${counts.votes} of 1,000 votes planned`)
    expect(view.one('#votes-per-pair figcaption').textContent).toContain(`${counts.votes} votes on`)
  })

  test('ends the history of a strength where the ranking stands, and slices within it', () => {
    for (const { model, points } of props.convergence) {
      const last = points.at(-1)
      expect(last?.votes).toBe(counts.votes)
      expect(last?.elo).toBeCloseTo(ranking.models.find((one) => one.model === model)?.elo ?? 0, 6)
    }
    for (const { strengths } of props.slices) expect(strengths.votes).toBeLessThan(counts.votes)
  })
})

describe('below ten votes or three testers a page', () => {
  test.each([
    [1, 1, '9 more votes and 2 more testers'],
    [5, 2, '5 more votes and 1 more tester'],
    [9, 3, '1 more vote'],
    [50, 2, '1 more tester'],
  ])('shows tallies of %i votes by %i testers, and what is lacking: %s', (votes, testers, lacking) => {
    const props = resultsOf({ ...duel, testers, strengths: [3, 0], votes, seed: 12 })
    const { counts } = props.ranking
    const view = parse(<ResultsPage {...props} />)
    const text = view.text
    const rest = Math.max(0, 10 - counts.votes)
    const said = counts.votes === votes || rest === 0 ? lacking : `${rest} more vote`
    expect(text).toContain('Too early')
    expect(text).toContain(said)
    expect(text).not.toMatch(/P\(best\)|Elo|Rank |is better than|cannot be told apart|Can you trust|settled/)
    const rows = view.all('section[aria-label="Table: Answers on Alpha and Beta"] tbody tr')
    const wins = (name: string) => props.ranking.models.find(({ model }) => model === name)?.wins
    expect(rows.map((row) => row.children[1]?.textContent)).toEqual(
      [wins('Alpha'), wins('Beta'), counts.tie, counts.both_bad, counts.votes].map(String),
    )
    expect(props.ranking.too_early).toBe(true)
    expect(props.ranking.models[0]?.elo).toEqual(expect.any(Number))
  })

  test('is a page of results from the tenth vote of a third tester on', () => {
    const view = parse(
      <ResultsPage {...resultsOf({ ...duel, testers: 3, strengths: [1, 0], votes: 14, seed: 2 })} />,
    )
    expect(view.text).not.toContain('Too early to tell')
    expect(view.text).toContain('P(best)')
  })
})

describe('once all planned votes are given, the next step', () => {
  const step = (made: MadeCrowd, planned: number) => {
    const props = resultsOf(made, planned)
    return { after: props.after, text: parse(<ResultsPage {...props} />).text, props }
  }

  test('is none before', () => {
    const { after, text } = step({ ...duel, strengths: [2, 0], votes: 200, seed: 2 }, 1000)
    expect(after).toBeNull()
    expect(text).not.toContain('All planned votes')
  })

  test('is decided where one model leads', () => {
    const { after, text } = step({ ...duel, strengths: [2, 0], votes: 200, seed: 2 }, 100)
    expect(after).toEqual({ step: 'decided', best: ['Alpha'] })
    expect(text).toContain('Decided: first place is Alpha')
  })

  test('is to ask for more, to widen or to close where it is open', () => {
    const { after, text } = step({ ...duel, strengths: [0, 0], votes: 60, seed: 1 }, 50)
    expect(['ask', 'widen', 'close']).toContain(after?.step)
    expect(text).toContain('Not decided')
    expect(text).not.toMatch(/(Alpha|Beta) is better than/)
    const narrow = step({ ...duel, testers: 40, prompts: 4, strengths: [2, 0], votes: 60, seed: 5 }, 40)
    expect(narrow.after).toEqual({ step: 'widen', by: 'prompts' })
  })

  test('is to ask for what a ranking lacks where it is too early', () => {
    const { props } = step({ ...duel, testers: 3, strengths: [2, 0], votes: 6, seed: 2 }, 5)
    const at = { votes: 6, planned: 5, pairs: 60 }
    expect(afterPlan(props.decisions, { ...at, votesPerPair: 2 })).toEqual({
      step: 'ask',
      votes: 60,
      pair: null,
    })
    expect(afterPlan(props.decisions, { ...at, votesPerPair: 1000 })).toEqual({ step: 'close' })
  })
})
