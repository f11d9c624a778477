import type { Context } from 'hono'
import type { z } from 'zod'
import { Invalid, type Issue } from '../../domain/refusals.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { pointerTo, readStrictJson } from '../../http/strict-json.ts'
import { type Part, readMultipart, transferLimits } from '../../importing/multipart.ts'

/**
 * The parts of an upload: each "file" is handed over as it arrives; what else the body holds is checked when all of
 * it is known.
 *
 * @returns the part "options"
 * @throws Invalid that points at each part that cannot be used
 */
export async function receiveUpload<S extends z.ZodType>(
  c: Context<AppEnv>,
  schema: S,
  take: (part: Part) => Promise<void>,
): Promise<z.output<S>> {
  const faults: Issue[] = []
  let files = 0
  const fields = await readMultipart(c.req.raw, transferLimits(c.get('config')), async (part) => {
    const fault = faultOfFile(part)
    if (fault) {
      faults.push({ pointer: pointerTo([part.name]), detail: fault })
      for await (const _ of part.chunks);
      return
    }
    files++
    await take(part)
  })
  const options = fields.filter(({ name }) => name === 'options').map(({ value }) => value)
  for (const { name } of fields)
    if (name !== 'options') faults.push({ pointer: pointerTo([name]), detail: faultOfField(name) })
  if (files === 0 && faults.length === 0) faults.push({ pointer: '#/file', detail: 'is missing' })
  if (options.length > 1) faults.push({ pointer: '#/options', detail: 'is given twice' })
  if (faults.length > 0) throw new Invalid('The upload cannot be used', faults)
  return readStrictJson(options[0] ?? '{}', schema)
}

function faultOfFile({ name, filename }: Part): string | null {
  if (name === 'options') return 'must be JSON text, not a file'
  if (name !== 'file') return faultOfField(name)
  if (filename === '' || filename.includes('\0') || !filename.isWellFormed())
    return 'needs a usable file name'
  return null
}

const faultOfField = (name: string) =>
  name === 'file'
    ? 'must be a file with a name'
    : `"${name}" is not a part of an upload: there are "file" and "options"`
