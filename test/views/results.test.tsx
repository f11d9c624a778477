import { describe, expect, it } from 'vitest'
import type { Plan } from '../../server/stats/planning/plan.ts'
import { PlannerPanel, type PlannerValues } from '../../views/results/planner.tsx'
import type { Ranking, ResultsProps } from '../../views/results/props.ts'
import { ResultsPage } from '../../views/results/results-page.tsx'
import { DecisionMeter } from '../../views/results/table/decision-meter.tsx'
import { faultsOf, parse } from './markup.ts'
import { fourModels, makeDecisions, makeRanking, makeResults, twentyModels, twoGroups } from './rankings.ts'

const page = (ranking: Ranking, changes: Partial<ResultsProps> = {}) =>
  parse(<ResultsPage {...makeResults(ranking, changes)} />)

const nothing: Partial<ResultsProps> = {
  models: [],
  testers: [],
  funnel: [],
  convergence: [],
  trust: { left: null, ties: null, skips: null, selfAgreement: null, longer: null, alpha: null },
}
const column = (view: ReturnType<typeof page>, label: string, at: number) =>
  view.all(`section[aria-label="${label}"] tbody tr`).map((row) => row.children[at]?.textContent?.trim())

describe('the results page', () => {
  it('begins with the decisions and what the votes are worth', () => {
    const { one } = page(fourModels)
    const verdict = one('.verdict').textContent ?? ''
    expect(verdict).toContain('First place is open between Retrieval, Fine-tuned and Careful prompt.')
    expect(verdict).toContain('Careful prompt is better than Base prompt (e = 305,000, after 300 votes')
    expect(verdict).toContain(
      'between 300 and 2,400 more votes would tell; on new prompts between 120 and 800 more votes would tell',
    )
    expect(verdict).toContain('300 votes, worth 42 independent ones')
    expect(verdict).toContain('Votes may still come in')
  })

  it('never speaks of a winner or of cheating', () => {
    for (const ranking of [fourModels, twentyModels, twoGroups]) {
      for (const state of ['open', 'closed'] as const) {
        const study = { ...makeResults(ranking).study, state }
        expect(page(ranking, { study }).text).not.toMatch(/winner|cheat/i)
      }
    }
  })

  it('shows every model with rank interval, strength, intervals, rates and votes', () => {
    const view = page(fourModels)
    expect(column(view, 'Ranking', 0)).toEqual(['1–3', '1–3', '1–3', '4'])
    expect(column(view, 'Ranking', 1)).toEqual(['Retrieval', 'Fine-tuned', 'Careful prompt', 'Base prompt'])
    expect(column(view, 'Ranking', 2)[0]).toBe('1072')
    expect(column(view, 'Ranking', 3)[0]).toBe('[1026, 1118]')
    expect(column(view, 'Ranking', 4)[0]).toMatch(/^59 ± 6 %$/)
    expect(column(view, 'Ranking', 5)[0]).toBe('6 % [1, 12]')
    expect(column(view, 'Ranking', 6)[0]).toBe('150')
    expect(column(view, 'Ranking', 7)[0]).toBe('≈ 55 %')
    expect(view.text).toContain('P(best) is approximate')
  })

  it('sorts its tables by link', () => {
    const view = page(fourModels, { query: { clean: '1', sort: 'model' } })
    expect(column(view, 'Ranking', 1)).toEqual(['Base prompt', 'Careful prompt', 'Fine-tuned', 'Retrieval'])
    const heads = view.all('section[aria-label="Ranking"] th[scope=col]')
    expect(heads[1]?.getAttribute('aria-sort')).toBe('ascending')
    expect(heads[1]?.querySelector('a')?.getAttribute('href')).toBe(
      '/studies/bicycles/results?clean=1&sort=-model',
    )
    expect(heads[2]?.querySelector('a')?.getAttribute('href')).toBe(
      '/studies/bicycles/results?clean=1&sort=-elo',
    )
    expect(heads[2]?.hasAttribute('aria-sort')).toBe(false)
    const bySelf = page(fourModels, { query: { testers: '-self' } })
    expect(column(bySelf, 'Testers', 4)).toEqual(['80 % of 5', '80 % of 5', '80 % of 5', '–', '–', '–'])
    expect(column(page(fourModels, { query: { sort: 'nonsense' } }), 'Ranking', 1)[0]).toBe('Retrieval')
  })

  it('ranks groups that were never compared apart, and says so', () => {
    const view = page(twoGroups, nothing)
    expect(view.text).toContain('2 groups that have not been compared with each other')
    expect(column(view, 'Ranking of group 1', 1)).toEqual(['North', 'South'])
    expect(column(view, 'Ranking of group 2', 1)).toEqual(['East provisional', 'West provisional'])
    expect(view.all('#strengths-1 circle')).toHaveLength(2)
    expect(view.all('#strengths-2 circle')).toHaveLength(2)
  })

  it('shows the warnings of the statistics', () => {
    const warnings = ['Fewer than 10 testers: intervals are rough']
    expect(page({ ...fourModels, warnings }).one('.warnings').textContent).toBe(warnings[0])
    expect(page(fourModels).all('.warnings')).toHaveLength(0)
  })

  it('says what could be wrong with the numbers', () => {
    const facts = page(fourModels)
      .all('.fact')
      .map((fact) => fact.textContent)
    expect(facts[0]).toContain('51 % [47, 55]of 234 decisive votes; 50 % is inside the interval')
    expect(facts[1]).toContain('+12 Elo')
    expect(facts[2]).toContain('84 % [71, 97]on 25 swapped repeats')
    expect(facts[3]).toContain('α = 0.31 [0.24, 0.38]')
    expect(facts[4]).toContain('9 of 300')
    expect(facts[5]).toContain('no')
    const fragile = { ...fourModels.fragility, tester_to_flip_first: 'tester-3' }
    const named = page({
      ...fourModels,
      fragility: { ...fourModels.fragility, ...fragile } as Ranking['fragility'],
    })
    expect(named.text).toContain('tester-3without this tester another model leads')
  })

  it('keeps the chosen options in the form and in the switch between all and clean votes', () => {
    const view = page(fourModels, {
      options: {
        ties: 'davidson',
        both_bad: 'drop',
        order_effect: 'ignore',
        cluster: 'tester',
        anchor: 'Retrieval',
      },
      clean: { on: true, excludedVotes: 12 },
      query: { ties: 'davidson', clean: '1' },
    })
    const chosen = view.all('.options option[selected]').map((option) => option.getAttribute('value'))
    expect(chosen).toEqual(['davidson', 'drop', 'ignore', 'tester', 'Retrieval'])
    expect(view.one('.options input[name=clean]').getAttribute('value')).toBe('1')
    const [everything, clean] = view.all('.switch a')
    expect(everything?.getAttribute('href')).toBe('/studies/bicycles/results?ties=davidson')
    expect(clean?.getAttribute('href')).toBe('/studies/bicycles/results?ties=davidson&clean=1')
    expect(clean?.getAttribute('aria-current')).toBe('true')
    expect(view.text).toContain('12 votes left out by the exclusion rules')
    expect(view.text).toContain('1000 is Retrieval')
  })

  it('leaves out of the win fractions what the options leave out', () => {
    const count = (options: Partial<ResultsProps['options']>) => {
      const all = { ...makeResults(fourModels).options, ...options }
      return page(fourModels, { options: all }).all('#win-fractions .chart-cell-note')[0]?.textContent
    }
    const [pair] = fourModels.pairs
    expect([pair?.votes, pair?.ties, pair?.both_bad]).toEqual([50, 9, 3])
    expect(count({})).toBe('n 50')
    expect(count({ both_bad: 'drop' })).toBe('n 47')
    expect(count({ ties: 'drop' })).toBe('n 38')
  })

  it('tells how each number came about, with formula, n and source', () => {
    const drawers = page(fourModels)
      .all('.drawer')
      .map((drawer) => drawer.textContent ?? '')
    expect(drawers).toHaveLength(7)
    for (const drawer of drawers) {
      for (const part of [
        'Method',
        'Formula',
        '300 votes, 20 testers, 12 prompts',
        'What it does not say',
        'Source',
      ]) {
        expect(drawer).toContain(part)
      }
    }
    expect(drawers[0]).toContain('reaches 120, the number of pairs that are ranked together divided by')
  })

  it('states the needed e-value of each group when groups differ in size', () => {
    const uneven = makeRanking(
      ['A', 'B', 'C', 'D', 'E'].map((model, i) => ({
        model,
        elo: 1000 - i,
        se: 9,
        component: i < 3 ? 0 : 1,
      })),
      60,
    )
    expect(page(uneven, nothing).one('.verdict .drawer').textContent).toContain('reaches 20 to 60, by group')
  })

  it('remarks on testers who differ, as a reason to look', () => {
    const view = page(fourModels)
    expect(column(view, 'Testers', 7)[5]).toContain(
      'Worth a look: chose the first side 89 % of the time; agrees with the majority less',
    )
    expect(column(view, 'Testers', 7)[0]).toBe('')
    expect(view.text).toContain('a reason to look, not a verdict')
  })

  it('says what it will show before there are votes', () => {
    const none = makeRanking(
      ['A', 'B'].map((model) => ({ model, elo: 1000, se: 1 })),
      0,
    )
    const draft = { ...makeResults(none).study, state: 'draft' as const }
    const view = page(none, { ...nothing, study: draft })
    expect(view.text).toContain('No votes yet')
    expect(view.text).toContain('which of the 2 models is better')
    expect(view.text).toContain('Open the study')
    expect(view.one('a.button').getAttribute('href')).toBe('/studies/bicycles/invites')
    expect(view.text).not.toContain('is better than')
    expect(view.all('.chart-drawing')).toHaveLength(1)
  })

  it('asks for a second model when there is one, and for outputs when there is none', () => {
    const alone = makeRanking([{ model: 'Alone', elo: 1000, se: 1 }], 0)
    expect(page(alone, nothing).text).toContain('one model, Alone')
    expect(page({ ...alone, models: [] }, nothing).text).toContain('no models yet')
    expect(page(alone, nothing).one('a.button').getAttribute('href')).toBe('/studies/bicycles/batches')
  })

  it('is well formed with everything, with nothing and with what is undefined', () => {
    const unknown: Ranking = {
      ...fourModels,
      counts: { ...fourModels.counts, effective_votes: null, testers: 0, prompts: 0 },
      models: fourModels.models.map((model) => ({
        ...model,
        theta: null,
        se: null,
        elo: null,
        elo_low: null,
        elo_high: null,
        p_best: null,
        win_rate: null,
        both_bad_rate: null,
      })),
      pairs: fourModels.pairs.map((pair) => ({ ...pair, e_value: null, se: null, low: null, high: null })),
      order_effect: null,
      fragility: null,
    }
    for (const ranking of [fourModels, twentyModels, twoGroups, unknown]) {
      expect(faultsOf(<ResultsPage {...makeResults(ranking)} />)).toEqual([])
      expect(faultsOf(<ResultsPage {...makeResults(ranking, nothing)} />)).toEqual([])
    }
  })
})

