import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { generatedTypes } from './types.ts'

test('the client’s types are those of the API: `npm run api:types` makes them', async () => {
  const file = join(import.meta.dirname, '../../server/api-client/schema.d.ts')
  expect(await readFile(file, 'utf8')).toBe(await generatedTypes())
})
