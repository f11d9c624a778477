const prefix = 'draft:'
const keptDays = 7

const idOf = () => document.querySelector('#ballot [name="comparison"]')?.value
const fields = () => [...(document.querySelector('#ballot')?.elements ?? [])].filter(isAnswer)
const isAnswer = (field) => field.matches('textarea, input[type="radio"], input[type="checkbox"]')

/** What was typed or ticked beside the choice stays in this browser until it is sent. */
export function keepDraft({ target }) {
  const id = idOf()
  if (!id || target.form?.id !== 'ballot') return
  const values = fields()
    .filter((field) => field.checked || (field.matches('textarea') && field.value !== ''))
    .map((field) => [field.name, field.value])
  attempt(() => localStorage.setItem(prefix + id, JSON.stringify({ at: Date.now(), values })))
}

export function restoreDraft() {
  attempt(forgetOld)
  const draft = attempt(() => JSON.parse(localStorage.getItem(prefix + idOf())))
  if (!draft) return
  for (const field of fields()) {
    const given = draft.values.filter(([name]) => name === field.name).map(([, value]) => value)
    if (field.matches('textarea')) field.value = given[0] ?? ''
    else field.checked = given.includes(field.value)
  }
}

export function forgetDraft(id) {
  attempt(() => localStorage.removeItem(prefix + id))
}

/** Who has withdrawn leaves nothing behind here. */
export function forgetDrafts() {
  attempt(() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key)
  })
}

function forgetOld() {
  const before = Date.now() - keptDays * 24 * 3600 * 1000
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(prefix) && !(JSON.parse(localStorage.getItem(key)).at > before)) {
      localStorage.removeItem(key)
    }
  }
}

/** Storage may be switched off or full: the page works without it. */
function attempt(act) {
  try {
    return act()
  } catch {
    return null
  }
}
