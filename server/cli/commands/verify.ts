import { stat } from 'node:fs/promises'
import { verifySnapshot } from '../checks/verify-snapshot.ts'
import { verifyStudy } from '../checks/verify-study.ts'
import { strictCommand, wordAt } from '../terminal/arguments.ts'
import { Refused } from '../terminal/usage.ts'

export default strictCommand({
  meta: {
    name: 'verify',
    description: 'Check a downloaded snapshot, or the votes of a study against their seals',
  },
  args: {
    what: { type: 'positional', description: 'The folder of a snapshot, or a study', required: true },
    receipt: { type: 'string', valueHint: 'CODE', description: 'Find the vote that a receipt names' },
    head: {
      type: 'string',
      valueHint: 'HASH',
      description: 'Refuse unless this seal, kept earlier, is among them',
    },
    json: { type: 'boolean', description: 'Print JSON' },
  },
  run: async (given) => {
    const what = wordAt(given, 0, 'DIR or SLUG')
    const json = given.flag('json')
    if (await isFolder(what)) return verifySnapshot(what, json)
    if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(what)) throw new Refused(`There is no folder "${what}"`)
    return verifyStudy({ slug: what, json, receipt: given.text('receipt'), head: given.text('head') })
  },
})

const isFolder = (path: string) =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
