import { expect, test } from 'vitest'
import { relativeDifference, standardise, styleFeatures } from '../../server/stats/ranking/style-features.ts'
import { styleCovariates } from './checks/style-covariates.ts'
import { named, readReference, referencesMissing } from './references.ts'

test('counts headings, list items, bold spans and characters', () => {
  const text =
    '# Title\n\nSome **bold** and __strong__ text.\n\n## Part\n- one\n* two\n  + three\n1. four\n2) five'
  expect(styleFeatures(text)).toEqual({ length: text.length, headings: 2, lists: 5, bold: 2 })
})

test('what only looks like Markdown is not counted', () => {
  const text = '#hashtag\n-5 degrees\n3.14 is pi\na ** b ** c\nsnake__case__name\n*emphasis*\n---\n2 * 3 * 4'
  expect(styleFeatures(text)).toEqual({ length: text.length, headings: 0, lists: 0, bold: 0 })
})

test('Markdown inside fenced code is code', () => {
  const code = '```py\n# comment\n- x\n**kwargs** \n```'
  expect(styleFeatures(code)).toEqual({ length: code.length, headings: 0, lists: 0, bold: 0 })
  expect(styleFeatures(`${code}\n# After`).headings).toBe(1)
  expect(styleFeatures('~~~\n# never closed').headings).toBe(0)
})

test('line ends, empty texts and characters outside the basic plane', () => {
  expect(styleFeatures('')).toEqual({ length: 0, headings: 0, lists: 0, bold: 0 })
  expect(styleFeatures('# a\r\n- b\r\n')).toMatchObject({ headings: 1, lists: 1 })
  expect(styleFeatures('😀é').length).toBe(2)
})

test('long unclosed text is read in linear time', () => {
  const start = performance.now()
  styleFeatures('**a '.repeat(50_000))
  styleFeatures('```\n'.repeat(50_001))
  styleFeatures(`${'-'.repeat(100_000)} x`)
  styleFeatures(' '.repeat(100_000))
  expect(performance.now() - start).toBeLessThan(1500)
})

test('a relative difference is antisymmetric, bounded, and 0 between nothings', () => {
  expect(relativeDifference(30, 10)).toBe(0.5)
  expect(relativeDifference(10, 30)).toBe(-0.5)
  expect(relativeDifference(4, 0)).toBe(1)
  expect(relativeDifference(0, 0)).toBe(0)
  expect(() => relativeDifference(-1, 2)).toThrow(RangeError)
})

test('z-scores have mean 0 and standard deviation 1; equal values have none', () => {
  const scores = standardise([1, 2, 3, 6]) ?? []
  expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(0, 12)
  expect(scores.reduce((sum, score) => sum + score * score, 0) / 4).toBeCloseTo(1, 12)
  expect(standardise([0.1, 0.1, 0.1])).toBeNull()
  expect(standardise([])).toBeNull()
  expect(() => standardise([1, Number.NaN])).toThrow(RangeError)
})

test('features that never differ make no covariate', () => {
  const short = { length: 10, headings: 0, lists: 2, bold: 0 }
  const long = { length: 30, headings: 0, lists: 2, bold: 1 }
  const columns = styleCovariates([
    { a: short, b: long },
    { a: long, b: short },
  ])
  expect(Object.keys(columns)).toEqual(['length', 'bold'])
  expect(columns.length).toEqual([-1, 1])
})

test.skipIf(referencesMissing)(named('standardised length ratios equal the reference'), () => {
  const { input } = readReference<{ input: { features: [number][]; raw: Record<string, number[]> } }>(
    'o16_style_length',
  )
  const { len_first: first = [], len_second: second = [] } = input.raw
  const ratios = first.map((length, row) => (length - (second[row] ?? 0)) / (length + (second[row] ?? 0) + 1))
  const scores = standardise(ratios) ?? []
  expect(scores.length).toBe(input.features.length)
  for (const [row, score] of scores.entries()) expect(score).toBeCloseTo(input.features[row]?.[0] ?? 0, 9)
})
