import { hash } from 'node:crypto'
import type { Conversation } from '../../../domain/conversation.ts'
import type { OutputEvent, PromptEvent, Question } from '../formats/format.ts'
import { type Limits, overLimit } from '../reports/limits.ts'
import { Problem, refusal } from '../reports/problem.ts'
import { DigestMap, digest, digestOf } from './digest-map.ts'
import { languageOf } from './language.ts'

/** A prompt as the rows of an upload share it. */
export type Found = Known & { index: number; key: string; id: string | null; language: string; group: string }

type Known = { question: Question; tags: string[]; model: string | null; shownId: string | null }
type Lookup = (id: string) => Promise<Conversation | null> | Conversation | null

/**
 * Joins outputs to prompts, on id where one is given and known, else on the exact text. Texts are kept only for
 * prompts that other rows may name by id alone; everything else is remembered by hash.
 */
export class PromptBook {
  private readonly declared = new Map<string, Known>()
  private readonly seen = new Map<string, Known>()
  private readonly stored = new Map<string, Conversation | null>()
  private readonly indexOfKey = new DigestMap()
  private readonly indexOfId = new DigestMap()
  private readonly keys = new KeyList()
  private readonly groups = new KeyList()
  private readonly languages: string[] = []
  private readonly options: { limits: Limits; keepTexts: boolean; lookUp?: Lookup | undefined }
  private readonly idOfText = new Map<string, string>()
  private bytes = 0
  /** how many ids name a text that another names too, and the first two of one text */
  merged = 0
  mergedIds: [string, string] | [] = []

  constructor(options: { limits: Limits; keepTexts: boolean; lookUp?: Lookup | undefined }) {
    this.options = options
  }

  get size() {
    return this.keys.length
  }

  /** A prompt of a prompt file. Naming two texts by one id is a problem. */
  declare({ ids, question, tags, model = null, shownId = null }: PromptEvent) {
    for (const id of ids) {
      const other = this.declared.get(id)
      if (other && other.model !== model) throw twoModels(id)
      if (other && promptKey(other.question) !== promptKey(question)) throw conflict(id)
      if (!other) this.remember(this.declared, id, { question, tags, model, shownId })
    }
    const [id] = ids
    if (id !== undefined && model === null) this.noteText(promptKey(question), shownId ?? id)
  }

  get declaredCount() {
    return this.declared.size
  }

  private noteText(key: string, id: string) {
    const first = this.idOfText.get(key)
    if (first === undefined) this.idOfText.set(key, id)
    else if (first !== id) {
      this.merged++
      if (this.mergedIds.length === 0) this.mergedIds = [first, id]
    }
  }

  async find(event: OutputEvent): Promise<Found> {
    return this.declaredFor(event) ?? this.fromOwnText(event) ?? (await this.fromIdAlone(event))
  }

  /** Whether an output that has an id alone would find its prompt. */
  async knows(ids: string[]): Promise<boolean> {
    for (const id of ids)
      if (this.declared.has(id) || this.seen.has(id) || (await this.ofStudy(id))) return true
    return false
  }

  private declaredFor({ ids, question, onConflict }: OutputEvent): Found | null {
    const words = question?.messages[0]?.content
    if (words !== undefined && words.length <= 200) {
      const named = this.declared.get(words)
      if (named) return this.entry(named, words)
    }
    for (const id of ids) {
      const known = this.declared.get(id)
      if (!known) continue
      if (question && onConflict !== 'id' && promptKey(question) !== promptKey(known.question)) {
        if (onConflict === 'text') return null
        throw conflict(id)
      }
      return this.entry(known, id)
    }
    return null
  }

  private fromOwnText(event: OutputEvent): Found | null {
    const { question, ids, tags = [] } = event
    if (question === null) return null
    const [id = null] = ids
    if (id === null) return this.entry(own(question), null)
    const name = digest(id)
    const place = this.indexOfId.get(name)
    if (place >= 0) {
      const key = this.keys.at(place)
      if (key === promptKey(question) || event.onConflict === 'id')
        return { ...own(question), ...this.ofText(place), index: place, key, id }
      if (event.onConflict === 'text') return this.entry(own(question), null)
      throw conflict(id)
    }
    const found = this.entry(own(question), id)
    if (event.onConflict === undefined) this.noteText(found.key, id)
    this.indexOfId.set(name, found.index)
    if (this.options.keepTexts) this.remember(this.seen, id, { ...own(question), tags })
    return found
  }

