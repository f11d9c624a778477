/** A model's first output to a prompt; `content` is a number that equal texts share. */
export type Answer = { model: number; prompt: number; output: number; content: number }

/**
 * Models × prompts, as numbers in rows: 227 models on 400 prompts are ten million possible pairs, but only 90,800
 * answers, so pairs are counted and found from this and never listed.
 */
export type AnswerGrid = {
  models: number[]
  prompts: number[]
  /** per model, per prompt: the output's id, 0 where there is none */
  outputs: Float64Array[]
  contents: Float64Array[]
}

export type SharedPrompts = { lo: number; hi: number; prompts: number }

export function answerGrid(answers: Answer[]): AnswerGrid {
  const models = [...new Set(answers.map((answer) => answer.model))].sort((x, y) => x - y)
  const prompts = [...new Set(answers.map((answer) => answer.prompt))].sort((x, y) => x - y)
  const row = new Map(models.map((model, index) => [model, index]))
  const column = new Map(prompts.map((prompt, index) => [prompt, index]))
  const outputs = models.map(() => new Float64Array(prompts.length))
  const contents = models.map(() => new Float64Array(prompts.length))
  for (const { model, prompt, output, content } of answers) {
    const at = column.get(prompt) as number
    ;(outputs[row.get(model) as number] as Float64Array)[at] = output
    ;(contents[row.get(model) as number] as Float64Array)[at] = content
  }
  return { models, prompts, outputs, contents }
}

/** How many prompts each two models answered with different texts. Ten million cells take some 15 ms. */
export function sharedPrompts(grid: AnswerGrid): SharedPrompts[] {
  const shared: SharedPrompts[] = []
  for (let lo = 0; lo < grid.models.length; lo++) {
    for (let hi = lo + 1; hi < grid.models.length; hi++) {
      const prompts = countComparable(grid, lo, hi)
      if (prompts > 0) shared.push({ lo: grid.models[lo] as number, hi: grid.models[hi] as number, prompts })
    }
  }
  return shared
}

function countComparable({ contents, prompts }: AnswerGrid, lo: number, hi: number): number {
  const mine = contents[lo] as Float64Array
  const theirs = contents[hi] as Float64Array
  let count = 0
  for (let at = 0; at < prompts.length; at++) if (isComparable(mine[at], theirs[at])) count += 1
  return count
}

const isComparable = (mine = 0, theirs = 0) => mine !== 0 && theirs !== 0 && mine !== theirs

type Models = { lo: number; hi: number }

/** Whether two models both answered the prompt in a column, with different texts. */
export function comparable({ models, contents }: AnswerGrid, { lo, hi }: Models): (at: number) => boolean {
  const mine = contents[models.indexOf(lo)]
  const theirs = contents[models.indexOf(hi)]
  return (at) => isComparable(mine?.[at], theirs?.[at])
}

/** Their two outputs to the prompt in a column, in ascending order of id. */
export function pairAt({ models, prompts, outputs }: AnswerGrid, { lo, hi, at }: Models & { at: number }) {
  const both = [lo, hi].map((model) => outputs[models.indexOf(model)]?.[at] as number)
  return { promptId: prompts[at] as number, outputLo: Math.min(...both), outputHi: Math.max(...both) }
}
