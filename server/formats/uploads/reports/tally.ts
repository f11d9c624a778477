import { hash } from 'node:crypto'
import type { Conversation } from '../../../domain/conversation.ts'
import { DigestMap, digestOf, digestWith, placeOf } from '../content/digest-map.ts'
import type { ModelReport } from '../types.ts'

type Counts = { outputs: number; empty: number; prompts: number }

/** What an upload holds, counted as its rows go by. */
export class Tally {
  outputs = 0
  duplicates = 0
  identicalPairs = 0
  private readonly models = new Map<string, { number: number; counts: Counts }>()
  private readonly samples = new DigestMap()
  private readonly texts = new DigestMap()
  private readonly sameText = new DigestMap()
  private readonly content = new ContentHash()

  get labels() {
    return [...this.models.keys()]
  }

  empty(prompt: number, model: string) {
    const { number, counts } = this.model(model)
    counts.empty++
    const place = placeOf(prompt, number)
    if (this.samples.get(place) < 0) {
      this.samples.set(place, 0)
      counts.prompts++
    }
  }

  /** The sample number of a new output, or null for one that is there already. */
  add(prompt: { index: number; key: string }, model: string, output: Conversation): number | null {
    const { number, counts } = this.model(model)
    const text = hash('sha256', outputText(output), 'buffer')
    const digest = digestOf(text)
    const own = digestWith(digest, prompt.index, number)
    if (this.texts.get(own) >= 0) {
      this.duplicates++
      return null
    }
    this.texts.set(own, 1)
    const shared = digestWith(digest, prompt.index, 0)
    const others = Math.max(0, this.sameText.get(shared))
    this.identicalPairs += others
    this.sameText.set(shared, others + 1)
    const place = placeOf(prompt.index, number)
    const before = this.samples.get(place)
    if (before < 0) counts.prompts++
    const sample = Math.max(0, before)
    this.samples.set(place, sample + 1)
    counts.outputs++
    this.outputs++
    this.content.add(prompt.key, model, text.toString('base64'))
    return sample
  }

  report(prompts: number): ModelReport[] {
    return [...this.models].map(([name, { counts }]) => ({
      name,
      outputs: counts.outputs,
      missing: prompts - counts.prompts,
      empty: counts.empty,
    }))
  }

  contentHash() {
    return this.content.value()
  }

  private model(name: string) {
    let model = this.models.get(name)
    if (!model) {
      model = { number: this.models.size, counts: { outputs: 0, empty: 0, prompts: 0 } }
      this.models.set(name, model)
    }
    return model
  }
}

const outputText = (output: Conversation) => {
  const [only, ...more] = output
  return only && more.length === 0 && !only.tool_calls ? only.content : JSON.stringify(output)
}

/**
 * A hash of a set of outputs, the same in whatever order and from however many files they come: SHA-256 of each
 * output's prompt key, model and hash of its text, added modulo 2^256; then SHA-256 of count and sum.
 */
class ContentHash {
  private readonly sum = new Uint32Array(8)
  private count = 0

  add(...parts: string[]) {
    const digest = hash('sha256', parts.map((part) => `${part.length}:${part},`).join(''), 'buffer')
    let carry = 0
    for (let word = 7; word >= 0; word--) {
      const total = (this.sum[word] as number) + digest.readUInt32BE(word * 4) + carry
      this.sum[word] = total
      carry = total > 0xffffffff ? 1 : 0
    }
    this.count++
  }

  value() {
    const sum = [...this.sum].map((word) => word.toString(16).padStart(8, '0')).join('')
    return hash('sha256', `${this.count}:${sum}`)
  }
}
