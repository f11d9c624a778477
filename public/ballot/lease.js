const minute = 60 * 1000
/** Who has left a page open for good holds its pair no longer than that. */
const longest = 90 * minute

let pair = null
let shownAt = 0
let askedAt = 0

/** The server keeps a pair for half an hour after it was last asked for: this asks while the page is in view. */
export function keepPair() {
  setInterval(askAgain, 10 * minute)
  addEventListener('visibilitychange', askAgain)
}

/** Another pair is in place. */
export function holdPair() {
  pair = document.querySelector('#ballot')
  shownAt = performance.now()
  askedAt = shownAt
}

function askAgain() {
  const now = performance.now()
  if (!pair || document.hidden || now - shownAt > longest || now - askedAt < minute) return
  askedAt = now
  fetch(pair.action.replace(/\/\w+$/, ''), { method: 'HEAD' }).catch(() => {})
}
