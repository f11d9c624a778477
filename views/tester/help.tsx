import { raw } from 'hono/html'
import { choiceKeys } from './choices.tsx'
import { Key } from './key.tsx'
import { type MessageKey, t, type Ui } from './messages/catalogue.ts'
import type { RatingForm } from './props.ts'

type Helped = { form: RatingForm; hasDifferences: boolean; isPractice?: boolean }
type KeyLine = [key: string, meaning: MessageKey]

const sending: KeyLine[] = [
  ['', 'ballot.key.send'],
  ['U', 'ballot.key.undo'],
  ['S', 'ballot.key.skip'],
]
const opening: KeyLine[] = [
  ['E', 'ballot.key.expand'],
  ['D', 'ballot.key.differences'],
  ['?', 'ballot.key.help'],
]

/** Only what works on this page. */
function keysOf({ form, hasDifferences, isPractice = false }: Helped): KeyLine[] {
  const choosing: KeyLine = [choiceKeys(form), form.scale > 0 ? 'ballot.key.scale' : 'ballot.key.choose']
  return [
    choosing,
    ...(isPractice ? [] : sending),
    ...opening.filter(([key]) => key !== 'D' || hasDifferences),
  ]
}

type Props = Helped & { ui: Ui; instructionsHtml: string }

/** The instructions and the keys, one press away from every pair. Without the one, only where there are the other. */
export function Help({ ui, instructionsHtml, ...helped }: Props) {
  return (
    <details class={instructionsHtml === '' ? 'menu with-keys' : 'menu'} name="menu" data-help>
      <summary aria-keyshortcuts="?">
        {t(ui, 'ballot.help')} <Key>?</Key>
      </summary>
      <div class="menu-body help">
        {instructionsHtml !== '' && (
          <>
            <h2>{t(ui, 'ballot.instructions')}</h2>
            <div class="prose" hx-ignore>
              {raw(instructionsHtml)}
            </div>
          </>
        )}
        <div class="with-keys">
          <h2>{t(ui, 'ballot.keys')}</h2>
          <dl class="keys">
            {keysOf(helped).map(([key, meaning]) => (
              <div>
                <dt>
                  {key === '' ? <kbd>{t(ui, 'ballot.keyEnter')}</kbd> : <kbd class="key-name">{key}</kbd>}
                </dt>
                <dd>{t(ui, meaning)}</dd>
              </div>
            ))}
          </dl>
          <label class="tick">
            <input type="checkbox" data-keys-alt autocomplete="off" />
            <span>{t(ui, 'ballot.keysAlt')}</span>
          </label>
        </div>
      </div>
    </details>
  )
}

/**
 * Single keys can be switched off, as people who dictate need (WCAG 2.1.4), or moved to Alt in the help. Shown by the
 * script that reads them.
 */
export function KeySwitch({ ui }: { ui: Ui }) {
  return (
    <button type="button" class="quiet" data-keys-switch aria-pressed="true" hidden>
      <span data-when="on">{t(ui, 'ballot.keysOn')}</span>
      <span data-when="off">{t(ui, 'ballot.keysOff')}</span>
    </button>
  )
}
