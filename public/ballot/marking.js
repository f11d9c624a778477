/** Nobody reads a pair in less: whatever is pressed sooner was meant for the pair before. */
const guardMilliseconds = 800

/** A pause, a refusal and the end ask for no choice, so there a press is meant as it comes. */
export function newPair() {
  const screen = document.querySelector('#screen:has(.choice)')
  screen?.toggleAttribute('data-new', true)
  setTimeout(() => screen?.removeAttribute('data-new'), guardMilliseconds)
}

export function isSettled() {
  return document.querySelector('#screen[data-new]') === null
}

export function markedChoice() {
  return document.querySelector('.choice[data-chosen]')
}

/** Shows which button was pressed, until the next pair comes or another one is. */
export function mark(button) {
  unmark()
  button.toggleAttribute('data-chosen', true)
  button.setAttribute('aria-pressed', 'true')
}

export function unmark() {
  markedChoice()?.removeAttribute('aria-pressed')
  markedChoice()?.removeAttribute('data-chosen')
}

/** What was pressed stays as it was, so that one more press sends it again. */
export function showNotSaved(what) {
  document.querySelector('#screen')?.removeAttribute('aria-busy')
  const notice = document.querySelector(`[data-not-saved="${what}"]`)
  if (!notice) return
  notice.hidden = false
  speak(notice)
}

/** A live region speaks when its words change, not when it arrives or appears with them. */
export function speak(region) {
  const words = region?.textContent
  if (!words) return
  region.textContent = ''
  setTimeout(() => {
    region.textContent = words
  }, 50)
}
