import { countUse } from './claims.js'

const all = (selector) => document.querySelectorAll(`#screen ${selector}`)

/** Offers "show all" only where something is cut, and opens what the keyboard walks into. */
export function watchPanes() {
  addEventListener('resize', fitPanes)
  addEventListener('change', ({ target }) => {
    if (!target.matches?.('[data-expand], [data-expand-prompt], [data-raw]')) return
    countUse(target)
    fitPanes()
  })
  addEventListener('click', onPrompt)
  addEventListener('toggle', ({ target }) => target.closest?.('.output') && fitPanes(), { capture: true })
  addEventListener('focusin', ({ target }) => {
    const box = target.closest?.('.output') && boxOf(target)
    if (box && !box.checked && target.closest('[data-cut]')) box.click()
  })
}

export function fitPanes() {
  for (const text of all('.output, .raw')) {
    const isOpen = (boxOf(text)?.checked ?? true) || getComputedStyle(text).overflowY === 'auto'
    text.toggleAttribute('data-cut', !isOpen && overflows(text))
  }
  for (const label of all('[data-when-cut]')) {
    const box = label.querySelector('input')
    const texts = box.matches('[data-expand]') ? all('.pane [data-cut]') : all('.prompt [data-cut]')
    label.hidden = !box.checked && texts.length === 0
  }
}

/** A cut question opens where it is tapped; what can be pressed or copied in it still can. */
function onPrompt({ target }) {
  const text = target.closest?.('.prompt > [data-cut]')
  if (!text || target.closest('a, button, summary') || getSelection()?.type === 'Range') return
  boxOf(text)?.click()
}

/** At its end, or at its beginning, which no height tells of. */
const overflows = (text) =>
  text.scrollHeight > text.clientHeight + 1 || topOf(text.firstElementChild ?? text) < topOf(text) - 1

const topOf = (element) => element.getBoundingClientRect().top

const boxOf = (inside) =>
  document.querySelector(inside.closest('.prompt') ? '#screen [data-expand-prompt]' : '#screen [data-expand]')
