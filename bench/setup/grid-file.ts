import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { seededWords } from './words.ts'

export type Shape = { models: number; prompts: number; bytes?: number }

/** Model after model, as one upload of many files would come; about 1,350 characters an output. */
async function writeGrid(
  path: string,
  { models, prompts, bytes = Number.POSITIVE_INFINITY }: Shape,
): Promise<void> {
  const words = seededWords(7)
  const file = createWriteStream(path)
  let written = 0
  const perModel = Number.isFinite(bytes) ? bytes / models : Number.POSITIVE_INFINITY
  for (let model = 0; model < models; model++) {
    const until = perModel * (model + 1)
    for (let prompt = 0; prompt < prompts && written < until; prompt++) {
      const row = {
        prompt: `Question ${prompt}: how do ${seededWords(prompt + 1)(4 + (prompt % 30))} number ${prompt} come about, and what follows from it?`,
        model: `model-${model}`,
        output: `${words(40 + ((prompt * 7 + model) % 360))}.`,
      }
      const line = `${JSON.stringify(row)}\n`
      written += line.length
      if (!file.write(line)) await once(file, 'drain')
    }
  }
  file.end()
  await once(file, 'finish')
}

const [path, shape] = process.argv.slice(2)
if (path && shape) await writeGrid(path, JSON.parse(shape) as Shape)
