import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')

/** Which modules a folder may import at run time. The most specific folder wins; type-only imports are free. */
const allowed: Record<string, RegExp> = {
  db: /^(node:|drizzle-orm|postgres$|zod$|@node-rs\/argon2$|db\/)/,
  views: /^(hono\/(jsx|html)|d3-scale$|uqr$|views\/)/,
  demo: /^demo\//,
  'server/stats': /^(node:|server\/stats\/)/,
  'server/pairing.ts': /^server\/stats\//,
  'server/winner-pairing.ts': /^server\/(stats\/|pairing\.ts$)/,
  'server/report': /^(node:|server\/(report|stats)\/)/,
  'server/results/answer-grid.ts': /^server\/stats\//,
  'server/rendering':
    /^(node:|unified$|remark-|rehype-|hast|mdast|micromark|unist|lowlight|katex|server\/(rendering|formats\/conversation|thread\.ts$))/,
  'server/formats':
    /^(node:|zod$|csv-|hyparquet|yauzl$|fzstd$|read-excel-file\/node$|canonicalize$|server\/formats\/|server\/stats\/vote-table)/,
  'server/routes': /^(node:|hono|zod$|@hono\/|db\/|views\/|server\/(?!cli\/|main\.ts|app\.tsx))/,
  'server/cli': /^(node:|citty$|zod$|db\/|demo\/|server\/(?!routes\/|app\.tsx))/,
}

const files = ['db', 'views', 'demo', 'server'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${folder}/${name}`),
)

const ruleFor = (file: string): [string, RegExp] | undefined =>
  Object.entries(allowed)
    .filter(([place]) => file === place || file.startsWith(`${place}/`))
    .sort(([x], [y]) => y.length - x.length)[0]

function runTimeImports(file: string): string[] {
  const source = readFileSync(join(root, file), 'utf8')
  const statements = source.matchAll(/^(?:import|export)\s+(?!type\b)(?:[^'"]*?\sfrom\s+)?'([^']+)'/gm)
  const lazy = source.matchAll(/\bimport\('([^']+)'\)/g)
  return [...statements, ...lazy].map((match) => {
    const name = match[1] as string
    return name.startsWith('.') ? relative(root, resolve(root, dirname(file), name)) : name
  })
}

describe('the layout', () => {
  test('covers the tree', () => {
    expect(files.length).toBeGreaterThan(50)
  })

  test.each(files.filter((file) => ruleFor(file)))('%s imports only what its folder may know', (file) => {
    const [, pattern] = ruleFor(file) as [string, RegExp]
    expect(runTimeImports(file).filter((name) => !pattern.test(name))).toEqual([])
  })

  test('routes do not know each other, nor drizzle', () => {
    const routes = files.filter(
      (file) => /^server\/routes\/[^/]+\.tsx?$/.test(file) && !/(admin|index)\.tsx?$/.test(file),
    )
    for (const file of routes) {
      const names = runTimeImports(file)
      expect(
        names.filter((name) => /^server\/routes\/|^drizzle/.test(name)),
        file,
      ).toEqual([])
    }
  })

  test('nothing imports tests or benches', () => {
    for (const file of files)
      expect(runTimeImports(file).filter((name) => /^(test|bench)\//.test(name))).toEqual([])
  })
})
