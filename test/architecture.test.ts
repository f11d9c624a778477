import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')

/** Which modules a place may import. The most specific place wins, and every file has one. */
const allowed: Record<string, RegExp> = {
  'server/domain': /^(zod$|server\/domain\/)/,
  demo: /^(demo\/|server\/domain\/)/,

  'db/schema': /^(drizzle-orm|db\/schema\/)/,
  db: /^(node:|drizzle-orm|postgres$|zod$|@node-rs\/argon2$|db\/|server\/domain\/|server\/formats\/uploads\/types)/,

  'views/charts': /^(hono\/|d3-scale$|views\/charts\/|server\/domain\/)/,
  views:
    /^(hono\/(jsx|html)|uqr$|views\/|server\/(domain|report|stats)\/|server\/(formats\/uploads\/types|datasets\/|results\/judging|study\/|qr-code))/,

  'server/stats/special': /^(node:|server\/(domain|stats\/special)\/)/,
  'server/stats/votes': /^(server\/(domain|stats\/(special|votes))\/)/,
  'server/stats': /^(node:|server\/(domain|stats)\/)/,
  'server/report': /^(node:|server\/(domain|report|stats)\/)/,
  'server/threads': /^node:/,
  'server/rendering/stored': /^(db\/|server\/(domain|rendering)\/|server\/formats\/uploads\/)/,
  'server/rendering':
    /^(node:|unified$|remark-|rehype-|hast|mdast|micromark|unist|lowlight|katex|server\/(domain|rendering|threads)\/)/,
  'server/formats/exports':
    /^(node:|zod$|hyparquet|yauzl$|canonicalize$|server\/(domain|formats\/exports)\/|server\/formats\/(uploads\/audit\/|[^/]+$))/,
  'server/formats':
    /^(node:|zod$|csv-|hyparquet|yauzl$|read-excel-file\/node$|canonicalize$|fzstd$|server\/(domain|formats)\/|server\/stats\/votes\/)/,

  'server/sealing': /^(node:|pino$|postgres$|db\/(connection|results)\/|server\/sealing\/)/,
  'server/pairing/pairing.ts': /^server\/stats\//,
  'server/pairing/winner-pairing.ts': /^server\/(stats\/|pairing\/pairing\.ts$)/,
  'server/pairing': /^(db\/|server\/(domain|pairing|results|stats)\/)/,
  'server/results/answer-grid.ts': /^server\/stats\//,
  'server/results': /^(node:|zod$|db\/|server\/(domain|formats|http|report|results|stats|threads)\/)/,
  'server/datasets': /^(node:|zod$|hono|db\/|server\/(domain|datasets|formats|http|sealing)\/)/,
  'server/importing':
    /^(node:|zod$|busboy$|hono|db\/|server\/(domain|formats|http|importing|rendering|threads)\/)/,
  'server/study':
    /^(node:|zod$|canonicalize$|db\/|views\/tester\/messages\/|server\/(domain|http|importing|report|results|stats|study|threads)\/|server\/qr-code)/,
  'server/tester':
    /^(node:|zod$|diff$|hono\/(html|jsx)|db\/|views\/tester\/|server\/(domain|formats|pairing|rendering|tester)\/)/,

  'server/actions':
    /^(node:|zod$|pino$|db\/|server\/(actions|datasets|domain|importing|rendering|results|study)\/|server\/(formats\/uploads\/|http\/strict-json))/,
  'server/http':
    /^(node:|hono|@hono\/|db\/|views\/assets|server\/(domain|http|formats|sealing)\/|server\/(config|log)\.ts$)/,
  'server/routes': /^(node:|hono|zod$|@hono\/|db\/|views\/|server\/(?!cli\/|main\.ts|app\.tsx))/,
  'server/api-client': /^server\/api-client\//,
  'server/cli': /^(node:|citty$|zod$|db\/|demo\/|server\/(?!routes\/|app\.tsx))/,
  server: /^(node:|hono|@hono\/|pino$|uqr$|zod$|db\/|demo\/|views\/|server\/(?!cli\/))/,
}

/** Here types count too: what a table or a page looks like hangs on nothing else. */
const countsTypes = /^(db|views)\//

const files = ['db', 'views', 'demo', 'server'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => `${folder}/${name}`),
)
const scripts = readdirSync(join(root, 'public'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.js'))
  .map((name) => `public/${name}`)

const ruleFor = (file: string): [string, RegExp] | undefined =>
  Object.entries(allowed)
    .filter(([place]) => file === place || file.startsWith(`${place}/`))
    .sort(([x], [y]) => y.length - x.length)[0]

const sources = new Map([...files, ...scripts].map((file) => [file, readFileSync(join(root, file), 'utf8')]))

function importsOf(file: string, { types = false } = {}): string[] {
  const source = sources.get(file) ?? ''
  const statements = types
    ? source.matchAll(/^(?:import|export)\s+(?:[^'"]*?\sfrom\s+)?'([^']+)'/gm)
    : source.matchAll(/^(?:import|export)\s+(?!type\b)(?:[^'"]*?\sfrom\s+)?'([^']+)'/gm)
  const lazy = source.matchAll(/\bimport\('([^'$]+)'\)/g)
  return [...statements, ...lazy].map((match) => {
    const name = match[1] as string
    return name.startsWith('.') ? relative(root, resolve(root, dirname(file), name)) : name
  })
}

describe('the layout', () => {
  test('has a rule for every file', () => {
    expect(files.length).toBeGreaterThan(50)
    expect(files.filter((file) => !ruleFor(file))).toEqual([])
  })

  test.each(files)('%s imports only what its folder may know', (file) => {
    const [, pattern] = ruleFor(file) as [string, RegExp]
    const found = importsOf(file, { types: countsTypes.test(file) })
    expect(found.filter((name) => !pattern.test(name))).toEqual([])
  })

  test('has at most twenty files side by side, registries left out', () => {
    const counts = new Map<string, number>()
    for (const file of sources.keys()) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1)
    const crowded = [...counts].filter(([folder, count]) => count > 20 && !/(formats|messages)$/.test(folder))
    expect(crowded).toEqual([])
  })

  test('has no circles', () => {
    expect([...sources.keys()].filter((file) => reaches(file, file))).toEqual([])
  })

  test('routes of people do not know each other, nor drizzle', () => {
    const routes = files.filter((file) => /^server\/routes\/(?!api\/|tester\/|[^/]+$)/.test(file))
    for (const file of routes) {
      const others = importsOf(file).filter((name) => /^server\/routes\/(?!admin)|^drizzle/.test(name))
      expect(others, file).toEqual([])
    }
  })

  test('nothing imports tests or benches', () => {
    for (const file of files)
      expect(importsOf(file).filter((name) => /^(test|bench)\//.test(name))).toEqual([])
  })
})

/** Whether imports at run time lead from one file to another. */
function reaches(from: string, to: string): boolean {
  const seen = new Set<string>()
  const waiting = importsOf(from)
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (file === to) return true
    if (seen.has(file) || !sources.has(file)) continue
    seen.add(file)
    waiting.push(...importsOf(file))
  }
  return false
}
