import { mark, markedChoice, speak, unmark } from './marking.js'

let isSending = false

const screen = () => document.querySelector('#screen')
const sheet = () => document.querySelector('#screen [data-sheet]')

/** Where a study asks more than the choice, a choice opens the questions, and one button sends both. */
export function watchSheet() {
  addEventListener('click', ({ target }) => target.closest?.('[data-send]') && sendSheet())
}

export function asksFirst(choice) {
  const after = choice.form.dataset.asksAfter
  return !isSending && (after === 'every' || (after === 'a or b' && isDecided(choice)))
}

export const isSheetOpen = () => 'asking' in (screen()?.dataset ?? {})

export function openSheet(choice) {
  mark(choice)
  screen().dataset.asking = choice.value
  for (const group of document.querySelectorAll('#screen [data-decided-only]')) {
    group.disabled = !isDecided(choice)
    group.hidden = group.disabled
  }
  for (const part of sheet().querySelectorAll('[data-marked], [data-sends]')) part.hidden = false
  speak(sheet().querySelector('[role=status]'))
  sheet().focus({ preventScroll: true })
}

export function closeSheet() {
  const choice = markedChoice()
  delete screen().dataset.asking
  unmark()
  choice?.focus({ preventScroll: true })
}

export function sendSheet() {
  const choice = markedChoice()
  if (!choice) return
  isSending = true
  choice.form.requestSubmit(choice)
  isSending = false
}

/** How much better is no question where neither is. */
const isDecided = ({ value }) => value === 'a' || value === 'b'
