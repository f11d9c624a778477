const all = (selector) => document.querySelectorAll(`#screen ${selector}`)

/** Marks the texts that are cut, and offers "show all" only where one is. */
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

/** At its end, or at its beginning, which no height tells of. */
const overflows = (text) =>
  text.scrollHeight > text.clientHeight + 1 || topOf(text.firstElementChild ?? text) < topOf(text) - 1

const topOf = (element) => element.getBoundingClientRect().top

/** The box that opens the text around an element. */
export const boxOf = (inside) =>
  document.querySelector(inside.closest('.prompt') ? '#screen [data-expand-prompt]' : '#screen [data-expand]')
