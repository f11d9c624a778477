import { Key } from './key.tsx'
import { type MessageKey, t, type Ui } from './messages/catalogue.ts'
import type { Choice, RatingForm } from './props.ts'

const labels: Record<Choice, MessageKey> = {
  a: 'ballot.aBetter',
  b: 'ballot.bBetter',
  tie: 'ballot.tie',
  both_bad: 'ballot.bothBad',
}

const order: Choice[] = ['a', 'b', 'tie', 'both_bad']

export const choiceLabel = (ui: Ui, choice: Choice) => t(ui, labels[choice])

/** The buttons that answer a comparison: same size, same weight, none chosen beforehand. */
export function Choices({ ui, form, chosen }: { ui: Ui; form: RatingForm; chosen?: Choice | undefined }) {
  const offered = order.filter((choice) => form.choices.includes(choice))
  return (
    <fieldset class="choices" data-count={offered.length}>
      <legend class="visually-hidden">{t(ui, 'ballot.choose')}</legend>
      {offered.map((choice) => {
        const keys = keysOf(choice, offered, form.strength)
        return (
          <button
            type="submit"
            name="choice"
            value={choice}
            class="choice"
            data-keys={keys.join(' ')}
            data-earlier={choice === chosen ? '' : undefined}
            aria-keyshortcuts={keys.join(' ')}
          >
            <span>{choiceLabel(ui, choice)}</span>
            <Key>{keys.length > 1 ? `${keys[0]}–${keys.at(-1)}` : String(keys[0])}</Key>
          </button>
        )
      })}
    </fieldset>
  )
}

/** The keys of all buttons, as one would say them. */
export function choiceKeys({ choices, strength }: Pick<RatingForm, 'choices' | 'strength'>): string {
  const offered = order.filter((choice) => choices.includes(choice))
  const keys = offered.flatMap((choice) => keysOf(choice, offered, strength)).sort((x, y) => x - y)
  return strength === 0 ? keys.join(' ') : `${keys[0]}–${keys.at(-1)}`
}

/** Number keys follow the buttons; with a scale they run from "A by far" over the tie to "B by far". */
function keysOf(choice: Choice, offered: Choice[], strength: number): number[] {
  if (strength === 0) return [offered.indexOf(choice) + 1]
  const upward = Array.from({ length: strength }, (_, step) => step + 1)
  if (choice === 'a') return upward
  if (choice === 'tie') return [strength + 1]
  if (choice === 'b') return upward.map((step) => strength + 1 + step)
  return [2 * strength + 2]
}
