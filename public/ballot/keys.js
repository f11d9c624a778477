import { pressedBy } from './claims.js'
import { isSettled, markedChoice, unmark } from './marking.js'
import { closeSheet, isSheetOpen, sendSheet } from './sheet.js'

const root = document.documentElement
/** Single keys for what the buttons do. They can be switched off or moved to Alt; a cookie keeps the choice. */
export function watchKeys() {
  setMode(/(?:^|; )keys=(alt|off)(?:;|$)/.exec(document.cookie)?.[1] ?? 'on')
  addEventListener('htmx:after:swap', showSwitch)
  addEventListener('click', onSwitch)
  addEventListener('click', onHelp)
  addEventListener('change', onAlt)
  addEventListener('keydown', onKey)
}

const isOff = () => 'keysOff' in root.dataset
const needsAlt = () => 'keysAlt' in root.dataset

function setMode(mode) {
  root.toggleAttribute('data-keys-off', mode === 'off')
  root.toggleAttribute('data-keys-alt', mode === 'alt')
  showSwitch()
}

function showSwitch() {
  for (const button of document.querySelectorAll('[data-keys-switch]')) {
    button.hidden = false
    button.setAttribute('aria-pressed', String(!isOff()))
  }
  for (const box of document.querySelectorAll('[data-keys-alt]:is(input)')) box.checked = needsAlt()
  for (const element of document.querySelectorAll('[aria-keyshortcuts], [data-plain-keys]')) sayKeys(element)
}

/** What is announced is what works at the moment. */
function sayKeys(element) {
  const { dataset } = element
  dataset.plainKeys ??= element.getAttribute('aria-keyshortcuts')
  const keys = dataset.plainKeys.split(' ').map((key) => (needsAlt() ? `Alt+${key}` : key))
  if (isOff()) element.removeAttribute('aria-keyshortcuts')
  else element.setAttribute('aria-keyshortcuts', keys.join(' '))
}

function onSwitch({ target }) {
  if (target.closest?.('[data-keys-switch]')) keepMode(isOff() ? 'on' : 'off')
}

function onHelp({ target }) {
  if (target.closest?.('[data-open-help]')) toggling(one('[data-help]'))()
}

function onAlt({ target }) {
  if (target.matches?.('input[data-keys-alt]')) keepMode(target.checked ? 'alt' : 'on')
}

function keepMode(mode) {
  const age = mode === 'on' ? 0 : 365 * 24 * 3600
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is missing in browsers that testers use
  document.cookie = `keys=${mode}; path=/; max-age=${age}; samesite=lax`
  setMode(mode)
}

function onKey(event) {
  const key = nameOf(event)
  if (!key || isForAnother(event)) return
  if (key === 'escape') return closeMenus()
  const act = actionFor(key, event.target)
  if (!act || isOff() || !isSettled()) return
  root.toggleAttribute('data-has-keys', true)
  event.preventDefault()
  pressedBy('key')
  act()
}

/** Typing, composing, held keys and the browser's own shortcuts are left alone. */
function isForAnother(event) {
  const { target } = event
  if (event.isComposing || event.keyCode === 229 || event.repeat || event.defaultPrevented) return true
  if (event.ctrlKey || event.metaKey || event.altKey !== wantsAlt(event)) return true
  return isTypedInto(target) || (event.key === 'Enter' && isPressable(target))
}

/** Alt is for keys that print something; on some keyboards it makes them print something else. */
const wantsAlt = ({ key }) => needsAlt() && !['Enter', 'Backspace', 'Escape'].includes(key)

const isTypedInto = (target) =>
  target.isContentEditable ||
  target.matches?.('textarea, select, input:not([type="radio"], [type="checkbox"])') === true

const isPressable = (target) => target.matches?.('button, a[href], summary') === true

/** The key as it is printed: digits of any layout, letters by their place where the layout has no Latin ones. */
function nameOf({ key, code, shiftKey, altKey }) {
  if (altKey && needsAlt()) {
    const named = code === 'Slash' ? '?' : (byPlace(code, /^Digit(\d)$/) ?? byPlace(code, /^Key([A-Z])$/))
    if (named) return named
  }
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
    setStrength(button, key)
    button.click()
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
  if (isSheetOpen()) return sendSheet
  const marked = markedChoice()
  if (marked) return () => marked.click()
  return target.matches?.('input') ? () => {} : null
}

const submitting = (form) => form && (() => form.requestSubmit())
const clicking = (box) => box && !box.closest('[hidden]') && (() => box.click())

function toggling(details) {
  if (!details) return null
  return () => {
    if (!details.checkVisibility()) details.closest('[popover]')?.showPopover?.()
    details.open = !details.open
    const inside = details.open ? details.querySelector('.menu-body button') : null
    const first = inside ?? details.querySelector('summary')
    first.focus()
  }
}

function closeMenus() {
  const open = document.querySelector('#screen .menu[open]')
  if (!open) return isSheetOpen() ? closeSheet() : unmark()
  open.open = false
  open.querySelector('summary').focus()
}
