import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Hono } from 'hono'
import { packageRoot } from '../db/package-root.ts'
import type { AppEnv, Assets } from './app-env.ts'

type Asset = { url: string; body: Buffer<ArrayBuffer>; type: string }

const script = 'text/javascript; charset=utf-8'
const style = 'text/css; charset=utf-8'

/** The few static files, each under a name with its hash, so that browsers may keep them for ever. */
export function loadAssets(): { urls: Assets; routes: Hono<AppEnv> } {
  const require = createRequire(import.meta.url)
  const assets: Record<keyof Assets, Asset> = {
    css: asset('app', 'css', style, join(packageRoot, 'public/app.css')),
    admin: asset('admin', 'css', style, join(packageRoot, 'public/admin.css')),
    charts: asset('charts', 'css', style, join(packageRoot, 'public/charts.css')),
    htmx: asset('htmx', 'js', script, require.resolve('htmx.org/dist/htmx.min.js')),
    ballot: asset('ballot', 'js', script, join(packageRoot, 'public/ballot.js')),
  }
  const routes = new Hono<AppEnv>()
  for (const { url, body, type } of Object.values(assets)) {
    routes.get(url, (c) =>
      c.body(body, 200, { 'Content-Type': type, 'Cache-Control': 'public, max-age=31536000, immutable' }),
    )
  }
  const urls = {
    css: assets.css.url,
    admin: assets.admin.url,
    charts: assets.charts.url,
    htmx: assets.htmx.url,
    ballot: assets.ballot.url,
  }
  return { urls, routes }
}

function asset(name: string, extension: string, type: string, path: string): Asset {
  const body = Buffer.from(readFileSync(path))
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12)
  return { url: `/assets/${name}.${hash}.${extension}`, body, type }
}
