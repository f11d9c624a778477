import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { named, REFERENCES, referencesMissing } from '../references.ts'

test.skipIf(referencesMissing)(named('every shared reference file is read by a test'), () => {
  const folders = [import.meta.dirname, join(import.meta.dirname, '..')]
  const tests = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => readFileSync(join(folder, file), 'utf8')),
  )
  const files = readdirSync(REFERENCES).filter((file) => /^o\d\d_.*\.json$/.test(file))
  expect(files.length).toBeGreaterThanOrEqual(21)
  const forgotten = files.filter((file) => !tests.some((text) => text.includes(file.replace('.json', ''))))
  expect(forgotten).toEqual([])
})
