import { raw } from 'hono/html'
import { Key } from './key.tsx'
import { t, type Ui } from './messages/catalogue.ts'
import type { BlindPair, Difference } from './props.ts'

type Props = { ui: Ui; pair: BlindPair }

/** The prompt and its two outputs, alike in everything but their words. What opens one of them opens both. */
export function Pair({ ui, pair }: Props) {
  const hasRaw = pair.rawA !== undefined && pair.rawB !== undefined
  const { lang, langA = lang, langB = lang } = pair
  return (
    <>
      <section class="prompt" aria-labelledby="prompt-label">
        <h2 id="prompt-label">{t(ui, 'ballot.prompt')}</h2>
        <div id="prompt" class="output" dir="auto" lang={pair.lang} hx-ignore>
          {raw(inLanguage(ui, pair.promptHtml))}
        </div>
        <label class="toggle" data-when-cut>
          <input type="checkbox" data-expand-prompt autocomplete="off" />
          <span>{t(ui, 'ballot.expandPrompt')}</span>
        </label>
      </section>
      <div class="answers">
        <Which ui={ui} />
        <div class="panes">
          <Pane ui={ui} side="a" html={pair.responseA} text={hasRaw ? pair.rawA : undefined} lang={langA} />
          <Pane ui={ui} side="b" html={pair.responseB} text={hasRaw ? pair.rawB : undefined} lang={langB} />
        </div>
      </div>
      <div class="views">
        <label class="toggle" data-when-cut>
          <input type="checkbox" data-expand autocomplete="off" aria-keyshortcuts="E" />
          <span>{t(ui, 'ballot.expand')}</span>
          <Key>E</Key>
        </label>
        {hasRaw && (
          <label class="toggle">
            <input type="checkbox" data-raw autocomplete="off" />
            <span>{t(ui, 'ballot.raw')}</span>
          </label>
        )}
        {pair.differences !== undefined && (
          <Differences ui={ui} differences={pair.differences} lang={langA === langB ? langA : undefined} />
        )}
        <Arrangement ui={ui} />
      </div>
    </>
  )
}

type PaneProps = { ui: Ui; side: 'a' | 'b'; html: string; text: string | undefined; lang: string | undefined }

function Pane({ ui, side, html, text, lang }: PaneProps) {
  return (
    <section class="pane" data-side={side} aria-labelledby={`label-${side}`}>
      <h2 id={`label-${side}`}>
        <span class="visually-hidden">{t(ui, 'ballot.response')} </span>
        {t(ui, side === 'a' ? 'ballot.a' : 'ballot.b')}
      </h2>
      <div id={`response-${side}`} class="output" dir="auto" lang={lang} hx-ignore>
        {raw(inLanguage(ui, html))}
      </div>
      {text !== undefined && (
        <pre id={`raw-${side}`} class="raw" dir="auto" lang={lang} hx-ignore>
          {text.trim()}
        </pre>
      )}
    </section>
  )
}

function Differences({
  ui,
  differences,
  lang,
}: {
  ui: Ui
  differences: Difference[] | null
  lang: string | undefined
}) {
  return (
    <details class="differences" hx-ignore>
      <summary aria-keyshortcuts="D">
        {t(ui, 'ballot.differences')} <Key>D</Key>
      </summary>
      {differences === null ? (
        <p>{t(ui, 'ballot.noDifferences')}</p>
      ) : differences.every((part) => part.in === 'both') ? (
        <p>{t(ui, 'ballot.identical')}</p>
      ) : (
        <>
          <p class="difference-key" aria-hidden="true">
            <del>{t(ui, 'ballot.onlyA')}</del> <ins>{t(ui, 'ballot.onlyB')}</ins>
          </p>
          <p class="difference-text" dir="auto" lang={lang}>
            {differences.map((part) => (
              <DifferencePart ui={ui} part={part} />
            ))}
          </p>
        </>
      )}
    </details>
  )
}

/** How the two answers share the window. The script that keeps the choice shows these. */
function Arrangement({ ui }: { ui: Ui }) {
  return (
    <>
      <label class="toggle for-wide" data-arranging>
        <input type="checkbox" data-boxes autocomplete="off" />
        <span>{t(ui, 'ballot.ownBoxes')}</span>
      </label>
      <label class="toggle for-wide for-boxes" data-arranging>
        <input type="checkbox" data-together checked autocomplete="off" />
        <span>{t(ui, 'ballot.together')}</span>
      </label>
      <label class="toggle for-narrow" data-arranging>
        <input type="checkbox" data-single autocomplete="off" />
        <span>{t(ui, 'ballot.oneAtATime')}</span>
      </label>
    </>
  )
}

/** Which of the two is on the screen where they are shown one at a time; a swipe does the same. */
function Which({ ui }: { ui: Ui }) {
  return (
    <fieldset class="which" aria-label={t(ui, 'ballot.whichShown')}>
      {(['a', 'b'] as const).map((side) => (
        <button type="button" data-which={side} aria-pressed={side === 'a' ? 'true' : 'false'}>
          <span class="visually-hidden">{t(ui, 'ballot.response')} </span>
          {t(ui, side === 'a' ? 'ballot.a' : 'ballot.b')}
          <span class="mark mark-unseen" aria-hidden="true">
            •
          </span>
          <span class="mark mark-seen">
            {t(ui, 'ballot.seen')} <span aria-hidden="true">✓</span>
          </span>
        </button>
      ))}
    </fieldset>
  )
}

function DifferencePart({ ui, part }: { ui: Ui; part: Difference }) {
  if (part.in === 'both') return <>{part.text}</>
  const said = (
    <span class="visually-hidden">[{t(ui, part.in === 'a' ? 'ballot.onlyA' : 'ballot.onlyB')}] </span>
  )
  const Mark = part.in === 'a' ? 'del' : 'ins'
  return (
    <Mark>
      {said}
      {part.text}
    </Mark>
  )
}

const turns = ['system', 'user', 'assistant', 'tool', 'call'] as const

/**
 * Turns carry English names and a mark, and what scrolls sideways has no name yet. Text in an output is escaped and can
 * never look like either.
 */
function inLanguage(ui: Ui, html: string): string {
  return named(ui, html).replace(
    /<(?:pre|div)\b[^<>]* tabindex="0"/g,
    (tag) => `${tag} role="group" aria-label="${escaped(t(ui, 'ballot.code'))}"`,
  )
}

function named(ui: Ui, html: string): string {
  if (!html.includes('data-turn="')) return html
  return html.replace(/(<(?:p|span) data-turn="(\w+)">)[^<]*/g, (whole, tag: string, turn: string) => {
    const known = turns.find((name) => name === turn)
    return known ? tag + escaped(t(ui, `turn.${known}`)) : whole
  })
}

const escaped = (words: string) =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
