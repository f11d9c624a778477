import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { demoCrowd, demoStudy } from '../demo/study.ts'
import { demoStrengths, type SimulatedShowing, simulateVotes } from '../demo/votes.ts'

type DemoPrompt = { prompt_id: string; prompt: string; tags: string[] }
type DemoOutput = {
  prompt_id: string
  model: string
  approach: string
  cost: number
  output: string
}

const readLines = <Row>(name: string): Row[] =>
  readFileSync(new URL(`../demo/${name}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)

const prompts = readLines<DemoPrompt>('prompts.jsonl')
const outputs = readLines<DemoOutput>('outputs.jsonl')
const models = Object.keys(demoStrengths)

describe('the demo outputs', () => {
  it('are one answer of each of four models to each of twelve prompts', () => {
    expect(prompts).toHaveLength(12)
    expect(new Set(prompts.map((row) => row.prompt_id)).size).toBe(12)
    const grid = outputs.map((row) => `${row.prompt_id}/${row.model}`)
    expect(new Set(grid)).toEqual(
      new Set(prompts.flatMap((row) => models.map((model) => `${row.prompt_id}/${model}`))),
    )
    expect(grid).toHaveLength(48)
  })

  it('give every model one approach and one cost', () => {
    const kinds = new Set(outputs.map((row) => `${row.model}: ${row.approach} at ${row.cost * 1000}`))
    expect([...kinds].sort()).toEqual([
      'Base prompt: prompting at 0.4',
      'Careful prompt: prompting at 0.9',
      'Fine-tuned: fine-tuning at 1.2',
      'Retrieval: rag at 2.1',
    ])
  })

  it('never name a model or an approach', () => {
    const givesAway =
      /base prompt|careful prompt|retriev|fine-?tun|prompting|\brag\b|\b(AI|LLM|GPT|Claude)\b/i
    expect('Retrieval').toMatch(givesAway)
    for (const { prompt } of prompts) expect(prompt).not.toMatch(givesAway)
    for (const { output } of outputs) expect(output).not.toMatch(givesAway)
  })

  it('are 40 to 180 words, all different', () => {
    for (const { output } of outputs) {
      const words = output.split(/\s+/).length
      expect(words, output).toBeGreaterThanOrEqual(40)
      expect(words, output).toBeLessThanOrEqual(180)
    }
    expect(new Set(outputs.map((row) => row.output)).size).toBe(48)
  })

  it('contain lists, tables, quotations and code for the renderer to show', () => {
    const texts = outputs.map((row) => row.output)
    for (const mark of [/^- /m, /^1\. /m, /^\|.+\|$/m, /^> /m, /^```/m, /\*\*/]) {
      expect(texts.filter((text) => mark.test(text)).length).toBeGreaterThan(1)
    }
  })
})

describe('the simulated testers', () => {
  const pairs = models.flatMap((a, i) => models.slice(i + 1).map((b) => [a, b] as const))
  const showings: SimulatedShowing[] = []
  for (let tester = 0; tester < demoCrowd.testers; tester++) {
    for (let prompt = 0; prompt < prompts.length; prompt++) {
      for (const [a, b] of pairs) showings.push({ a, b, prompt, tester })
    }
  }

  it('give the same votes for the same seed in any order, and others for another seed', () => {
    const vote = simulateVotes(demoCrowd)
    const forwards = showings.map(vote)
    const backwards = showings.toReversed().map(simulateVotes(demoCrowd)).toReversed()
    expect(backwards).toEqual(forwards)
    expect(showings.map(simulateVotes({ ...demoCrowd, seed: 1 }))).not.toEqual(forwards)
  })

  it('prefer the better answers, without being unanimous', () => {
    const vote = simulateVotes(demoCrowd)
    const score = { a: 1, b: 0, tie: 0.5, both_bad: 0.5 }
    const winRate = (model: string) => {
      const met = showings.filter(({ a, b }) => a === model || b === model)
      const won = met.map((showing) =>
        showing.a === model ? score[vote(showing)] : 1 - score[vote(showing)],
      )
      return won.reduce((sum, value) => sum + value, 0) / met.length
    }
    expect(winRate('Base prompt')).toBeLessThan(0.35)
    expect(winRate('Base prompt')).toBeGreaterThan(0.1)
    for (const model of ['Careful prompt', 'Retrieval', 'Fine-tuned']) {
      expect(winRate(model)).toBeGreaterThan(0.5)
      expect(winRate(model)).toBeLessThan(0.75)
    }
  })

  it('use all four choices', () => {
    const votes = showings.map(simulateVotes(demoCrowd))
    for (const choice of demoStudy.choices) {
      const share = votes.filter((vote) => vote === choice).length / votes.length
      expect(share, choice).toBeGreaterThan(0.03)
      expect(share, choice).toBeLessThan(0.5)
    }
  })

  it('mostly agree with themselves when the sides are swapped', () => {
    const vote = simulateVotes(demoCrowd)
    const mirrored = { a: 'b', b: 'a', tie: 'tie', both_bad: 'both_bad' }
    const same = showings.filter(
      (showing) => mirrored[vote({ ...showing, a: showing.b, b: showing.a })] === vote(showing),
    )
    expect(same.length / showings.length).toBeGreaterThan(0.85)
    expect(same.length).toBeLessThan(showings.length)
  })

  it('refuse an unknown model, a tester outside the crowd and a model against itself', () => {
    const vote = simulateVotes({ seed: 1, testers: 2 })
    const showing = { a: 'Retrieval', b: 'Fine-tuned', prompt: 0, tester: 0 }
    expect(() => vote({ ...showing, b: 'Nobody' })).toThrow('know no model "Nobody"')
    expect(() => vote({ ...showing, tester: 2 })).toThrow('Tester 2 is not among the 2')
    expect(() => vote({ ...showing, b: 'Retrieval' })).toThrow('both sides')
  })

  it('leave room for the votes of whoever tries the demo', () => {
    const simulated = demoCrowd.testers * demoCrowd.votesPerTester
    const wanted = pairs.length * prompts.length * demoStudy.votesPerPair
    expect(simulated).toBe(300)
    expect(simulated).toBeLessThan(wanted)
    expect(demoCrowd.votesPerTester).toBeLessThanOrEqual(demoStudy.maxVotesPerTester)
  })
})