describe('the decision meter', () => {
  it('shows the open pairs nearest to a decision first, and never a full bar for an open one', () => {
    const near = {
      ...fourModels,
      decisions: fourModels.decisions.map((decision, i) => {
        const e = [0.5, 119.99, 200, 11, 1, 1][i] ?? null
        const { pair } = decision
        const [better, worse] = i === 2 ? pair : [null, null]
        const verdict = i === 2 ? ('better' as const) : ('open' as const)
        return { ...decision, better, worse, verdict, basis: i === 2 ? ('e' as const) : null, e }
      }),
    }
    const { all, text } = parse(<DecisionMeter id="m" decisions={makeDecisions(near)} />)
    expect(
      all('.chart-label')
        .map((label) => label.textContent?.trim())
        .slice(0, 2),
    ).toEqual(['Retrieval · Careful prompt', 'Fine-tuned · Careful prompt'])
    expect(all('svg .chart-note').map((note) => note.textContent)).toEqual([
      '99 %',
      '50 %',
      '0 %',
      '0 %',
      '0 %',
      'settled',
    ])
    expect(all('rect.chart-bar:not(.chart-bar-partial)')).toHaveLength(1)
    expect(text).toContain('1 pair of 6 settled')
  })

  it('says where it is too early to judge a pair', () => {
    const { all } = parse(<DecisionMeter id="m" decisions={makeDecisions(twoGroups)} />)
    expect(all('svg .chart-note').map((note) => note.textContent)).toEqual(['too early', 'too early'])
  })
})

