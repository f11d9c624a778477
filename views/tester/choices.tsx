import type { Child } from 'hono/jsx'
import { type Outcome, outcomes } from '../../server/domain/outcome.ts'
import { Key } from './key.tsx'
import { type MessageKey, t, type Ui } from './messages/catalogue.ts'
import type { RatingForm } from './props.ts'

const labels: Record<Outcome, MessageKey> = {
  a: 'ballot.aBetter',
  b: 'ballot.bBetter',
  tie: 'ballot.tie',
  both_bad: 'ballot.bothBad',
}

const order: readonly Outcome[] = outcomes
const orderOnScale = order.toSpliced(2, 1).toSpliced(1, 0, 'tie')

const offeredBy = ({ choices, scale }: Asked) =>
  (scale > 0 ? orderOnScale : order).filter((choice) => choices.includes(choice))

type Asked = Pick<RatingForm, 'choices' | 'scale'>
type Props = { ui: Ui; form: Asked; chosen?: Outcome | undefined; children?: Child }

export const choiceLabel = (ui: Ui, choice: Outcome) => t(ui, labels[choice])

/** The buttons that answer a comparison: same size, same weight, none chosen beforehand. */
export function Choices({ ui, form, chosen, children }: Props) {
  const offered = offeredBy(form)
  return (
    <fieldset class="choices" data-count={offered.length}>
      <legend class="visually-hidden">{t(ui, 'ballot.choose')}</legend>
      {offered.map((choice) => {
        const keys = keysOf(choice, offered, form.scale)
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
      {children}
    </fieldset>
  )
}

/** The keys of all buttons, as one would say them. */
export function choiceKeys(form: Asked): string {
  const offered = offeredBy(form)
  const keys = offered.flatMap((choice) => keysOf(choice, offered, form.scale))
  return form.scale === 0 ? keys.join(' ') : `${keys[0]}–${keys.at(-1)}`
}

/** Number keys follow the buttons; with a scale they run from "A by far" over the tie to "B by far". */
function keysOf(choice: Outcome, offered: Outcome[], scale: number): number[] {
  if (scale === 0) return [offered.indexOf(choice) + 1]
  const upward = Array.from({ length: scale }, (_, step) => step + 1)
  if (choice === 'a') return upward
  if (choice === 'tie') return [scale + 1]
  if (choice === 'b') return upward.map((step) => scale + 1 + step)
  return [2 * scale + 2]
}
