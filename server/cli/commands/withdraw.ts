import { withDoor } from '../client/client.ts'
import { strictCommand, wordAt } from '../terminal/arguments.ts'
import { print, printJson } from '../terminal/output.ts'
import { UsageError } from '../terminal/usage.ts'

export default strictCommand({
  meta: { name: 'withdraw', description: 'Take a model or a prompt out of what testers are asked' },
  args: {
    slug: { type: 'positional', description: 'The study', required: true },
    model: { type: 'string', description: 'The model, by its name' },
    prompt: { type: 'string', description: 'The prompt, by its id' },
    undo: { type: 'boolean', description: 'Take the withdrawal back' },
    json: { type: 'boolean', description: 'Print JSON' },
  },
  run: (given) => {
    const slug = wordAt(given, 0, 'SLUG')
    const [model, prompt] = [given.text('model'), given.text('prompt')]
    if ((model === undefined) === (prompt === undefined))
      throw new UsageError('Give --model NAME or --prompt ID')
    const of = model !== undefined ? { model } : { prompt: prompt ?? '' }
    return withDoor(async (door) => {
      const undo = given.flag('undo')
      const done = await (undo ? door.readmit(slug, of) : door.withdraw(slug, of))
      if (given.flag('json')) return printJson(done)
      const pairs = `${done.pairs} ${done.pairs === 1 ? 'pair' : 'pairs'}`
      print(
        undo
          ? `"${done.name}" is asked about again: ${pairs} opened`
          : `"${done.name}" is withdrawn: ${pairs} closed`,
      )
    })
  },
})
