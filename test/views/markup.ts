import type { JSX } from 'hono/jsx/jsx-runtime'
import { parseHTML } from 'linkedom'

export function parse(view: JSX.Element) {
  const html = String(view)
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`)
  const all = (selector: string) => Array.from(document.querySelectorAll(selector))
  const one = (selector: string) => {
    const [found] = all(selector)
    if (!found) throw new Error(`No ${selector} in ${html}`)
    return found
  }
  return { html, all, one, text: document.body.textContent ?? '' }
}

/** What must hold for every drawing, whatever the numbers. Returns what is wrong. */
export function faultsOf(view: JSX.Element): string[] {
  const { html, all } = parse(view)
  const faults: string[] = []
  if (/NaN|Infinity|undefined|\[object/.test(html)) faults.push('shows a value that is none')
  if (/ style=| on[a-z]+=|<script|<style/.test(html)) faults.push('needs what the CSP forbids')
  const ids = all('[id]').map((element) => element.getAttribute('id'))
  if (new Set(ids).size !== ids.length) faults.push('has an id twice')
  for (const drawing of all('svg[role=img]')) {
    const names = (drawing.getAttribute('aria-labelledby') ?? '').split(' ')
    const [title, description] = names.map((id) => drawing.querySelector(`#${id}`))
    if (title?.tagName.toLowerCase() !== 'title' || !title.textContent) faults.push('has no title')
    if (description?.tagName.toLowerCase() !== 'desc' || !description.textContent) faults.push('has no desc')
  }
  for (const figure of all('figure')) {
    if (!figure.querySelector('figcaption')?.textContent) faults.push('has no caption')
    if (figure.querySelector('svg') && !figure.querySelector('details table th[scope=row]')) {
      faults.push('has no table')
    }
  }
  return faults
}
