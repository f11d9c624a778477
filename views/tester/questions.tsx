import type { Child } from 'hono/jsx'
import { Key } from './key.tsx'
import { type MessageKey, t, type Ui } from './messages/catalogue.ts'
import type { RatingForm, Typed } from './props.ts'

type Props = { ui: Ui; form: RatingForm; ballot: string; typed: Typed }

/** Whether one press of a button is not the whole answer. A comment alone never holds it up. */
export function asksMore(form: RatingForm): boolean {
  return (
    form.strength > 0 || form.criteria.length > 0 || form.reasons.length > 0 || form.scores || form.confidence
  )
}

/** After which choices there is more to ask: how much better is no question where neither is. */
export function asksAfter(form: RatingForm): 'every' | 'a or b' | undefined {
  if (!asksMore(form)) return undefined
  return form.comment || asksMore({ ...form, strength: 0 }) ? 'every' : 'a or b'
}

/**
 * What the study asks besides the choice. Nothing here is required. A script opens it after the choice, with a button
 * that sends both; without one it stands above the buttons, which send it along.
 */
export function Questions({ ui, form, ballot, typed }: Props) {
  if (!asksMore(form) && !form.comment) return null
  return (
    <section
      class="questions"
      aria-label={t(ui, 'rating.details')}
      tabindex={-1}
      data-sheet={asksMore(form) ? '' : undefined}
    >
      {asksMore(form) && (
        <p class="marked" data-marked hidden>
          <span role="status">{t(ui, 'ballot.marked')}</span>
        </p>
      )}
      {form.strength > 0 && (
        <Scale
          ui={ui}
          legend="rating.strength"
          name="strength"
          steps={form.strength}
          ballot={ballot}
          chosen={typed.strength}
          decidedOnly
        />
      )}
      {form.criteria.length > 0 && <Criteria ui={ui} form={form} ballot={ballot} typed={typed} />}
      {form.reasons.length > 0 && (
        <Group legend={t(ui, 'rating.reasons')}>
          <Reasons ui={ui} side="a" form={form} ballot={ballot} typed={typed} />
          <Reasons ui={ui} side="b" form={form} ballot={ballot} typed={typed} />
        </Group>
      )}
      {form.scores && <Scores ui={ui} form={form} ballot={ballot} typed={typed} />}
      {form.confidence && (
        <Scale
          ui={ui}
          legend="rating.confidence"
          name="confidence"
          steps={3}
          ballot={ballot}
          chosen={typed.confidence}
        />
      )}
      {form.comment && (
        <p class="field">
          <label for="comment">{t(ui, 'rating.comment')}</label>
          <textarea id="comment" name="comment" form={ballot} rows={2} maxlength={4000} dir="auto">
            {typed.comment ?? ''}
          </textarea>
        </p>
      )}
      {asksMore(form) && (
        <p class="send" data-sends hidden>
          <button type="button" class="primary" data-send>
            {t(ui, 'ballot.send')}{' '}
            <span class="with-keys" aria-hidden="true">
              <Key>{t(ui, 'ballot.keyEnter')}</Key>
            </span>
          </button>
        </p>
      )}
    </section>
  )
}

type GroupProps = { legend: string; decidedOnly?: boolean | undefined; children?: Child }

function Group({ legend, decidedOnly, children }: GroupProps) {
  return (
    <fieldset class="group" data-decided-only={decidedOnly ? '' : undefined}>
      <legend>{legend}</legend>
      {children}
    </fieldset>
  )
}

type ScaleProps = {
  ui: Ui
  legend: MessageKey
  name: 'strength' | 'confidence'
  steps: number
  ballot: string
  chosen: number | undefined
  decidedOnly?: boolean
}

function Scale({ ui, legend, name, steps, ballot, chosen, decidedOnly }: ScaleProps) {
  const all = [1, 2, 3] as const
  return (
    <Group legend={t(ui, legend)} decidedOnly={decidedOnly}>
      <div class="chips">
        {all.slice(0, steps).map((step) => (
          <Chip
            type="radio"
            name={name}
            value={String(step)}
            ballot={ballot}
            checked={chosen === step}
            label={t(ui, `rating.${name}.${step}`)}
          />
        ))}
      </div>
    </Group>
  )
}

function Criteria({ ui, form, ballot, typed }: Props) {
  const sides = [
    ['a', t(ui, 'ballot.a')],
    ['tie', t(ui, 'ballot.tie')],
    ['b', t(ui, 'ballot.b')],
  ] as const
  return (
    <Group legend={t(ui, 'rating.criteria')}>
      {form.criteria.map((criterion) => (
        <fieldset class="criterion">
          <legend>
            <bdi lang={ui.studyLang}>{criterion.label}</bdi>
          </legend>
          <div class="chips">
            {sides.map(([value, label]) => (
              <Chip
                type="radio"
                name={`criteria[${criterion.name}]`}
                value={value}
                ballot={ballot}
                checked={typed.criteria?.[criterion.name] === value}
                label={label}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </Group>
  )
}

function Reasons({ ui, side, form, ballot, typed }: Props & { side: 'a' | 'b' }) {
  return (
    <fieldset class="criterion">
      <legend>{t(ui, side === 'a' ? 'rating.reasonsA' : 'rating.reasonsB')}</legend>
      <div class="chips">
        {form.reasons.map((reason) => (
          <Chip
            type="checkbox"
            name="reasons"
            value={`${side}:${reason.name}`}
            ballot={ballot}
            checked={typed.reasons?.includes(`${side}:${reason.name}`) ?? false}
            label={reason.label}
            lang={ui.studyLang}
          />
        ))}
      </div>
    </fieldset>
  )
}

function Scores({ ui, ballot, typed }: Props) {
  const given = typed.scores ?? { a: null, b: null }
  return (
    <Group legend={t(ui, 'rating.scores')}>
      {(['a', 'b'] as const).map((side) => (
        <fieldset class="criterion">
          <legend>{t(ui, side === 'a' ? 'rating.scoreA' : 'rating.scoreB')}</legend>
          <div class="chips">
            {[1, 2, 3, 4, 5].map((score) => (
              <Chip
                type="radio"
                name={`score_${side}`}
                value={String(score)}
                ballot={ballot}
                checked={given[side] === score}
                label={String(score)}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </Group>
  )
}

type ChipProps = {
  type: 'radio' | 'checkbox'
  name: string
  value: string
  ballot: string
  checked: boolean
  label: string
  lang?: string | undefined
}

function Chip({ type, name, value, ballot, checked, label, lang }: ChipProps) {
  return (
    <label class="chip">
      <input type={type} name={name} value={value} form={ballot} checked={checked} />
      <span dir="auto" lang={lang}>
        {label}
      </span>
    </label>
  )
}
