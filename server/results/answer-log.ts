import type { ComparedPair, StoredAnswer, StudyModel } from '../../db/voting/answers.ts'
import type { Answers, PromptLabel } from '../report/answers.ts'
import { SKIP } from '../report/answers.ts'
import type { StyleFeatures } from '../stats/ranking/style-features.ts'
import { createTally, type Tally, widenTally } from '../stats/votes/tally.ts'
import { Outcome } from '../stats/votes/vote-table.ts'
import { Directory } from './directory.ts'

const codes = { a: Outcome.first, b: Outcome.second, tie: Outcome.tie, both_bad: Outcome.bothBad, skip: SKIP }

/**
 * Every answer of one study in columns, in the order of its sequence. It only grows: an answer that replaces another
 * marks it as superseded from that position on, so the answers as they stood at any position can be had again.
 */
export class AnswerLog {
  position = 0
  length = 0
  readonly models = new Directory<StudyModel>()
  readonly testers = new Directory<{ id: number; name: string }>()
  readonly prompts = new Directory<PromptLabel & { id: number }>()
  readonly pairs = new Directory<ComparedPair>()
  readonly outputs = new Directory<{ id: number; style: StyleFeatures }>()
  #tally: Tally = createTally(0)
  #positions = new Float64Array(1024)
  #pair = new Int32Array(1024)
  #tester = new Int32Array(1024)
  #seconds = new Float32Array(1024)
  #outcome = new Uint8Array(1024)
  #repeat = new Uint8Array(1024)
  #swapped = new Uint8Array(1024)
  readonly #superseded = new Map<number, number>()

  /** Its pair and tester must be in the directories. */
  push(answer: StoredAnswer): void {
    if (this.length === this.#outcome.length) this.#grow()
    const pair = this.pairs.indexOf(answer.pair)
    const tester = this.testers.indexOf(answer.tester)
    const repeat = Number(answer.purpose === 'repeat')
    if (answer.revision > 1) this.#supersede({ pair, tester, repeat }, answer.position)
    const row = this.length++
    this.#positions[row] = answer.position
    this.#pair[row] = pair
    this.#tester[row] = tester
    this.#seconds[row] = answer.seconds ?? Number.NaN
    this.#outcome[row] = codes[answer.outcome]
    this.#repeat[row] = repeat
    this.#swapped[row] = Number(answer.swapped)
    this.#count(row, 1)
  }

  /** Votes that stand now, by pair of models and outcome; of models by their index. */
  get tally(): Tally {
    if (this.#tally.size < this.models.list.length) {
      this.#tally = widenTally(this.#tally, this.models.list.length)
    }
    return this.#tally
  }

  /** The answers as they stood at a position, without the testers left out. */
  at(position: number, leftOut: ReadonlySet<number> = new Set()): Answers {
    const rows = this.#rowsAt(position, leftOut)
    const pick = <C extends Int32Array | Uint8Array | Float32Array>(column: C, into: C): C => {
      for (let k = 0; k < rows.length; k++) into[k] = column[rows[k] as number] as number
      return into
    }
    const pair = pick(this.#pair, new Int32Array(rows.length))
    const swapped = pick(this.#swapped, new Uint8Array(rows.length))
    const columnOf = (of: (pair: ComparedPair) => number) => Int32Array.from(this.pairs.list, of)
    const shown = (side: 0 | 1, columns: [Int32Array, Int32Array]) =>
      pair.map((at, row) => (columns[swapped[row] === side ? 0 : 1] as Int32Array)[at] as number)
    const models: [Int32Array, Int32Array] = [
      columnOf(({ modelLo }) => this.models.indexOf(modelLo)),
      columnOf(({ modelHi }) => this.models.indexOf(modelHi)),
    ]
    const outputs: [Int32Array, Int32Array] = [
      columnOf(({ outputLo }) => this.outputs.indexOf(outputLo)),
      columnOf(({ outputHi }) => this.outputs.indexOf(outputHi)),
    ]
    const promptOf = columnOf(({ prompt }) => this.prompts.indexOf(prompt))
    return {
      models: this.models.list.map(({ name }) => name),
      testers: this.testers.list.map(({ name }) => name),
      prompts: this.prompts.list.map(({ name, tags, language }) => ({ name, tags, language })),
      length: rows.length,
      pair,
      first: shown(0, models),
      second: shown(1, models),
      firstOutput: shown(0, outputs),
      secondOutput: shown(1, outputs),
      styles: this.outputs.list.map(({ style }) => style),
      outcome: pick(this.#outcome, new Uint8Array(rows.length)),
      repeat: pick(this.#repeat, new Uint8Array(rows.length)),
      tester: pick(this.#tester, new Int32Array(rows.length)),
      prompt: pair.map((at) => promptOf[at] as number),
      seconds: pick(this.#seconds, new Float32Array(rows.length)),
    }
  }

  #rowsAt(position: number, leftOut: ReadonlySet<number>): Int32Array {
    const rows = new Int32Array(this.length)
    let count = 0
    for (let row = 0; row < this.length; row++) {
      if ((this.#positions[row] as number) > position) break
      if (leftOut.size > 0 && leftOut.has(this.#tester[row] as number)) continue
      if (this.#superseded.size > 0 && (this.#superseded.get(row) ?? Infinity) <= position) continue
      rows[count++] = row
    }
    return rows.subarray(0, count)
  }

  /** Only a tester's last answer can be changed, so the one replaced lies near the end. */
  #supersede(key: { pair: number; tester: number; repeat: number }, position: number): void {
    for (let row = this.length - 1; row >= 0; row--) {
      if (this.#pair[row] !== key.pair || this.#tester[row] !== key.tester) continue
      if (this.#repeat[row] !== key.repeat || this.#superseded.has(row)) continue
      this.#superseded.set(row, position)
      this.#count(row, -1)
      return
    }
  }

  #count(row: number, by: 1 | -1): void {
    if (this.#repeat[row] === 1 || this.#outcome[row] === SKIP) return
    const pair = this.pairs.list[this.#pair[row] as number] as ComparedPair
    const lo = this.models.indexOf(pair.modelLo)
    const hi = this.models.indexOf(pair.modelHi)
    const [first, second] = this.#swapped[row] === 1 ? [hi, lo] : [lo, hi]
    const { size, counts } = this.tally
    const cell = (first * size + second) * 4 + (this.#outcome[row] as number)
    counts[cell] = (counts[cell] as number) + by
  }

  #grow(): void {
    const size = this.length * 2
    const wider = <C extends { set(from: C): void }>(into: C, from: C): C => {
      into.set(from)
      return into
    }
    this.#positions = wider(new Float64Array(size), this.#positions)
    this.#pair = wider(new Int32Array(size), this.#pair)
    this.#tester = wider(new Int32Array(size), this.#tester)
    this.#seconds = wider(new Float32Array(size), this.#seconds)
    this.#outcome = wider(new Uint8Array(size), this.#outcome)
    this.#repeat = wider(new Uint8Array(size), this.#repeat)
    this.#swapped = wider(new Uint8Array(size), this.#swapped)
  }
}
