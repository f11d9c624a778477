import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { type JudgedItem, judgeReport, type Verdict } from '../../server/stats/judges/judge.ts'
import { humanCeiling } from '../../server/stats/judges/judge-interval.ts'

const shared = process.env.SHARED_DIR ?? resolve(import.meta.dirname, '../../../shared')
const folder = join(shared, 'data/llmfao')
type Row = { prompt: string; model_x: string; model_y: string; winner: string }

const rowsOf = (name: string) => parse(readFileSync(join(folder, name), 'utf8'), { columns: true }) as Row[]
const keyOf = ({ prompt, model_x, model_y }: Row) => `${prompt} ${model_x} ${model_y}`
const verdictOf = ({ winner }: Row): Verdict => (winner === 'left' ? 1 : winner === 'right' ? -1 : 0)

describe.skipIf(!existsSync(folder))(
  'judges beside the LLMFAO crowd (skipped where the data are absent)',
  () => {
    const said = () => {
      const pairs = new Map<string, Verdict[]>()
      for (const row of rowsOf('crowd-comparisons.csv'))
        pairs.set(keyOf(row), [...(pairs.get(keyOf(row)) ?? []), verdictOf(row)])
      return pairs
    }

    test.each([
      ['gpt4', 0.661],
      ['gpt3', 0.616],
    ])('%s agrees with the majority as an independent count found', (judge, expected) => {
      const crowd = said()
      const items = rowsOf(`${judge}-crowd-comparisons.csv`).flatMap((row): JudgedItem[] => {
        const answers = crowd.get(keyOf(row))
        if (!answers) return []
        const human = Math.sign(answers.reduce<number>((sum, one) => sum + one, 0)) as Verdict
        return [{ human, inOrder: verdictOf(row), swapped: null }]
      })
      expect(judgeReport(items).agreement?.share).toBeCloseTo(expected, 2)
    })

    test('people agree with the majority of the others as an independent count found', () => {
      const { count, total } = humanCeiling([...said().values()])
      expect(count / total).toBeCloseTo(0.746, 2)
    })
  },
)
