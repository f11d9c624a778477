import { placeOfFirst } from './arrangement.js'

/** What this browser can say about how a pair was read. The server takes it as a claim, beside its own clock. */
let seen = nothingSeen()
let input = 'click'
/** What had been seen when an answer left: who takes it back has seen that. */
let sent = { comparison: '', aSeen: false, bSeen: false }
/** A line of an answer has been seen when so much of it was. */
const lineHeight = 24
let onScreen = { a: false, b: false }
let sampledAt = performance.now()

function nothingSeen() {
  return {
    visible: 0,
    a: 0,
    b: 0,
    aSeen: false,
    bSeen: false,
    aEnd: false,
    bEnd: false,
    expanded: 0,
    raw: 0,
    differences: 0,
  }
}

export function startClaims() {
  const { comparison, ...before } = sent
  seen = { ...nothingSeen(), ...(comparison === comparisonOnScreen() && before) }
  sampledAt = performance.now()
  look()
}

export const pressedBy = (means) => {
  input = means
}

/** How often a view beside the plain one was opened. */
export function countUse(used) {
  sample()
  if (used.matches?.('[data-expand]') && used.checked) seen.expanded += 1
  if (used.matches?.('[data-raw]') && used.checked) seen.raw += 1
  if (used.matches?.('details.differences') && used.open) seen.differences += 1
}

export function writeClaims(form) {
  const field = form.elements.claims
  if (!field) return
  sample()
  sent = { comparison: comparisonOnScreen(), aSeen: seen.aSeen, bSeen: seen.bSeen }
  field.value = JSON.stringify({
    input,
    visible_ms: Math.round(seen.visible),
    a_visible_ms: Math.round(seen.a),
    b_visible_ms: Math.round(seen.b),
    a_seen: seen.aSeen,
    b_seen: seen.bSeen,
    a_end: seen.aEnd,
    b_end: seen.bEnd,
    expanded: seen.expanded,
    raw: seen.raw,
    differences: seen.differences,
    a_stood: placeOfFirst(),
  })
}

const comparisonOnScreen = () => document.querySelector('#ballot [name=comparison]')?.value

/** The answers of which nothing has been on the screen yet. */
export function unseen() {
  sample()
  return [...(seen.aSeen ? [] : ['a']), ...(seen.bSeen ? [] : ['b'])]
}

addEventListener('scroll', sample, { capture: true, passive: true })
addEventListener('resize', sample)
document.addEventListener('visibilitychange', sample)
addEventListener('pointerdown', ({ pointerType }) => pressedBy(pointerType === 'touch' ? 'touch' : 'click'), {
  capture: true,
})
addEventListener('keydown', () => pressedBy('key'), { capture: true })

/** Adds the time since the last look to what was in view then; hidden tabs add nothing. */
function sample() {
  const now = performance.now()
  const passed = now - sampledAt
  sampledAt = now
  if (onScreen.page) seen.visible += passed
  if (onScreen.a) seen.a += passed
  if (onScreen.b) seen.b += passed
  look()
}

function look() {
  const page = document.visibilityState === 'visible'
  const bar = document.querySelector('#ballot')?.getBoundingClientRect().top ?? innerHeight
  const lowest = Math.min(innerHeight, bar)
  onScreen = { page, a: page && isInView('a', lowest), b: page && isInView('b', lowest) }
  seen.aSeen ||= page && isLineInView('a', lowest)
  seen.bSeen ||= page && isLineInView('b', lowest)
  showSeen()
  seen.aEnd ||= page && endIsInView('a', lowest)
  seen.bEnd ||= page && endIsInView('b', lowest)
}

function showSeen() {
  for (const [side, isSeen] of Object.entries({ a: seen.aSeen, b: seen.bSeen })) {
    document.querySelector(`#screen [data-which="${side}"]`)?.toggleAttribute('data-seen', isSeen)
    const notice = isSeen && document.querySelector(`#screen [data-unseen="${side}"]`)
    if (notice) notice.hidden = true
  }
}

const textOf = (side) =>
  [...document.querySelectorAll(`#response-${side}, #raw-${side}`)].find((text) => text.clientHeight > 0)

function isInView(side, lowest) {
  const text = textOf(side)
  if (!text) return false
  const box = text.getBoundingClientRect()
  const room = text.closest('.panes').getBoundingClientRect()
  return box.top < lowest && box.bottom > 0 && box.left < room.right - 1 && box.right > room.left + 1
}

/**
 * A line of its height clear of the letters above, and half of its width: what is being swiped shows an edge of the next.
 */
function isLineInView(side, lowest) {
  if (!isInView(side, lowest)) return false
  const text = textOf(side)
  const box = text.getBoundingClientRect()
  const room = text.closest('.panes').getBoundingClientRect()
  const letters = document.querySelector('#screen .which').getBoundingClientRect().bottom
  const tall = Math.min(box.bottom, lowest) - Math.max(box.top, letters, 0)
  const broad = Math.min(box.right, room.right) - Math.max(box.left, room.left)
  return tall >= Math.min(lineHeight, box.height) && broad >= box.width / 2
}

function endIsInView(side, lowest) {
  const text = textOf(side)
  const box = text?.getBoundingClientRect()
  if (!box || 'cut' in text.dataset || !isInView(side, lowest)) return false
  return box.bottom <= lowest + 8 && text.scrollTop + text.clientHeight >= text.scrollHeight - 8
}
