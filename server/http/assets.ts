import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { type Context, Hono } from 'hono'
import { packageRoot } from '../../db/connection/package-root.ts'
import type { Assets } from '../../views/assets.ts'
import type { AppEnv } from './app-env.ts'

type Body = Buffer<ArrayBuffer>
type Asset = { path: string; body: Body; type: string }

const script = 'text/javascript; charset=utf-8'
const style = 'text/css; charset=utf-8'
const require = createRequire(import.meta.url)

/** The few static files, under an address with a hash of them all, so that browsers may keep them for ever. */
export function loadAssets(): { urls: Assets; routes: Hono<AppEnv> } {
  const assets = [
    { path: 'app.css', body: appStyles(), type: style },
    ...['admin.css', 'charts.css'].map((name) => publicFile(name, style)),
    { path: 'htmx.js', body: contentOf(require.resolve('htmx.org/dist/htmx.min.js')), type: script },
    publicFile('ballot.js', script),
    publicFile('upload.js', script),
    ...readdirSync(join(packageRoot, 'public/ballot')).map((name) => publicFile(`ballot/${name}`, script)),
  ]
  const base = `/assets/${hashOf(assets)}`
  const routes = new Hono<AppEnv>()
  for (const asset of assets) routes.get(`${base}/${asset.path}`, serving(asset))
  const urls = {
    css: `${base}/app.css`,
    admin: `${base}/admin.css`,
    charts: `${base}/charts.css`,
    htmx: `${base}/htmx.js`,
    ballot: `${base}/ballot.js`,
    upload: `${base}/upload.js`,
  }
  return { urls, routes }
}

/** In the order in which later rules win. */
const appSheets = [
  'tokens',
  'base',
  'controls',
  'foreign-text',
  'comparison',
  'questions',
  'vote-bar',
  'tester',
  'meetings',
]

/** What every page loads, in one file. */
export const appStyles = (): Body =>
  Buffer.concat(appSheets.map((name) => contentOf(join(packageRoot, 'public/app', `${name}.css`))))

const contentOf = (path: string): Body => Buffer.from(readFileSync(path))
const publicFile = (path: string, type: string): Asset => ({
  path,
  body: contentOf(join(packageRoot, 'public', path)),
  type,
})

function hashOf(assets: Asset[]): string {
  const hash = createHash('sha256')
  for (const { path, body } of assets) hash.update(`${path}\0${body.length}\0`).update(body)
  return hash.digest('hex').slice(0, 12)
}

const encoders = { br: brotliCompressSync, gzip: gzipSync }

/** Compressed when first asked for, then kept: a start need not wait for it. */
function serving({ body, type }: Asset) {
  const encoded: Partial<Record<keyof typeof encoders, Body>> = {}
  const bodyIn = (encoding: keyof typeof encoders) => {
    encoded[encoding] ??= Buffer.from(encoders[encoding](body))
    return encoded[encoding]
  }
  return (c: Context<AppEnv>) => {
    const accepted = c.req.header('Accept-Encoding') ?? ''
    const encoding = (['br', 'gzip'] as const).find((name) => new RegExp(`\\b${name}\\b`).test(accepted))
    return c.body(encoding ? bodyIn(encoding) : body, 200, {
      'Content-Type': type,
      'Cache-Control': 'public, max-age=31536000, immutable',
      Vary: 'Accept-Encoding',
      ...(encoding ? { 'Content-Encoding': encoding } : {}),
    })
  }
}
