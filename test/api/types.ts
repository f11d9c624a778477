import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import openapiTypescript, { astToString } from 'openapi-typescript'
import { apiDocument } from '../../server/routes/api/index.ts'

const file = join(import.meta.dirname, '../../server/api-client/schema.d.ts')

/** TypeScript's view of the API, made from its description. */
export async function generatedTypes(): Promise<string> {
  const document = JSON.parse(JSON.stringify(apiDocument('')))
  return `${head}\n${astToString(await openapiTypescript(document))}`
}

const head = '// Made by `npm run api:types` from the description of the API. Do not edit.'

if (process.argv[1] === import.meta.filename) await writeFile(file, await generatedTypes())
