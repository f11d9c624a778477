/** With less the page scrolls, and the answer has the window up to the letters above it. */
const least = 200
const letters = 64

const bars = new ResizeObserver(measure)
let shown = null

/** How high the bar is and what it leaves for one answer: words, text sizes and notices differ. */
export function watchRoom() {
  watchBar()
  addEventListener('htmx:after:swap', watchBar)
  addEventListener('resize', measure)
}

function watchBar() {
  bars.disconnect()
  shown = document.querySelector('#screen:has(.panes)')
  for (const part of shown?.querySelectorAll('#ballot, .ask, .prompt') ?? []) bars.observe(part)
}

function measure() {
  if (!shown) return
  const bar = shown.querySelector('#ballot').getBoundingClientRect().height
  const top = shown.querySelector('.panes').getBoundingClientRect().top + scrollY
  document.documentElement.style.setProperty('--bar', `${Math.round(bar)}px`)
  const free = innerHeight - bar - top - 8
  const room = free >= least ? free : Math.max(least, innerHeight - bar - letters)
  document.documentElement.style.setProperty('--room', `${Math.round(room)}px`)
}
