import { languageOf } from '../content/language.ts'
import type { Limits } from '../reports/limits.ts'
import type { Leak, ModelLooks, UploadRow } from '../types.ts'
import { FindingCounts } from './finding-counts.ts'
import { Identifiability } from './identifiability.ts'
import type { LayoutFlag, LeakKind } from './kinds.ts'
import { Labels } from './labels.ts'
import { LOOK_FEATURES, Looks, lookTokens } from './looks.ts'
import {
  dataImageSpans,
  htmlSpans,
  imageSpans,
  invisibleSpans,
  reasoningSpans,
  templateSpans,
} from './marks.ts'
import { namingSpans, type Span } from './naming.ts'
import { NearDuplicates } from './near-duplicates.ts'
import { type Scan, scanText, TOKEN_BITS } from './scan.ts'
import { askedText, shownText, spokenText } from './texts.ts'
import { isCutOff } from './truncation.ts'

/**
 * Looks at each output as it goes by for what would tell a tester, or a program, which model wrote it. Memory grows
 * with models and prompts, not with outputs.
 */
export class Audit {
  readonly leaks: Leak[] = []
  leakCount = 0
  readonly counts = new FindingCounts()
  readonly nearDuplicates = new NearDuplicates()
  private readonly byText = new Identifiability(1 << TOKEN_BITS)
  private readonly byLooks = new Identifiability(LOOK_FEATURES)
  private readonly looks = new Map<string, { number: number; looks: Looks }>()
  private readonly labels = new Labels()
  private readonly limits: Limits
  private prompts = 0

  constructor(limits: Limits, labels: string[] = []) {
    this.limits = limits
    for (const label of labels) this.labels.add(label)
  }

  /** A label of the study or of the upload, from now on searched for in every output. */
  learn(label: string) {
    this.labels.add(label)
  }

  /** @returns the flags the output gets */
  add(row: UploadRow, prompt: number): string[] {
    this.labels.add(row.model)
    const { number, looks } = this.modelOf(row.model)
    const text = spokenText(row.output)
    const scan = scanText(text, this.labels.words)
    const flags = new Set(row.flags)
    if (isCutOff(text, scan.fences)) flags.add('truncated')
    if (this.isInOtherLanguage(row, text)) flags.add('other_language')
    this.byText.add(prompt, number, scan.tokens.slice(0, scan.tokenCount))
    this.byLooks.add(prompt, number, lookTokens(text.trim().length, scan))
    looks.add(text, scan, flags.has('truncated'))
    const shown = shownText(row.output)
    const shownScan = shown === text ? scan : scanText(shown, this.labels.words)
    for (const [kind, spans] of this.leaksIn(row, shown, shownScan)) {
      flags.add(kind)
      this.report(kind, row, shown, spans)
    }
    for (const flag of layoutFlagsIn(shown, shownScan)) flags.add(flag)
    for (const flag of flags) this.counts.add(flag, row.model)
    return [...flags].sort()
  }

  /** To be told of each prompt when it first comes. */
  addPrompt(row: UploadRow, prompt: number): { file: string; line: number } | null {
    if (prompt < this.prompts) return null
    this.prompts = prompt + 1
    return this.nearDuplicates.add(askedText(row.prompt.messages), row.file, row.line)
  }

  looksOfModels = (): ModelLooks[] => [...this.looks].map(([name, { looks }]) => looks.report(name))
  identifiability = () => this.byText.estimate()
  identifiabilityByLooks = () => this.byLooks.estimate()

  private modelOf(name: string) {
    let model = this.looks.get(name)
    if (!model) {
      model = { number: this.looks.size, looks: new Looks() }
      this.looks.set(name, model)
    }
    return model
  }

  private *leaksIn(row: UploadRow, text: string, scan: Scan): Generator<[LeakKind, Span[]]> {
    if (scan.names.length > 0 || /[^\0-\u024f]/.test(text))
      yield* some('names_a_model', namingSpans(text, scan.names))
    if (scan.names.length > 0) {
      const asked = () => askedText(row.prompt.messages)
      yield* some('names_a_study_model', this.labels.unaskedSpansIn(text, scan.names, asked))
    }
    if (scan.hasAngle) yield* some('reasoning', reasoningSpans(text))
    if (scan.hasAngle || scan.hasBracket || scan.headings > 0)
      yield* some('template_tokens', templateSpans(text))
    if (scan.hasInvisible) yield* some('invisible_characters', invisibleSpans(text))
    if (scan.hasImage || scan.hasAngle) yield* some('remote_image', imageSpans(text))
  }

  private isInOtherLanguage({ prompt }: UploadRow, text: string): boolean {
    if (prompt.language === 'und' || text.length < 60) return false
    const language = languageOf(text.slice(0, 320))
    return language !== 'und' && language !== prompt.language && !asksForOtherLanguage(prompt.messages)
  }

  private report(kind: LeakKind, { file, line, model }: UploadRow, text: string, [first]: Span[]) {
    this.leakCount++
    if (this.leaks.length >= this.limits.notices || !first) return
    this.leaks.push({ kind, file, line, model, excerpt: excerptAround(text, first) })
  }
}

function* layoutFlagsIn(text: string, scan: Scan): Generator<LayoutFlag> {
  if (scan.hasAngle && htmlSpans(text).length > 0) yield 'html'
  if (text.includes('data:') && dataImageSpans(text).length > 0) yield 'data_image'
}

function* some(kind: LeakKind, spans: Span[]): Generator<[LeakKind, Span[]]> {
  if (spans.length > 0) yield [kind, spans]
}

const LANGUAGES =
  /translat|übersetz|tradui|traduc|traduz|перевед|翻译|翻訳|\b(?:in|into|auf|en|em|to) (?:english|german|french|spanish|italian|portuguese|dutch|polish|russian|chinese|mandarin|japanese|korean|arabic|hindi|latin|greek|hebrew|turkish|swedish|deutsch|englisch|français|anglais|español|inglés|inglês)\b|language|sprache|langue|idioma/i

const asksForOtherLanguage = (messages: { content: string }[]) =>
  messages.some(({ content }) => LANGUAGES.test(content.slice(0, 5000)))

function excerptAround(text: string, { start, end }: Span): string {
  const from = Math.max(0, start - 40)
  const to = Math.min(text.length, Math.min(end, start + 120) + 40)
  const words = text.slice(from, to).toWellFormed().replace(/\s+/g, ' ').replace(invisible, shownCode).trim()
  return `${from > 0 ? '…' : ''}${words}${to < text.length ? '…' : ''}`
}

const invisible = /[\p{Cf}\u180e]/gu
const shownCode = (letter: string) =>
  `[U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`