describe('the planner', () => {
  const values: PlannerValues = {
    models: 4,
    testers: 20,
    prompts: 12,
    ties: 0.2,
    difference_elo: 50,
    votes: 300,
    seconds_per_vote: 40,
    pay_per_hour: 12,
  }
  const plan: Plan = { votes: 2862, votes_per_pair: 477, detectable_elo: 154.2, minutes: 1908, cost: 381.6 }

  it('says what the votes take and what they can tell', () => {
    const { text, one } = parse(
      <PlannerPanel action="/studies/new" values={values} plan={plan} reachableElo={190.2} />,
    )
    expect(text).toContain('differ by 50 Elo (the better one is expected to score 57 %)')
    for (const part of [
      '2,862',
      '477 on each pair',
      '154 Elo',
      '1,908 min',
      '95.4 min for each of 20 testers',
      '382',
    ]) {
      expect(text).toContain(part)
    }
    expect(one('input[name=models]').getAttribute('value')).toBe('4')
    expect(one('form').getAttribute('action')).toBe('/studies/new')
  })

  it('labels every field, keeps what was typed and shows the problem', () => {
    const typed = { ...values, votes: null, pay_per_hour: null }
    const { all, one } = parse(
      <PlannerPanel
        action="/x"
        values={typed}
        plan={null}
        reachableElo={null}
        problem="Give at least 2 models"
      />,
    )
    expect(all('input').map((input) => input.getAttribute('id'))).toEqual(
      all('label').map((label) => label.getAttribute('for')),
    )
    expect(one('input[name=votes]').getAttribute('value')).toBe('')
    expect(one('[role=alert]').textContent).toBe('Give at least 2 models')
  })
})
