import { restoreArrangement, watchArrangement } from './ballot/arrangement.js'
import { countUse, startClaims, writeClaims } from './ballot/claims.js'
import { forgetDraft, forgetDrafts, keepDraft, restoreDraft } from './ballot/draft.js'
import { watchKeys } from './ballot/keys.js'
import { holdPair, keepPair } from './ballot/lease.js'
import { isSettled, mark, markedChoice, newPair, showNotSaved, speak } from './ballot/marking.js'
import { watchPanes } from './ballot/panes.js'

const root = document.documentElement

/** Everything here upgrades a page that works without it: the forms, the boxes and the answers are the server's. */
root.toggleAttribute('data-ready', true)
watchKeys()
keepPair()
watchPanes()
watchArrangement()
open({ swapped: false })

addEventListener('submit', onSubmit, { capture: true })
addEventListener('input', keepDraft)
addEventListener('change', keepDraft)
addEventListener('htmx:before:request', onSend)
addEventListener('htmx:after:swap', onSwap)
addEventListener('htmx:error', ({ detail }) => detail.ctx && showNotSaved())
addEventListener('htmx:response:error', onRefusal)
addEventListener('click', onCopy)

/** Makes a screen ready that was just loaded, or put in place of the one before. */
function open({ swapped }) {
  for (const button of document.querySelectorAll('[data-copy]')) button.hidden = false
  if (document.querySelector('[data-notice="withdrawn"]')) forgetDrafts()
  restoreDraft()
  restoreArrangement()
  startClaims()
  holdPair()
  if (!swapped) return
  newPair()
  scrollTo(0, 0)
  const heading = document.querySelector('#screen h1')
  document.title = heading?.textContent.trim() ?? document.title
  heading?.focus({ preventScroll: true })
  speak(document.querySelector('#screen [role="status"]'))
}

function onSubmit(event) {
  const { target: form, submitter } = event
  if (!form.closest('#screen')) return
  if (!isSettled() || isBusy()) return refuse(event)
  if (form.id === 'ballot' && submitter?.name === 'choice') {
    if (asksFirst(form) && markedChoice() !== submitter) {
      refuse(event)
      mark(submitter, { show: true })
      return
    }
    mark(submitter)
  }
  writeClaims(form)
}

const isBusy = () => document.querySelector('#screen[aria-busy="true"]') !== null

function refuse(event) {
  event.preventDefault()
  event.stopImmediatePropagation()
}

/** Where a study asks more than the choice, the first press marks it and brings the questions into view. */
function asksFirst(form) {
  if (!('asksMore' in form.dataset)) return false
  return ![...form.elements].some((field) => field.checked)
}

let sent = null
let shown = document.querySelector('#screen')

/** Undoing sends nothing of what is typed beside this pair: it comes back with it. */
function onSend({ target }) {
  if (target.closest?.('[data-look]')) return
  document.querySelector('#screen')?.setAttribute('aria-busy', 'true')
  for (const notice of document.querySelectorAll('[data-not-saved]')) notice.hidden = true
  const answers = !target.closest?.('[data-undo]')
  sent = (answers && document.querySelector('#ballot [name="comparison"]')?.value) || null
}

function onSwap() {
  const screen = document.querySelector('#screen')
  if (screen === shown) return
  shown = screen
  const isRefusal = screen.matches('[data-notice]')
  if (sent && !isRefusal) forgetDraft(sent)
  sent = null
  open({ swapped: true })
}

/** Refusals that say what to do are put in place as pages; a failing server leaves the pair and the choice there. */
function onRefusal({ detail }) {
  if (detail.ctx.response.status >= 500) showNotSaved()
}

async function onCopy({ target }) {
  const button = target.closest?.('[data-copy]')
  if (!button) return
  await navigator.clipboard.writeText(document.querySelector('[data-code]').textContent)
  button.toggleAttribute('data-done', true)
}

addEventListener('toggle', ({ target }) => countUse(target), { capture: true })
