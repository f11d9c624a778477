import { pressedBy } from './claims.js'
import { isSettled, mark, markedChoice, unmark } from './marking.js'

const root = document.documentElement
const cookie = 'keys=off'

/** Single keys for what the buttons do. They can be switched off, and the choice is kept in a cookie. */
export function watchKeys() {
  root.toggleAttribute('data-keys-off', document.cookie.split('; ').includes(cookie))
  showSwitch()
  addEventListener('htmx:after:swap', showSwitch)
  addEventListener('click', onSwitch)
  addEventListener('keydown', onKey)
}

function showSwitch() {
  for (const button of document.querySelectorAll('[data-keys-switch]')) {
    button.hidden = false
    button.setAttribute('aria-pressed', String(!('keysOff' in root.dataset)))
  }
}

function onSwitch({ target }) {
  if (!target.closest?.('[data-keys-switch]')) return
  const off = root.toggleAttribute('data-keys-off')
  const age = off ? 365 * 24 * 3600 : 0
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is missing in browsers that testers use
  document.cookie = `${cookie}; path=/; max-age=${age}; samesite=lax`
  showSwitch()
}

function onKey(event) {
  const key = nameOf(event)
  if (!key || isForAnother(event)) return
  if (key === 'escape') return closeMenus()
  const act = actionFor(key, event.target)
  if (!act || 'keysOff' in root.dataset || !isSettled()) return
  event.preventDefault()
  pressedBy('key')
  act()
}

/** Typing, composing, held keys and the browser's own shortcuts are left alone. */
function isForAnother(event) {
  const { target } = event
  if (event.isComposing || event.keyCode === 229 || event.repeat || event.defaultPrevented) return true
  if (event.ctrlKey || event.metaKey || event.altKey) return true
  return isTypedInto(target) || (event.key === 'Enter' && isPressable(target))
}

const isTypedInto = (target) =>
  target.isContentEditable ||
  target.matches?.('textarea, select, input:not([type="radio"], [type="checkbox"])') === true

const isPressable = (target) => target.matches?.('button, a[href], summary') === true

/** The key as it is printed: digits of any layout, letters by their place where the layout has no Latin ones. */
function nameOf({ key, code, shiftKey }) {
  if (key === '?' || key === 'Escape') return key.toLowerCase()
  if (shiftKey || !key) return null
  if (/^[0-9a-z]$/i.test(key)) return byPlace(code, /^Digit(\d)$/) ?? key.toLowerCase()
  if (key === 'Enter' || key === 'Backspace') return key.toLowerCase()
  if (key.length > 1) return null
  return byPlace(code, /^Digit(\d)$/) ?? (key > '\u007f' ? byPlace(code, /^Key([A-Z])$/) : null)
}

const byPlace = (code, pattern) => pattern.exec(code ?? '')?.[1].toLowerCase() ?? null

const one = (selector) => document.querySelector(`#screen ${selector}`)

function actionFor(key, target) {
  if (/^[1-9]$/.test(key)) return choosing(key)
  if (key === 'enter') return sending(target)
  if (key === 'u' || key === 'backspace') return submitting(one('[data-undo]'))
  if (key === 's') return toggling(one('[data-skip]'))
  if (key === 'd') return toggling(one('.differences'))
  if (key === '?') return toggling(one('[data-help]'))
  if (key === 'e') return clicking(one('[data-expand]'))
  return null
}

function choosing(key) {
  const button = [...document.querySelectorAll('#ballot .choice')].find((choice) =>
    choice.dataset.keys.split(' ').includes(key),
  )
  if (!button) return null
  return () => {
    const form = button.form
    if (!('asksMore' in form.dataset)) return button.click()
    setStrength(button, key)
    mark(button, { show: true })
  }
}

/** With a scale the keys run from "A by far" over the tie to "B by far". */
function setStrength(button, key) {
  const steps = [...document.querySelectorAll('input[name="strength"]')]
  if (steps.length === 0) return
  const keys = button.dataset.keys.split(' ')
  const place = keys.indexOf(key)
  const degree = button.value === 'a' ? keys.length - 1 - place : place
  const isDecided = button.value === 'a' || button.value === 'b'
  for (const [index, step] of steps.entries()) step.checked = isDecided && index === degree
  steps[0].dispatchEvent(new Event('change', { bubbles: true }))
}

/** Enter in a radio or a box would press the form's first button: it sends what is marked, and nothing otherwise. */
function sending(target) {
  const marked = markedChoice()
  if (marked) return () => marked.click()
  return target.matches?.('input') ? () => {} : null
}

const submitting = (form) => form && (() => form.requestSubmit())
const clicking = (box) => box && !box.closest('[hidden]') && (() => box.click())

function toggling(details) {
  if (!details) return null
  return () => {
    details.open = !details.open
    const inside = details.open ? details.querySelector('.menu-body button') : null
    const first = inside ?? details.querySelector('summary')
    first.focus()
  }
}

function closeMenus() {
  const open = document.querySelector('#screen .menu[open]')
  if (!open) return unmark()
  open.open = false
  open.querySelector('summary').focus()
}
