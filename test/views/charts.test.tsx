import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConvergenceChart } from '../../views/charts/convergence.tsx'
import { ForestPlot, type ForestRow } from '../../views/charts/forest-plot.tsx'
import { Funnel } from '../../views/charts/funnel.tsx'
import { Gauge, SideBiasGauge } from '../../views/charts/gauge.tsx'
import { placeLabels } from '../../views/charts/labels.ts'
import { count, elo, percent, rankRange, signedElo } from '../../views/charts/numbers.ts'
import { ProgressBar } from '../../views/charts/progress-bar.tsx'
import { ValueScatter } from '../../views/charts/value-scatter.tsx'
import { VotesHeatMap } from '../../views/charts/votes-heat-map.tsx'
import { WinHeatMap } from '../../views/charts/win-heat-map.tsx'
import { faultsOf, parse } from './markup.ts'

const method = 'Bradley–Terry, clustered by tester'
const row = (changes: Partial<ForestRow> = {}): ForestRow => ({
  model: 'A',
  elo: 1040,
  low: 1010,
  high: 1070,
  rankLow: 1,
  rankHigh: 2,
  votes: 320,
  provisional: false,
  ...changes,
})

const percentOf = (element: Element, name: string) => {
  const text = element.getAttribute(name) ?? ''
  expect(text).toMatch(/^-?[\d.]+%$/)
  return Number.parseFloat(text)
}

describe('numbers', () => {
  it('are written as people read them, and missing ones as a dash', () => {
    expect([count(1234), elo(1041.4), elo(-12), percent(0.584), percent(0.0213)]).toEqual([
      '1,234',
      '1041',
      '−12',
      '58 %',
      '2.1 %',
    ])
    expect([percent(0.0996), percent(0), percent(1)]).toEqual(['10 %', '0 %', '100 %'])
    expect([count(null), elo(Number.NaN), percent(Number.POSITIVE_INFINITY)]).toEqual(['–', '–', '–'])
    expect([signedElo(12), signedElo(-12), signedElo(-0.2)]).toEqual(['+12', '−12', '0'])
    expect([rankRange(1, 2), rankRange(3, 3), rankRange(null, 3)]).toEqual(['1–2', '3', '–'])
  })
})

describe('the forest plot', () => {
  it('draws each estimate inside its interval, in the order given', () => {
    const rows = [row(), row({ model: 'B', elo: 960, low: 900, high: 1020 })]
    const { all, text } = parse(<ForestPlot id="f" rows={rows} level={0.95} method={method} />)
    const dots = all('circle')
    const bars = all('line.chart-interval')
    for (const i of [0, 1]) {
      const [dot, bar] = [dots[i] as Element, bars[i] as Element]
      expect(percentOf(bar, 'x1')).toBeLessThan(percentOf(dot, 'cx'))
      expect(percentOf(dot, 'cx')).toBeLessThan(percentOf(bar, 'x2'))
    }
    expect(percentOf(dots[0] as Element, 'cx')).toBeGreaterThan(percentOf(dots[1] as Element, 'cx'))
    expect(text).toContain('95 % intervals (Bradley–Terry, clustered by tester)')
    expect(text).toContain('rank 1–2 · 320 votes')
  })

  it('marks a provisional model with an open dot and a word', () => {
    const { one, text } = parse(
      <ForestPlot id="f" rows={[row({ provisional: true })]} level={0.95} method={method} />,
    )
    expect(one('circle').getAttribute('class')).toContain('chart-dot-open')
    expect(text).toContain('provisional')
  })

  it('draws no bar where there is no interval, and names the anchor', () => {
    const rows = [row({ low: null, high: null })]
    const { all, text } = parse(<ForestPlot id="f" rows={rows} level={0.9} method={method} anchor="A" />)
    expect(all('line.chart-interval')).toHaveLength(0)
    expect(text).toContain('1000 is A,')
  })

  it('is well formed for any numbers', () => {
    const number = fc.double({ min: -1e7, max: 1e7, noNaN: true })
    const bound = fc.option(number)
    const rows = fc.array(
      fc.record({ elo: number, low: bound, high: bound, votes: fc.nat(), provisional: fc.boolean() }),
      { minLength: 1, maxLength: 5 },
    )
    fc.assert(
      fc.property(rows, (made) => {
        const drawn = made.map((one, i) => row({ ...one, model: `m${i}` }))
        expect(faultsOf(<ForestPlot id="f" rows={drawn} level={0.95} method={method} />)).toEqual([])
      }),
      { numRuns: 50 },
    )
  })

  it('shows names as text', () => {
    const { html } = parse(
      <ForestPlot id="f" rows={[row({ model: '<b onclick=x>' })]} level={0.95} method={method} />,
    )
    expect(html).not.toContain('<b')
    expect(html).toContain('&lt;b onclick=x&gt;')
  })
})

