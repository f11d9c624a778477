const stays = 6000

const chip = () => document.querySelector('#screen [data-just-saved]')

/** What just happened, and the way to undo it, stay in reach for a while; after that the menu has them. */
export function showJustSaved() {
  const shown = chip()
  if (shown) setTimeout(() => putAway(shown), stays)
}

/** Not from under a hand or out of the focus. */
function putAway(shown) {
  if (shown.matches(':hover, :focus-within')) setTimeout(() => putAway(shown), stays)
  else shown.toggleAttribute('data-past', true)
}
