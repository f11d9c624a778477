import { restoreArrangement, watchArrangement } from './ballot/arrangement.js'
import { countUse, startClaims, writeClaims } from './ballot/claims.js'
import { forgetDraft, forgetDrafts, keepDraft, restoreDraft } from './ballot/draft.js'
import { showJustSaved } from './ballot/just-saved.js'
import { watchKeys } from './ballot/keys.js'
import { holdPair, keepPair } from './ballot/lease.js'
import { isSettled, mark, newPair, showNotSaved, speak } from './ballot/marking.js'
import { watchPanes } from './ballot/panes.js'
import { watchRoom } from './ballot/room.js'
import { asksFirst, openSheet, watchSheet } from './ballot/sheet.js'
import { forgetTold, tellUnseen } from './ballot/unseen.js'

const root = document.documentElement

/** Everything here upgrades a page that works without it: the forms, the boxes and the answers are the server's. */
root.toggleAttribute('data-ready', true)
watchKeys()
keepPair()
watchPanes()
watchArrangement()
watchRoom()
watchSheet()
open({ swapped: false })

addEventListener('submit', onSubmit, { capture: true })
addEventListener('input', keepDraft)
addEventListener('change', keepDraft)
addEventListener('htmx:before:request', onSend)
addEventListener('htmx:after:swap', onSwap)
addEventListener('htmx:error', ({ detail }) => detail.ctx && showNotSaved(sending))
addEventListener('htmx:response:error', onRefusal)
addEventListener('click', onCopy)

/** Makes a screen ready that was just loaded, or put in place of the one before. */
function open({ swapped }) {
  for (const button of document.querySelectorAll('[data-copy]')) button.hidden = false
  if (document.querySelector('[data-notice="withdrawn"]')) forgetDrafts()
  forgetTold()
  restoreDraft()
  restoreArrangement()
  startClaims()
  holdPair()
  if (!swapped) return
  newPair()
  showJustSaved()
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
    if (form.elements.claims && tellUnseen()) return refuse(event)
    if (asksFirst(submitter)) {
      refuse(event)
      openSheet(submitter)
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

let sent = null
let sending = 'vote'
let shown = document.querySelector('#screen')

/** Undoing sends nothing of what is typed beside this pair: it comes back with it. */
function onSend({ target }) {
  if (target.closest?.('[data-look]')) return
  document.querySelector('#screen')?.setAttribute('aria-busy', 'true')
  for (const notice of document.querySelectorAll('[data-not-saved]')) notice.hidden = true
  sending = target.closest?.('[data-undo]') ? 'undo' : target.closest?.('[data-skips]') ? 'skip' : 'vote'
  sent = (sending !== 'undo' && document.querySelector('#ballot [name="comparison"]')?.value) || null
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
  if (detail.ctx.response.status >= 500) showNotSaved(sending)
}

async function onCopy({ target }) {
  const button = target.closest?.('[data-copy]')
  if (!button) return
  await navigator.clipboard.writeText(document.querySelector('[data-code]').textContent)
  button.toggleAttribute('data-done', true)
}

addEventListener('toggle', ({ target }) => countUse(target), { capture: true })