describe('the win-fraction map', () => {
  const models = ['A', 'B', 'C']
  const pairs = [
    { a: 'A', b: 'B', votes: 40, winsA: 30, winsB: 10 },
    { a: 'A', b: 'C', votes: 9, winsA: 4.5, winsB: 4.5 },
    { a: 'B', b: 'C', votes: 0, winsA: 0, winsB: 0 },
  ]
  const map = parse(<WinHeatMap id="w" models={models} pairs={pairs} method="a tie is half a win" />)

  it('reads row beats column, blue above 50 % and orange below, none at 50 %', () => {
    expect(map.all('.chart-value').map((cell) => cell.textContent)).toEqual(['75 %', '50 %', '25 %', '50 %'])
    const rects = map.all('rect.chart-high, rect.chart-low')
    expect(
      rects.map((rect) => [rect.getAttribute('class'), Number(rect.getAttribute('fill-opacity'))]),
    ).toEqual([
      ['chart-high', 0.36],
      ['chart-high', 0],
      ['chart-low', 0.36],
      ['chart-high', 0],
    ])
  })

  it('says n in each cell and hatches cells below ten votes', () => {
    expect(map.all('.chart-cell-note').map((note) => note.textContent)).toEqual([
      'n 40',
      'n 9',
      'n 40',
      'n 9',
    ])
    expect(map.all('rect[fill="url(#w-hatch)"]')).toHaveLength(2)
    const ten = [{ a: 'A', b: 'B', votes: 10, winsA: 5, winsB: 5 }]
    expect(parse(<WinHeatMap id="w" models={models} pairs={ten} method="" />).html).not.toContain(
      'url(#w-hatch)',
    )
  })

  it('leaves pairs without votes open, and repeats everything as a table', () => {
    expect(map.all('rect.chart-hole')).toHaveLength(2)
    expect(map.all('tbody tr').map((line) => line.textContent)).toEqual([
      'A–75 % of 4050 % of 9',
      'B25 % of 40––',
      'C50 % of 9––',
    ])
    expect(map.text).toContain('Share of 49 votes')
  })
})

describe('the votes-per-pair map', () => {
  it('hatches the pairs that nobody has compared and counts them', () => {
    const pairs = [{ a: 'A', b: 'B', votes: 40, winsA: 30, winsB: 10 }]
    const { all, text } = parse(<VotesHeatMap id="v" models={['A', 'B', 'C']} pairs={pairs} />)
    expect(all('.chart-value').map((cell) => cell.textContent)).toEqual(['40', '0', '40', '0', '0', '0'])
    expect(all('rect[fill="url(#v-hatch)"]')).toHaveLength(4)
    expect(text).toContain('40 votes on 3 pairs of models, 2 of them not compared yet')
  })
})

describe('the gauges', () => {
  const left = { share: 0.6, low: 0.55, high: 0.65, total: 400 }

  it('show the share, its interval, n and the method', () => {
    const { all, one, text } = parse(<SideBiasGauge id="g" value={left} method="95 % interval" isTakenOut />)
    const expected = percentOf(one('line.chart-baseline'), 'x1')
    expect(percentOf(one('line.chart-interval'), 'x1')).toBeGreaterThan(expected)
    expect(percentOf(one('circle'), 'cx')).toBeGreaterThan(percentOf(one('line.chart-interval'), 'x1'))
    expect(text).toContain('60 % [55, 65] of 400 decisive votes; 95 % interval')
    expect(all('table')).toHaveLength(1)
  })

  it('say so when there is nothing to measure', () => {
    const { all, text } = parse(
      <Gauge id="g" title="Ties" of="votes" value={null} method="" reading="Why." />,
    )
    expect(all('svg')).toHaveLength(0)
    expect(text).toContain('No votes yet. Why.')
  })
})

describe('progress', () => {
  it('is a bar that never passes its end and never divides by nothing', () => {
    const bar = (done: number, wanted: number) =>
      parse(<ProgressBar id="p" label="votes wanted" done={done} wanted={wanted} />)
    const width = (done: number, wanted: number) =>
      bar(done, wanted).one('rect.chart-bar').getAttribute('width')
    expect([width(30, 120), width(240, 120), width(0, 0)]).toEqual(['25.00%', '100.00%', '0.00%'])
    expect(bar(30, 120).one('.progress-text').textContent).toBe('30 of 120 votes wanted (25 %)')
    expect(bar(0, 0).html).not.toMatch(/NaN/)
  })

  it('is a funnel with every step as a share of the first', () => {
    const steps = [
      { label: 'Opened', people: 40 },
      { label: 'Voted', people: 30 },
      { label: 'Finished', people: 10 },
    ]
    const { all, text } = parse(<Funnel id="u" steps={steps} />)
    expect(all('rect.chart-bar').map((bar) => bar.getAttribute('width'))).toEqual([
      '100.00%',
      '75.00%',
      '25.00%',
    ])
    expect(text).toContain('10 · 25 %')
    expect(parse(<Funnel id="u" steps={[]} />).text).toContain('will stand here')
  })
})

