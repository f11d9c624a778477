import { fitPanes } from './fitting.js'

const names = ['boxes', 'together', 'single']
const wide = matchMedia('(min-width: 64rem)')
const phone = matchMedia('(width < 700px)')
const one = (selector) => document.querySelector(`#screen ${selector}`)
const texts = () => [...document.querySelectorAll('#screen .panes :is(.output, .raw)')]
const isOn = (name) => one(`[data-${name}]`)?.checked === true
const hasBoxes = () => wide.matches && isOn('boxes')
const isSingle = () => !wide.matches && isOn('single')

/** How the two answers share the window: with the page, each in a box that scrolls, or one at a time on a phone. */
export function watchArrangement() {
  addEventListener('change', ({ target }) => {
    const name = names.find((known) => target.matches?.(`[data-${known}]`))
    if (!name) return
    remember(name, target.checked)
    arrange()
  })
  wide.addEventListener('change', restoreArrangement)
  phone.addEventListener('change', restoreArrangement)
  addEventListener('scroll', onScroll, { capture: true, passive: true })
  addEventListener('click', onWhich)
}

/** A new pair is arranged as the one before. */
export function restoreArrangement() {
  for (const name of names) {
    const box = one(`[data-${name}]`)
    const kept = attempt(() => localStorage.getItem(`view:${name}`))
    if (box) box.checked = kept ? kept === 'on' : comesAs(name)
  }
  arrange()
}

/** Where the first answer stood for whoever read it. */
export function placeOfFirst() {
  if (isSingle()) return 'alone'
  const [a, b] = ['a', 'b'].map((side) => one(`.pane[data-side="${side}"]`)?.getBoundingClientRect())
  if (!a || !b) return null
  if (Math.abs(a.top - b.top) > 8) return 'top'
  return a.left < b.left ? 'left' : 'right'
}

/** What scrolls by itself can be reached and scrolled by keyboard. */
function arrange() {
  for (const text of texts()) {
    const label = text.closest('.pane').getAttribute('aria-labelledby')
    makeRegion(text, hasBoxes() || isSingle(), { role: 'group', 'aria-labelledby': label })
  }
  const panes = one('.panes')
  if (panes) {
    const label = one('.which').getAttribute('aria-label')
    makeRegion(panes, isSingle(), { role: 'group', 'aria-label': label })
  }
  fitPanes()
  showWhich()
}

function makeRegion(element, isRegion, attributes) {
  for (const [name, value] of Object.entries({ tabindex: '0', ...attributes })) {
    if (isRegion) element.setAttribute(name, value)
    else element.removeAttribute(name)
  }
}

let moved = null

/** Boxes of unlike length reach their ends together. What is moved here answers with a scroll of its own. */
function onScroll({ target }) {
  if (target === one('.panes')) return showWhich()
  if (!hasBoxes() || !isOn('together') || !target.matches?.('.panes :is(.output, .raw)')) return
  if (target === moved) {
    moved = null
    return
  }
  const other = texts().find((text) => text !== target && text.clientHeight > 0)
  if (!other) return
  const room = target.scrollHeight - target.clientHeight
  const share = room > 0 ? target.scrollTop / room : 0
  const wanted = Math.round(share * (other.scrollHeight - other.clientHeight))
  if (Math.abs(other.scrollTop - wanted) < 1) return
  moved = other
  other.scrollTop = wanted
}

function onWhich({ target }) {
  const button = target.closest?.('[data-which]')
  if (!button) return
  const pane = one(`.pane[data-side="${button.dataset.which}"]`)
  const panes = one('.panes')
  panes.scrollBy({ left: pane.getBoundingClientRect().left - panes.getBoundingClientRect().left })
  const covered = one('.which').getBoundingClientRect().bottom - pane.getBoundingClientRect().top
  if (covered > 0) scrollBy(0, -covered)
}

function showWhich() {
  const panes = one('.panes')?.getBoundingClientRect()
  if (!panes || !isSingle()) return
  for (const button of document.querySelectorAll('#screen [data-which]')) {
    const pane = one(`.pane[data-side="${button.dataset.which}"]`).getBoundingClientRect()
    button.setAttribute('aria-pressed', String(Math.abs(pane.left - panes.left) < panes.width / 2))
  }
}

/** On a phone one answer at a time; boxes, once chosen, scroll together. */
const comesAs = (name) => (name === 'single' ? phone.matches : name === 'together')

/** Only what differs from the page as it comes is kept. */
function remember(name, on) {
  attempt(() => {
    if (on === comesAs(name)) localStorage.removeItem(`view:${name}`)
    else localStorage.setItem(`view:${name}`, on ? 'on' : 'off')
  })
}

/** Storage may be switched off: the choice then lasts for one pair. */
function attempt(act) {
  try {
    return act()
  } catch {
    return null
  }
}
