import { withDoor } from '../client/client.ts'
import { strictCommand, wordAt } from '../terminal/arguments.ts'
import { note, print, printJson } from '../terminal/output.ts'
import { UsageError } from '../terminal/usage.ts'

export default strictCommand({
  meta: { name: 'invite', description: 'Print links that let people in' },
  args: {
    slug: { type: 'positional', description: 'The study', required: true },
    open: { type: 'boolean', description: 'One link for many testers' },
    personal: { type: 'string', valueHint: 'N', description: 'N links for one tester each' },
    label: { type: 'string', description: 'A note to tell links apart' },
    cap: { type: 'string', description: 'The most testers an open link lets in' },
    expires: { type: 'string', description: 'Until when, such as 2030-01-31T12:00:00Z' },
    json: { type: 'boolean', description: 'Print JSON' },
  },
  run: (given) => {
    const slug = wordAt(given, 0, 'SLUG')
    const personal = given.number('personal')
    if (given.flag('open') && personal !== undefined)
      throw new UsageError('Choose --open or --personal N, not both')
    if (personal !== undefined && !(Number.isInteger(personal) && personal > 0)) {
      throw new UsageError(`--personal must be a number of links, found "${personal}"`)
    }
    const cap = given.number('cap')
    const body = {
      kind: personal === undefined ? 'open' : 'personal',
      count: personal ?? 1,
      label: given.text('label') ?? '',
      ...(cap !== undefined && { cap }),
      expires: given.text('expires') ?? null,
    }
    return withDoor(async (door) => {
      const invites = await door.invite(slug, body)
      if (given.flag('json')) return printJson({ invites })
      for (const { url } of invites) print(url)
      note('Each link is shown only now: keep it')
    })
  },
})
