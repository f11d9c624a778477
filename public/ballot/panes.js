import { countUse } from './claims.js'
import { boxOf, fitPanes } from './fitting.js'

/** Offers "show all" only where something is cut, and opens what the keyboard walks into. */
export function watchPanes() {
  addEventListener('resize', fitPanes)
  addEventListener('change', ({ target }) => {
    if (!target.matches?.('[data-expand], [data-expand-prompt], [data-raw]')) return
    countUse(target)
    fitPanes()
  })
  addEventListener('click', onPrompt)
  addEventListener('toggle', ({ target }) => target.closest?.('.output') && fitPanes(), { capture: true })
  addEventListener('focusin', ({ target }) => {
    const box = target.closest?.('.output') && boxOf(target)
    if (box && !box.checked && target.closest('[data-cut]')) box.click()
  })
}

/** A cut question opens where it is tapped; what can be pressed or copied in it still can. */
function onPrompt({ target }) {
  const text = target.closest?.('.prompt > [data-cut]')
  if (!text || target.closest('a, button, summary') || getSelection()?.type === 'Range') return
  boxOf(text)?.click()
}