describe('the cost and quality scatter', () => {
  const point = (model: string, price: number, strength: number) => ({
    model,
    approach: null,
    price,
    undominated: true,
    elo: strength,
    low: strength - 30,
    high: strength + 30,
  })
  const chart = (points: ReturnType<typeof point>[], without = 0) => (
    <ValueScatter id="c" kind="cost" points={points} without={without} level={0.95} method={method} />
  )

  it('puts dearer to the right and stronger higher, with vertical intervals', () => {
    const { all } = parse(chart([point('A', 2, 1050), point('B', 1, 950)]))
    const [a, b] = all('circle') as [Element, Element]
    expect(percentOf(a, 'cx')).toBeGreaterThan(percentOf(b, 'cx'))
    expect(Number(a.getAttribute('cy'))).toBeLessThan(Number(b.getAttribute('cy')))
    const [bar] = all('line.chart-interval') as [Element]
    expect(bar.getAttribute('x1')).toBe(bar.getAttribute('x2'))
    expect(bar.getAttribute('x1')).toBe(a.getAttribute('cx'))
  })

  it('is logarithmic when costs differ tenfold, and copes with free models', () => {
    const at = (view: ReturnType<typeof chart>) =>
      parse(view)
        .all('circle')
        .map((dot) => percentOf(dot, 'cx'))
    const [low, middle, high] = at(chart([point('A', 1, 1), point('B', 10, 2), point('C', 100, 3)])) as [
      number,
      number,
      number,
    ]
    expect(middle - low).toBeCloseTo(high - middle, 1)
    expect(faultsOf(chart([point('A', 0, 1000), point('B', 100, 1000)]))).toEqual([])
    expect(faultsOf(chart([point('A', 3, 1000)]))).toEqual([])
  })

  it('counts the models it leaves out', () => {
    expect(parse(chart([point('A', 1, 1000)], 2)).text).toContain('2 without a cost left out')
    expect(parse(chart([], 4)).text).toContain('Give the models a cost')
  })

  it('keeps names apart where there is room', () => {
    const marks = [0, 1, 2].map((i) => ({ text: 'Same place', x: 50, y: 100 + i, top: 70, bottom: 130 }))
    const places = placeLabels(marks).map((label) => `${label.anchor} ${Math.round((label.y - 100) / 16)}`)
    expect(new Set(places).size).toBe(3)
  })
})

describe('the convergence chart', () => {
  const series = (model: string) => ({
    model,
    points: [
      { votes: 50, elo: 1020, low: 900, high: 1140 },
      { votes: 100, elo: 1030, low: 950, high: 1110 },
      { votes: 150, elo: 1025, low: null, high: null },
    ],
  })

  it('draws a line through all points and a band through those with an interval', () => {
    const { all, one } = parse(
      <ConvergenceChart id="k" series={[series('A'), series('B')]} level={0.95} method={method} />,
    )
    expect(all('line.chart-line')).toHaveLength(4)
    expect(all('polygon.chart-band')).toHaveLength(2)
    expect(one('polygon.chart-band').getAttribute('points')?.split(' ')).toHaveLength(4)
    expect(all('tbody tr')).toHaveLength(6)
  })

  it('draws six models and keeps the others in the table', () => {
    const many = Array.from({ length: 9 }, (_, i) => series(`Model ${i}`))
    const { all, text } = parse(<ConvergenceChart id="k" series={many} level={0.95} method={method} />)
    expect(all('polygon.chart-band')).toHaveLength(6)
    expect(all('tbody tr')).toHaveLength(27)
    expect(text).toContain('The first 6 of 9 models')
  })
})

describe('every chart', () => {
  it('has a title, a description, a caption and a table, and nothing the CSP forbids', () => {
    const pairs = [{ a: 'A', b: 'B', votes: 4, winsA: 3, winsB: 1 }]
    const share = { share: 0, low: 0, high: 0.3, total: 4 }
    const steps = [{ label: 'Opened', people: 4 }]
    const points = [
      { model: 'A', approach: 'rag', price: 1, elo: 1000, low: null, high: null, undominated: true },
    ]
    const series = [
      { model: 'A', points: [1, 2].map((votes) => ({ votes, elo: 1000, low: 1000, high: 1000 })) },
    ]
    expect(
      faultsOf(
        <div>
          <ForestPlot id="a" rows={[row()]} level={0.95} method={method} />
          <WinHeatMap id="b" models={['A', 'B']} pairs={pairs} method={method} />
          <VotesHeatMap id="c" models={['A', 'B']} pairs={pairs} />
          <SideBiasGauge id="d" value={share} method={method} isTakenOut={false} />
          <Funnel id="e" steps={steps} />
          <ProgressBar id="f" label="votes" done={1} wanted={2} />
          <ValueScatter id="g" kind="latency" points={points} without={0} level={0.95} method={method} />
          <ConvergenceChart id="h" series={series} level={0.95} method={method} />
        </div>,
      ),
    ).toEqual([])
  })
})
