import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../db/connection/package-root.ts'
import { loadAssets } from '../../server/http/assets.ts'

test('the style sheet of every page holds each sheet of its folder once', async () => {
  const { urls, routes } = loadAssets()
  const served = await (await routes.request(urls.css)).text()
  const folder = join(packageRoot, 'public/app')
  const sheets = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
  for (const sheet of sheets) expect(served.split(sheet)).toHaveLength(2)
  expect(served.length).toBe(sheets.reduce((sum, { length }) => sum + length, 0))
})
