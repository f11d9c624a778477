import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { packageRoot } from '../../db/connection/package-root.ts'
import { appStyles } from '../../server/http/assets.ts'

export const origin = 'http://tiebreak.test'

export type Trap = { calls: () => Promise<number>; left: string[]; dialogs: string[]; popups: string[] }

const files: Record<string, { body: () => Buffer; type: string }> = {
  '/app.css': { body: appStyles, type: 'text/css' },
  '/ballot.js': {
    body: () => readFileSync(join(packageRoot, 'public/ballot.js')),
    type: 'text/javascript',
  },
  '/htmx.js': {
    body: () => readFileSync(createRequire(import.meta.url).resolve('htmx.org/dist/htmx.min.js')),
    type: 'text/javascript',
  },
}

/**
 * Serves given HTML to a page that counts whatever runs, opens, asks or leaves. There is no content policy here on
 * purpose: the texts have to be harmless without one.
 */
export async function setTrap(page: Page, html: () => string): Promise<Trap> {
  const trap = { left: [] as string[], dialogs: [] as string[], popups: [] as string[] }
  page.on('dialog', (dialog) => {
    trap.dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  page.on('popup', (popup) => trap.popups.push(popup.url()))
  await page.addInitScript('window.trapped = 0; window.trap = () => { window.trapped += 1 }')
  await page.route('**/*', (route) => {
    const { pathname, origin: asked } = new URL(route.request().url())
    const file = files[pathname]
    if (asked === origin && pathname === '/')
      return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html() })
    if (asked === origin && file) return route.fulfill({ contentType: file.type, body: file.body() })
    if (pathname !== '/favicon.ico') trap.left.push(route.request().url())
    return route.abort()
  })
  return { ...trap, calls: () => page.evaluate('window.trapped') as Promise<number> }
}

/** Touches everything inside the outputs as a curious hand would. Runs in the page. */
export const touchEverything = `
  for (const element of document.querySelectorAll('.output *, .raw *')) {
    for (const type of ['click', 'mouseover', 'focus', 'toggle', 'animationstart', 'animationend', 'pointerenter'])
      element.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }))
  }`

/** Everything in the outputs that should not be there. Runs in the page. */
export const foreignParts = `(() => {
  const found = []
  const bad = 'a,form,input,button,select,textarea,option,iframe,object,embed,link,meta,base,script,style,img,video,' +
    'audio,source,picture,svg,template,dialog,slot,portal,hx-partial,title,noscript,marquee,font,foreignObject,maction'
  for (const element of document.querySelectorAll('.output *')) {
    if (element.matches(bad)) found.push(element.localName)
    for (const { name, value } of element.attributes) {
      const allowed = name === 'class' ? /^(hljs-[a-z_-]+)?$/.test(value) : !/^(on|id$|name$|style$|href$|src|xlink|hx-|data-hx|data-(?!turn)|form|action|slot|is$)/i.test(name)
      if (!allowed) found.push(element.localName + ' ' + name + '=' + value.slice(0, 40))
    }
  }
  return found
})()`
