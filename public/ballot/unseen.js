import { unseen } from './claims.js'
import { speak } from './marking.js'

let wasTold = false

/** Another pair is in place. */
export function forgetTold() {
  wasTold = false
}

/** A press before both answers were on the screen is answered once, and counts when it is repeated. */
export function tellUnseen() {
  const sides = wasTold ? [] : unseen()
  if (sides.length === 0) return false
  wasTold = true
  for (const notice of notices()) {
    notice.hidden = !sides.includes(notice.dataset.unseen)
    if (!notice.hidden) speak(notice)
  }
  return true
}

const notices = () => document.querySelectorAll('#ballot [data-unseen]')
