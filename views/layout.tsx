import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'

export type DocumentProps = {
  title: string
  lang: string
  dir: 'ltr' | 'rtl'
  styles: string[]
  scripts: string[]
  /** Scripts that import others; they run after the ones before. */
  modules?: string[]
  /** Settings of htmx for the whole page. */
  htmx?: Record<string, unknown>
  /** Without a script the page loads itself again after so long. */
  refreshSeconds?: number
  children?: Child
}

const quietHtmx = { history: false, includeIndicatorCSS: false, defaultTimeout: 10_000 }

/** The shell of every page. It holds no script or style of its own, so the content policy can forbid them. */
export function Document(props: DocumentProps) {
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={props.lang} dir={props.dir}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="referrer" content="same-origin" />
          <meta name="robots" content="noindex, nofollow" />
          <meta name="htmx-config" content={JSON.stringify({ ...quietHtmx, ...props.htmx })} />
          {props.refreshSeconds && (
            <noscript>
              <meta http-equiv="refresh" content={String(props.refreshSeconds)} />
            </noscript>
          )}
          <title>{props.title}</title>
          {props.styles.map((href) => (
            <link rel="stylesheet" href={href} />
          ))}
          {props.scripts.map((src) => (
            <script src={src} defer />
          ))}
          {props.modules?.map((src) => (
            <script type="module" src={src} />
          ))}
        </head>
        <body>{props.children}</body>
      </html>
    </>
  )
}