  private async fromIdAlone(event: OutputEvent): Promise<Found> {
    for (const id of event.ids) {
      const seen = this.seen.get(id)
      if (seen) return this.entry(seen, id)
      const messages = await this.ofStudy(id)
      if (messages) return this.entry(own({ messages, followUps: [] }), id)
    }
    const id = event.shownId ?? event.ids[0]
    throw id === undefined
      ? new Problem('no_prompt', 'it has no prompt')
      : new Problem(
          'unknown_prompt',
          `no prompt with the id "${shortened(id)}" is known; upload the file with the prompts too`,
        )
  }

  private async ofStudy(id: string): Promise<Conversation | null> {
    const before = this.stored.get(id)
    if (before !== undefined) return before
    const messages = (await this.options.lookUp?.(id)) ?? null
    this.stored.set(id, messages)
    return messages
  }

  private entry(known: Known, id: string | null): Found {
    const key = promptKey(known.question)
    const name = digestOf(Buffer.from(key, 'hex'))
    let index = this.indexOfKey.get(name)
    if (index < 0) {
      index = this.keys.add(key)
      this.indexOfKey.set(name, index)
      this.groups.add(promptGroup(known.question))
      this.languages.push(languageOf(askedByUser(known.question)))
    }
    return { ...known, ...this.ofText(index), index, key, id: known.shownId ?? id }
  }

  private ofText(index: number) {
    return { language: this.languages[index] ?? 'und', group: this.groups.at(index) }
  }

  private remember(book: Map<string, Known>, id: string, known: Known) {
    const { limits } = this.options
    book.set(id, known)
    this.bytes += id.length + JSON.stringify(known.question).length
    if (this.bytes > limits.promptBytes)
      throw refusal('too_large', overLimit('The prompts are too large together', 'promptBytes', limits))
  }
}

/** Hexadecimal keys in one growing block: 32 bytes each. */
class KeyList {
  private block = Buffer.alloc(32 * 1024)
  length = 0

  at(index: number) {
    return this.block.toString('hex', index * 32, index * 32 + 32)
  }

  add(key: string): number {
    if ((this.length + 1) * 32 > this.block.length) {
      const larger = Buffer.alloc(this.block.length * 2)
      this.block.copy(larger)
      this.block = larger
    }
    this.block.write(key, this.length * 32, 'hex')
    return this.length++
  }
}

const own = (question: Question): Known => ({ question, tags: [], model: null, shownId: null })

const twoModels = (id: string) =>
  new Problem(
    'prompt_conflict',
    `prompt "${shortened(id)}" belongs to two models; put the files of each model in a folder of its own`,
  )

const conflict = (id: string) =>
  new Problem('prompt_conflict', `prompt "${shortened(id)}" has another text here than before`)

/**
 * What makes two prompts the same: every turn but system turns, which belong to whoever set up the model, and the
 * user's later turns.
 */
export function promptKey({ messages, followUps }: Question): string {
  const turns = messages.filter(({ role }) => role !== 'system')
  const said: unknown[] = [...(turns.length > 0 ? turns : messages), ...followUps]
  return hash('sha256', said.map((turn) => `${JSON.stringify(turn)}\n`).join(''))
}

const askedByUser = ({ messages }: Question) =>
  messages
    .filter(({ role }) => role === 'user')
    .map(({ content }) => content)
    .join('\n')

/** Prompts that differ in case, spaces or letter forms only share a group, so that no split separates them. */
export function promptGroup({ messages, followUps }: Question): string {
  const turns = messages.filter(({ role }) => role !== 'system')
  const words = [...(turns.length > 0 ? turns : messages).map(({ content }) => content), ...followUps].join(
    '\n',
  )
  const plain = words.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
  return hash('sha256', plain)
}

const shortened = (id: string) => (id.length > 60 ? `${id.slice(0, 57)}...` : id)
